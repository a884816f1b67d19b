package io.github.chromajdbc.it.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.chromajdbc.it.sql.Queries;
import io.github.chromajdbc.it.sql.ShippedDriver;
import io.github.chromajdbc.testing.ChromaServerExtension;
import io.github.chromajdbc.testing.CountingProxy;
import io.github.chromajdbc.testing.TestDatabase;
import io.github.chromajdbc.testing.TestRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** CREATE TABLE ROUTED BY, REFRESH ROUTES, SHOW ROUTES, DROP TABLE, EXPLAIN, DatabaseMetaData. */
@ExtendWith(ChromaServerExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RouteStatementsTest {
  private final TestDatabase database;
  private final Sap sap;
  private final CountingProxy proxy;
  private final String url;

  RouteStatementsTest(TestDatabase database) {
    this.database = database;
    sap = new Sap(database);
    proxy = new CountingProxy(database.server().url());
    url = database.jdbcUrl(proxy);
  }

  private Connection connect() throws SQLException {
    return ShippedDriver.connect(url);
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      assertThat(statement.execute(sql)).as(sql).isFalse();
    }
  }

  @AfterEach
  void drop() throws SQLException {
    try (Connection connection = connect()) {
      for (Object table : Queries.column(connection, "SHOW TABLES")) {
        if (String.valueOf(table).startsWith("routed")) {
          execute(connection, "DROP TABLE " + table);
        }
      }
    }
  }

  @Test
  void aCreatedTableKnowsWhatItsCollectionsHaveAndIsThereForEveryClient() throws SQLException {
    try (Connection connection = connect()) {
      execute(connection, "CREATE TABLE routed ROUTED BY (metadata.model) OVER ('sap_*')");
    }
    try (Connection other = ShippedDriver.connect(url, "pageSize", "500")) {
      assertThat(Queries.rows(other, "SHOW ROUTES FROM routed"))
          .containsExactly(
              List.of("sap_1", "metadata.model", "Field"),
              List.of("sap_1", "metadata.model", "Table"),
              List.of("sap_2", "metadata.model", "Domain"),
              List.of("sap_2", "metadata.model", "Field"),
              List.of("sap_3", "metadata.model", "Domain"),
              List.of("sap_4", "metadata.model", "Program"));
      assertThat(Queries.value(other, "SELECT COUNT(*) FROM routed")).isEqualTo(18L);
      proxy.reset();
      assertThat(
              Queries.column(
                  other, "SELECT _collection FROM routed WHERE metadata.model = 'Field'"))
          .hasSize(6);
      assertThat(sap.askedOnce(proxy)).isEqualTo("sap_1,sap_2");
    }
  }

  @Test
  void aRoutedTableCanBeDroppedAndItsCollectionsStay() throws SQLException {
    try (Connection connection = connect()) {
      execute(connection, "CREATE TABLE routed ROUTED BY (metadata.model) OVER ('sap_1', 'sap_2')");
      assertThatThrownBy(
              () ->
                  execute(connection, "CREATE TABLE routed ROUTED BY (metadata.model) OVER ('*')"))
          .isInstanceOfSatisfying(
              SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("42S01"));
      execute(
          connection,
          "CREATE TABLE IF NOT EXISTS routed ROUTED BY (metadata.model) OVER ('sap_*')");
      assertThat(Queries.value(connection, "SELECT COUNT(*) FROM routed")).isEqualTo(12L);
      execute(connection, "DROP TABLE routed");
      assertThat(Queries.column(connection, "SHOW TABLES")).doesNotContain("routed");
      assertThat(Queries.value(connection, "SELECT COUNT(*) FROM sap_1")).isEqualTo(6L);
      assertThatThrownBy(() -> Queries.rows(connection, "SELECT * FROM routed"))
          .isInstanceOfSatisfying(
              SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("42S02"));
    }
  }

  @Test
  void refreshLearnsWhatWasWrittenSince() throws SQLException {
    var growing = database.create("grow_1", io.github.chromajdbc.client.Space.L2);
    growing.add(TestRecord.of("g1", 1, 2, 3).metadata(Map.of("model", "Old")));
    database
        .create("grow_2", io.github.chromajdbc.client.Space.L2)
        .add(TestRecord.of("g2", 1, 2, 3).metadata(Map.of("model", "Other")));
    try (Connection connection = connect()) {
      execute(connection, "CREATE TABLE routed ROUTED BY (metadata.model) OVER ('grow_*')");
      growing.add(TestRecord.of("g3", 1, 2, 3).metadata(Map.of("model", "New")));
      var before =
          RoutedDatabase.run(connection, "SELECT id FROM routed WHERE metadata.model = 'New'");
      assertThat(before.rows()).isEmpty();
      assertThat(before.warnings()).hasSize(1);
      assertThat(before.warnings().get(0)).contains("ALTER TABLE routed REFRESH ROUTES");
      execute(connection, "ALTER TABLE routed REFRESH ROUTES");
      var after =
          RoutedDatabase.run(connection, "SELECT id FROM routed WHERE metadata.model = 'New'");
      assertThat(after.rows()).containsExactly("g3");
      assertThat(after.warnings()).isEmpty();
    }
  }

  @Test
  void aCollectionThatComesLaterIsAskedUntilItsValuesAreLearnt() throws SQLException {
    database
        .create("late_1", io.github.chromajdbc.client.Space.L2)
        .add(TestRecord.of("l1", 1, 2, 3).metadata(Map.of("model", "A")));
    try (Connection connection = connect()) {
      execute(connection, "CREATE TABLE routed ROUTED BY (metadata.model) OVER ('late_*')");
      database
          .create("late_2", io.github.chromajdbc.client.Space.L2)
          .add(TestRecord.of("l2", 1, 2, 3).metadata(Map.of("model", "A")));
    }
    try (Connection other = ShippedDriver.connect(url, "pageSize", "501")) {
      assertThat(Queries.column(other, "SELECT id FROM routed WHERE metadata.model = 'A'"))
          .containsExactlyInAnyOrder("l1", "l2");
    }
  }

  @Test
  void aQueryConfigurationIsReadAsItIs(@TempDir Path folder) throws IOException, SQLException {
    Path file = folder.resolve("query_config.json");
    Files.writeString(
        file,
        "{\"metadata\":{\"total_models\":2,\"total_collections\":3},"
            + "\"model_to_collections\":{\"Table\":{\"collections\":[\"sap_1\"],"
            + "\"total_documents\":3,\"partitions\":[\"p1\"]},"
            + "\"Domain\":{\"collections\":[\"sap_2\",\"sap_3\"],\"total_documents\":6}},"
            + "\"collection_to_models\":{\"sap_1\":[\"Table\"],\"sap_2\":[\"Domain\"],"
            + "\"sap_3\":[\"Domain\"]}}");
    try (Connection connection = connect()) {
      execute(connection, "CREATE TABLE routed USING CONFIG '" + file + "'");
      assertThat(Queries.value(connection, "SELECT COUNT(*) FROM routed")).isEqualTo(15L);
      proxy.reset();
      assertThat(
              Queries.column(connection, "SELECT id FROM routed WHERE metadata.model = 'Domain'"))
          .hasSize(6);
      assertThat(sap.askedOnce(proxy)).isEqualTo("sap_2,sap_3");
    }
    Path routes = folder.resolve("routes.json");
    Files.writeString(
        routes,
        "{\"tables\":{\"by_file\":{\"queryConfig\":\"query_config.json\","
            + "\"discriminator\":\"model\",\"fallback\":\"all\",\"onFailure\":\"warn\"}}}");
    try (Connection connection = RoutedDatabase.connect(url, routes.toString())) {
      proxy.reset();
      Queries.rows(connection, "SELECT id FROM by_file WHERE metadata.model = 'Table' LIMIT 5");
      assertThat(sap.askedOnce(proxy)).isEqualTo("sap_1");
      assertThat(Queries.column(connection, "SHOW TABLES")).contains("by_file", "sap_1");
    }
  }

  @Test
  void aTableIsDescribedWithTheUnionOfItsColumns() throws SQLException {
    database
        .create("union_1", io.github.chromajdbc.client.Space.L2)
        .add(
            TestRecord.of("u1", 1, 2, 3).metadata(Map.of("a", 1, "b", 1, "c", "x", "only1", true)));
    database
        .create("union_2", io.github.chromajdbc.client.Space.L2)
        .add(TestRecord.of("u1", 1, 2, 3).metadata(Map.of("a", 2, "b", 0.5, "c", 7, "only2", "z")));
    try (Connection connection =
        RoutedDatabase.connect(url, "{\"tables\":{\"both\":{\"collections\":[\"union_*\"]}}}")) {
      assertThat(Queries.columns(connection, "SELECT * FROM both"))
          .containsExactly(
              "id:VARCHAR",
              "document:VARCHAR",
              "uri:VARCHAR",
              "metadata.a:BIGINT",
              "metadata.b:DOUBLE",
              "metadata.c:VARCHAR",
              "metadata.only1:BOOLEAN",
              "metadata.only2:VARCHAR",
              "metadata:VARCHAR",
              "_collection:VARCHAR");
      assertThat(
              RoutedDatabase.run(
                      connection,
                      "SELECT _collection, id, metadata.b, metadata.c FROM both ORDER BY 1")
                  .rows())
          .containsExactly("union_1|u1|1.0|x", "union_2|u1|0.5|7");
      try (var keys = connection.getMetaData().getPrimaryKeys(null, null, "both")) {
        assertThat(keys.next()).isTrue();
        assertThat(keys.getString("COLUMN_NAME")).isEqualTo("_collection");
        assertThat(keys.next()).isTrue();
        assertThat(keys.getString("COLUMN_NAME")).isEqualTo("id");
        assertThat(keys.next()).isFalse();
      }
      try (var tables = connection.getMetaData().getTables(null, null, "both", null)) {
        assertThat(tables.next()).isTrue();
        assertThat(tables.getString("TABLE_TYPE")).isEqualTo("TABLE");
      }
    }
  }

  @Test
  void explainSaysWhichCollectionsAndWhy() throws SQLException {
    try (Connection connection = RoutedDatabase.connect(url, Sap.routes(""))) {
      Queries.rows(connection, "SELECT * FROM sap_data LIMIT 1");
      proxy.reset();
      List<String> lines =
          Queries.column(
                  connection,
                  "EXPLAIN SELECT id FROM sap_data WHERE metadata.model IN ('Program', 'Table')"
                      + " AND metadata.year = 2001 LIMIT 7")
              .stream()
              .map(String::valueOf)
              .toList();
      assertThat(lines)
          .contains(
              "routing: sap_data asks 2 of 4 collections: sap_1, sap_4",
              "  since metadata.model is one of 'Program', 'Table'",
              "request: POST .../collections/sap_1/get",
              "request: POST .../collections/sap_4/get");
      assertThat(Queries.column(connection, "EXPLAIN SELECT id FROM sap_data"))
          .contains(
              "routing: sap_data asks 4 of 4 collections: sap_1, sap_2, sap_3, sap_4",
              "  since metadata.model is not restricted");
      assertThat(
              Queries.column(
                  connection,
                  "EXPLAIN SELECT id FROM sap_data WHERE metadata.model = ? AND metadata.model = ?",
                  "A",
                  "B"))
          .contains("routing: sap_data asks 0 of 4 collections");
      assertThat(proxy.recordRequests()).isEmpty();
    }
  }
}
