package io.github.chromajdbc.it.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.chromajdbc.client.Space;
import io.github.chromajdbc.testing.ChromaServerExtension;
import io.github.chromajdbc.testing.TestDatabase;
import io.github.chromajdbc.testing.TestRecord;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** ALTER TABLE ... DECLARE. */
@ExtendWith(ChromaServerExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DeclaredColumnsTest {
  private final TestDatabase database;
  private final Connection connection;

  DeclaredColumnsTest(TestDatabase database) throws SQLException {
    this.database = database;
    database
        .create("events", Space.L2)
        .add(
            TestRecord.of("a", 1, 0)
                .metadata(Map.of("at", 86_400, "n", 1, "tag", List.of("x", "y"), "code", "7")),
            TestRecord.of("b", 0, 1).metadata(Map.of("at", 172_800, "n", 2, "tag", List.of("x"))));
    database.create("later", Space.L2).add(TestRecord.of("c", 1, 1).metadata(Map.of("at", 1)));
    connection = ShippedDriver.connect(database.jdbcUrl() + "?timeZone=UTC");
  }

  @AfterAll
  void close() throws SQLException {
    connection.close();
  }

  @BeforeEach
  void takeAllBack() throws SQLException {
    execute("ALTER TABLE events DECLARE ()");
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      assertThat(statement.execute(sql)).as(sql).isFalse();
    }
  }

  private List<String> types() throws SQLException {
    return Queries.columns(
        connection, "SELECT metadata.at, metadata.n, metadata.code FROM events WHERE 1=0");
  }

  @Test
  void aDeclarationGivesAKeyItsTypeForEveryClient() throws SQLException {
    assertThat(types())
        .containsExactly("metadata.at:BIGINT", "metadata.n:BIGINT", "metadata.code:VARCHAR");
    execute(
        "ALTER TABLE events DECLARE (metadata.at TIMESTAMP FROM 'epoch_s', metadata.n DOUBLE,"
            + " metadata.\"new key\" VARCHAR ARRAY)");
    assertThat(types())
        .containsExactly("metadata.at:TIMESTAMP", "metadata.n:DOUBLE", "metadata.code:VARCHAR");
    try (Connection other =
        ShippedDriver.connect(database.jdbcUrl(), "timeZone", "UTC", "pageSize", "71")) {
      assertThat(Queries.rows(other, "SELECT metadata.at, metadata.n FROM events ORDER BY id"))
          .containsExactly(
              List.of(Timestamp.valueOf("1970-01-02 00:00:00"), 1.0),
              List.of(Timestamp.valueOf("1970-01-03 00:00:00"), 2.0));
      assertThat(
              Queries.column(
                  other,
                  "SELECT id FROM events WHERE metadata.at > TIMESTAMP '1970-01-02 12:00:00'"))
          .containsExactly("b");
      assertThat(Queries.columns(other, "SELECT * FROM events"))
          .contains("metadata.new key:VARCHAR ARRAY");
    }
  }

  @Test
  void declarationsAddUpChangeAndAreTakenBack() throws SQLException {
    execute("ALTER TABLE events DECLARE (metadata.n DOUBLE)");
    execute("ALTER TABLE events DECLARE (metadata.at TIMESTAMP FROM 'epoch_ms')");
    assertThat(types()).contains("metadata.at:TIMESTAMP", "metadata.n:DOUBLE");
    execute("ALTER TABLE events DECLARE (metadata.n VARCHAR)");
    assertThat(types()).contains("metadata.at:TIMESTAMP", "metadata.n:VARCHAR");
    execute("ALTER TABLE events DECLARE ()");
    assertThat(types()).contains("metadata.at:BIGINT", "metadata.n:BIGINT");
  }

  @Test
  void conditionsAreAboutWhatADeclaredColumnShows() throws SQLException {
    database
        .create("prices", Space.L2)
        .add(
            TestRecord.of("a", 1, 0)
                .metadata(Map.of("year", 2004, "price", 12.5, "tags", List.of(1, 2))),
            TestRecord.of("b", 1, 0)
                .metadata(Map.of("year", 2005, "price", 10, "tags", List.of(2))),
            TestRecord.of("c", 1, 0).metadata(Map.of("price", 3.0)),
            TestRecord.of("d", 1, 0).metadata(Map.of("price", "much")));
    execute(
        "ALTER TABLE prices DECLARE (metadata.year VARCHAR, metadata.price BIGINT,"
            + " metadata.tags VARCHAR ARRAY)");
    assertThat(
            Queries.rows(
                connection,
                "SELECT metadata.year, metadata.price FROM prices WHERE id < 'd' ORDER BY id"))
        .containsExactly(
            Arrays.asList("2004", null), List.of("2005", 10L), Arrays.asList(null, 3L));
    Map<String, List<Object>> found =
        Map.of(
            "metadata.year = '2004'", List.of("a"),
            "metadata.year IN ('2004', '2005', 'x')", List.of("a", "b"),
            "metadata.year <> '2004'", List.of("b"),
            "metadata.price > 9", List.of("b"),
            "metadata.price NOT IN (3, 4)", List.of("b"),
            "metadata.price IS NOT NULL", List.of("b", "c"),
            "metadata.price IS NULL", List.of("a", "d"),
            "metadata.tags CONTAINS '1'", List.of("a"),
            "metadata.year = (SELECT MIN(metadata.year) FROM prices)", List.of("a"),
            "EXISTS (SELECT 1 FROM prices o WHERE o.metadata.year = prices.metadata.year)",
                List.of("a", "b"));
    for (Map.Entry<String, List<Object>> each : found.entrySet()) {
      assertThat(
              Queries.column(
                  connection, "SELECT id FROM prices WHERE " + each.getKey() + " ORDER BY id"))
          .as(each.getKey())
          .isEqualTo(each.getValue());
    }
  }

  @Test
  void thePropertyWins() throws SQLException {
    execute("ALTER TABLE events DECLARE (metadata.n DOUBLE, metadata.code BIGINT)");
    try (Connection own =
        ShippedDriver.connect(database.jdbcUrl(), "columns", "events.n VARCHAR")) {
      assertThat(Queries.columns(own, "SELECT metadata.n, metadata.code FROM events WHERE 1=0"))
          .containsExactly("metadata.n:VARCHAR", "metadata.code:BIGINT");
    }
  }

  @Test
  void aPreparedPlanNoticesADeclaration() throws SQLException {
    String sql = "SELECT metadata.n FROM events ORDER BY id";
    assertThat(Queries.column(connection, sql)).containsExactly(1L, 2L);
    execute("ALTER TABLE events DECLARE (metadata.n DOUBLE)");
    assertThat(Queries.column(connection, sql)).containsExactly(1.0, 2.0);
  }

  @Test
  void whatElseACollectionSaysOfItselfStays() throws SQLException {
    String path = database.path() + "/collections/events";
    var before = database.api().send("GET", path, null).get("metadata");
    execute("CREATE VIEW v AS SELECT id, metadata.at AS \"at\" FROM events");
    execute("ALTER TABLE events DECLARE (metadata.at TIMESTAMP FROM 'epoch_s')");
    var declared = database.api().send("GET", path, null).get("metadata");
    assertThat(declared.get("chroma-jdbc:column:at").asText())
        .isEqualTo("TIMESTAMP FROM 'epoch_s'");
    assertThat(Queries.columns(connection, "SELECT \"at\" FROM v")).containsExactly("at:TIMESTAMP");
    execute("ALTER TABLE events DECLARE ()");
    execute("DROP VIEW v");
    assertThat(database.api().send("GET", path, null).get("metadata")).isEqualTo(before);
  }

  @Test
  void theCollectionsOfARoutedTableAreDeclaredTogether() throws SQLException {
    execute("CREATE TABLE all_of ROUTED BY (metadata.n) OVER ('events', 'later')");
    execute("ALTER TABLE all_of DECLARE (metadata.at TIMESTAMP FROM 'epoch_s')");
    assertThat(Queries.column(connection, "SELECT MIN(metadata.at) FROM all_of"))
        .containsExactly(Timestamp.valueOf("1970-01-01 00:00:01"));
    execute("ALTER TABLE all_of DECLARE ()");
    execute("DROP TABLE all_of");
    assertThat(types()).contains("metadata.at:BIGINT");
  }

  @Test
  void whatCannotBeDeclaredIsRefused() throws SQLException {
    execute("CREATE VIEW v AS SELECT id FROM events");
    Map<String, String> refused =
        Map.of(
            "ALTER TABLE events DECLARE (metadata.n DATE)", "42000",
            "ALTER TABLE events DECLARE (metadata.n TIMESTAMP)", "42000",
            "ALTER TABLE events DECLARE (metadata.n TIMESTAMP FROM 'julian')", "42000",
            "ALTER TABLE events DECLARE (metadata.n BIGINT, metadata.n DOUBLE)", "42000",
            "ALTER TABLE events DECLARE (document BIGINT)", "42000",
            "ALTER TABLE nothing DECLARE (metadata.n BIGINT)", "42S02",
            "ALTER TABLE v DECLARE (metadata.n BIGINT)", "0A000");
    for (Map.Entry<String, String> each : refused.entrySet()) {
      assertThatThrownBy(() -> execute(each.getKey()))
          .isInstanceOfSatisfying(
              SQLException.class,
              e -> assertThat(e.getSQLState()).as(e.getMessage()).isEqualTo(each.getValue()));
    }
    execute("DROP VIEW v");
    try (Connection reader = ShippedDriver.connect(database.jdbcUrl(), "readOnly", "true");
        Statement statement = reader.createStatement()) {
      assertThatThrownBy(() -> statement.execute("ALTER TABLE events DECLARE (metadata.n DOUBLE)"))
          .isInstanceOfSatisfying(
              SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("25000"));
    }
  }
}
