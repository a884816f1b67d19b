package io.github.chromajdbc.it.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.chromajdbc.it.sql.ShippedDriver;
import io.github.chromajdbc.testing.ChromaServerExtension;
import io.github.chromajdbc.testing.TestDatabase;
import java.sql.Types;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.jdbc.core.DataClassRowMapper;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.support.JdbcUtils;

@ExtendWith(ChromaServerExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SpringJdbcTest {
  private final DataSource source;
  private final JdbcTemplate jdbc;

  SpringJdbcTest(TestDatabase database) {
    Papers.create(database);
    source = ShippedDriver.dataSource(database.jdbcUrl());
    jdbc = new JdbcTemplate(source);
  }

  /** A row. */
  record Paper(String id, long year, String field, double score) {}

  @Test
  void oneValueIsAsked() {
    assertThat(jdbc.queryForObject("SELECT COUNT(*) FROM papers", Long.class))
        .isEqualTo(Papers.COUNT);
    assertThat(jdbc.queryForObject("SELECT document FROM papers WHERE id = ?", String.class, "p7"))
        .isEqualTo("paper 7");
  }

  @Test
  void rowsBecomeRecordsAndMaps() {
    List<Paper> papers =
        jdbc.query(
            "SELECT id, metadata.year AS \"year\", metadata.field AS field, metadata.score AS score"
                + " FROM papers WHERE metadata.score > ? ORDER BY score DESC",
            new DataClassRowMapper<>(Paper.class),
            29.0);
    assertThat(papers).first().isEqualTo(new Paper("p119", 2019, "law", 29.75));
    Map<String, Object> row = jdbc.queryForMap("SELECT * FROM papers WHERE id = 'p1'");
    assertThat(row)
        .containsEntry("metadata.year", 2001L)
        .containsEntry("metadata.open", false)
        .containsEntry("document", "paper 1");
  }

  @Test
  void namedParametersAndListsAreBound() {
    NamedParameterJdbcTemplate named = new NamedParameterJdbcTemplate(source);
    assertThat(
            named.queryForList(
                "SELECT id FROM papers WHERE metadata.field IN (:fields) AND metadata.year = :year"
                    + " ORDER BY id LIMIT 2",
                Map.of("fields", List.of("law", "physics"), "year", 2000),
                String.class))
        .containsExactly("p0", "p20");
  }

  @Test
  void typedArgumentsAndNullsAreBound() {
    Object[] arguments = {null, "p3"};
    int[] types = {Types.BIGINT, Types.VARCHAR};
    assertThat(
            jdbc.queryForObject(
                "SELECT COALESCE(CAST(? AS BIGINT), 5) FROM papers WHERE id = ?",
                arguments,
                types,
                Long.class))
        .isEqualTo(5L);
  }

  @Test
  void rowsAreStreamed() {
    jdbc.setFetchSize(10);
    try (Stream<String> ids =
        jdbc.queryForStream("SELECT id FROM papers", (row, number) -> row.getString(1))) {
      assertThat(ids.limit(3)).containsExactly("p0", "p1", "p2");
    }
  }

  @Test
  void failuresAreTranslatedByTheirState() throws Exception {
    assertThatThrownBy(() -> jdbc.queryForList("SELEC 1"))
        .isInstanceOf(BadSqlGrammarException.class);
    assertThatThrownBy(() -> jdbc.queryForList("SELECT * FROM nothing_here"))
        .isInstanceOf(BadSqlGrammarException.class);
    assertThat(
            JdbcUtils.<String>extractDatabaseMetaData(
                source, metadata -> metadata.getDatabaseProductName()))
        .isEqualTo("Chroma");
  }
}
