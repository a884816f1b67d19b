package io.github.chromajdbc.it.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chromajdbc.it.sql.ShippedDriver;
import io.github.chromajdbc.testing.ChromaServerExtension;
import io.github.chromajdbc.testing.TestDatabase;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.generic.GenericType;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(ChromaServerExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class JdbiTest {
  private final Jdbi jdbi;

  JdbiTest(TestDatabase database) {
    Papers.create(database);
    jdbi = Jdbi.create(ShippedDriver.dataSource(database.jdbcUrl()));
    jdbi.registerRowMapper(ConstructorMapper.factory(Paper.class));
  }

  /** A row. */
  public record Paper(String id, int year, boolean open) {}

  @Test
  void rowsBecomeRecords() {
    List<Paper> papers =
        jdbi.withHandle(
            handle ->
                handle
                    .createQuery(
                        "SELECT id, metadata.year AS \"year\", metadata.open AS \"open\" FROM papers"
                            + " WHERE metadata.field = :field ORDER BY metadata.score LIMIT :most")
                    .bind("field", "biology")
                    .bind("most", 2)
                    .mapTo(Paper.class)
                    .list());
    assertThat(papers).containsExactly(new Paper("p1", 2001, false), new Paper("p4", 2004, true));
  }

  @Test
  void listsAndArraysAreBoundAndRead() {
    jdbi.useHandle(
        handle -> {
          assertThat(
                  handle
                      .createQuery("SELECT COUNT(*) FROM papers WHERE metadata.year IN (<years>)")
                      .bindList("years", 2000, 2001)
                      .mapTo(Integer.class)
                      .one())
              .isEqualTo(12);
          assertThat(
                  handle
                      .createQuery("SELECT metadata.tags FROM papers WHERE id = ?")
                      .bind(0, "p6")
                      .mapTo(new GenericType<List<String>>() {})
                      .one())
              .containsExactly("t1", "all");
        });
  }

  @Test
  void searchesTakeVectorsAsParameters() {
    List<Map<String, Object>> rows =
        jdbi.withHandle(
            handle ->
                handle
                    .createQuery("SELECT id, distance FROM papers USING EMBEDDING (?) TOPK 2")
                    .bind(0, new float[] {3, 1, 0})
                    .mapToMap()
                    .list());
    assertThat(rows).extracting(row -> row.get("id")).startsWith("p3").hasSize(2);
  }

  @Test
  void aTransactionThatReadsEndsWell() {
    Long count =
        jdbi.inTransaction(
            handle -> handle.createQuery("SELECT COUNT(*) FROM papers").mapTo(Long.class).one());
    assertThat(count).isEqualTo(Papers.COUNT);
  }
}
