package io.github.chromajdbc.it.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.chromajdbc.it.sql.ShippedDriver;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Index DDL through the driver, on the file of a running server. */
class IndexStatementsTest {
  private static ServedFile served;

  @BeforeAll
  static void serve() {
    served = ServedFile.start();
    served.add(
        served.createCollection("docs"),
        Map.of(
            "ids", List.of("a", "b"),
            "embeddings", List.of(List.of(1, 0), List.of(0, 1)),
            "metadatas",
                List.of(
                    Map.of("year", 2015, "active", true), Map.of("year", 2020, "active", false))));
    served.add(
        served.createCollection("others"),
        Map.of(
            "ids", List.of("c"),
            "embeddings", List.of(List.of(1, 1)),
            "metadatas", List.of(Map.of("year", 1))));
  }

  @AfterAll
  static void stop() {
    served.close();
  }

  private static Connection connect() throws SQLException {
    return ShippedDriver.connect(served.jdbcUrl() + "?indexFile=" + served.file());
  }

  private static List<String> column(Statement statement, String sql, int column)
      throws SQLException {
    List<String> values = new ArrayList<>();
    try (ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        values.add(rows.getString(column));
      }
    }
    return values;
  }

  @Test
  void indexesAreCreatedShownExplainedRebuiltAndDropped() throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      assertThat(
              statement.executeUpdate(
                  "CREATE INDEX by_year ON docs (metadata.year INT, metadata.active BOOL)"))
          .isZero();
      assertThat(column(statement, "SHOW INDEXES FROM docs", 1)).containsExactly("by_year");
      assertThat(column(statement, "SHOW INDEXES FROM others", 1)).isEmpty();
      assertThat(
              column(
                  statement,
                  "EXPLAIN SELECT id FROM docs WHERE metadata.active AND metadata.year > 2016",
                  1))
          .anyMatch(line -> line.contains("active") && line.contains("COVERED by custom_idx_"))
          .anyMatch(line -> line.contains("year") && line.contains("COVERED by custom_idx_"));
      assertThat(column(statement, "SELECT id FROM docs WHERE metadata.year > 2016", 1))
          .containsExactly("b");
      assertThat(columnsOfIndexes(connection))
          .contains("by_year 1 metadata.year", "by_year 2 metadata.active")
          .anyMatch(name -> name.startsWith("embedding_metadata_int_value"));
      statement.execute("ALTER INDEX by_year REBUILD");
      statement.execute("REINDEX docs");
      statement.execute("DROP INDEX by_year");
      assertThat(column(statement, "SHOW INDEXES", 1)).isEmpty();
    }
  }

  private static List<String> columnsOfIndexes(Connection connection) throws SQLException {
    List<String> names = new ArrayList<>();
    try (ResultSet rows = connection.getMetaData().getIndexInfo(null, null, "docs", false, true)) {
      while (rows.next()) {
        names.add(
            rows.getString("INDEX_NAME")
                + " "
                + rows.getInt("ORDINAL_POSITION")
                + " "
                + rows.getString("COLUMN_NAME"));
      }
    }
    return names;
  }

  @Test
  void aKeyWithSeveralTypesIsOneColumnByTheNameThatTheConnectionShows() throws SQLException {
    try (Connection dotted = connect();
        Connection bare =
            ShippedDriver.connect(
                served.jdbcUrl() + "?metadataNames=bare&indexFile=" + served.file());
        Statement statement = dotted.createStatement()) {
      statement.execute("CREATE INDEX numbers ON docs (metadata.year INT, metadata.year FLOAT)");
      statement.execute("CREATE INDEX pages ON docs (id)");
      assertThat(column(statement, "SHOW INDEXES FROM docs", 4))
          .containsExactly("metadata.year INT, metadata.year FLOAT", "id");
      assertThat(columnsOfIndexes(dotted))
          .filteredOn(name -> name.startsWith("numbers") || name.startsWith("pages"))
          .containsExactly("numbers 1 metadata.year", "pages 1 id");
      assertThat(columnsOfIndexes(bare))
          .filteredOn(name -> name.startsWith("numbers"))
          .containsExactly("numbers 1 year");
      statement.execute("DROP INDEX numbers");
      statement.execute("DROP INDEX pages");
    }
  }

  @Test
  void whatIsWrongWithAnIndexIsShown() throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE INDEX sound ON docs (metadata.year INT)");
      ServedFile.change(
          served.file(),
          "CREATE INDEX custom_idx_old ON embedding_metadata (key, int_value, id)"
              + " WHERE key = 'year'");
      ServedFile.change(
          served.file(),
          "CREATE INDEX custom_idx_definition_old ON \"migrations\"(\"dir\") WHERE \"dir\" = '"
              + "{\"collection\":\""
              + served.collection("docs")
              + "\",\"definition\":{\"name\":\"old\",\"keys\":{\"year\":\"int_value\"}},"
              + "\"indexes\":[\"custom_idx_old\"]}'");
      try (ResultSet rows = statement.executeQuery("SHOW INDEXES FROM docs")) {
        assertThat(rows.next()).isTrue();
        assertThat(rows.getString("INDEX_NAME")).isEqualTo("old");
        assertThat(rows.getString("STATE")).isEqualTo("INCOMPLETE");
        assertThat(rows.getString("WARNINGS")).contains("Rebuild or drop it");
        assertThat(rows.next()).isTrue();
        assertThat(rows.getString("INDEX_NAME")).isEqualTo("sound");
        assertThat(rows.getString("COLLECTION_ID")).isEqualTo(served.collection("docs"));
        assertThat(rows.getString("WARNINGS")).isNull();
      } finally {
        ServedFile.change(served.file(), "DROP INDEX custom_idx_definition_old");
        ServedFile.change(served.file(), "DROP INDEX custom_idx_old");
        statement.execute("DROP INDEX sound");
      }
    }
  }

  @Test
  void indexesOfDeletedCollectionsDoNotStandInTheWayAndAreDroppedByName() throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      for (String name : List.of("gone", "lost")) {
        served.createCollection(name);
        statement.execute("CREATE INDEX kept ON " + name + " (metadata.year INT)");
        served.deleteCollection(name);
      }
      statement.execute("CREATE INDEX kept ON docs (metadata.year INT)");
      statement.execute("ALTER INDEX kept REBUILD");
      statement.execute("DROP INDEX kept");
      assertThat(column(statement, "SHOW INDEXES", 5)).containsExactly("ORPHAN", "ORPHAN");
      statement.execute("DROP INDEX kept");
      assertThat(column(statement, "SHOW INDEXES", 1)).isEmpty();
    }
  }

  @Test
  void aNameThatTwoCollectionsHaveMustSayWhich() throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE INDEX same ON docs (metadata.year INT)");
      statement.execute("CREATE INDEX same ON others (metadata.year INT)");
      assertThatThrownBy(() -> statement.execute("DROP INDEX same"))
          .isInstanceOfSatisfying(
              SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("42000"));
      statement.execute("DROP INDEX same ON docs");
      statement.execute("DROP INDEX same ON others");
    }
  }

  @Test
  void whatIsThereAlreadyAndWhatIsNotIsSaid() throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE INDEX twice ON docs (metadata.year INT)");
      statement.execute("CREATE INDEX IF NOT EXISTS twice ON docs (metadata.year INT)");
      assertState("42710", () -> statement.execute("CREATE INDEX twice ON docs (metadata.year)"));
      statement.execute("DROP INDEX twice");
      assertState("42704", () -> statement.execute("DROP INDEX twice"));
      statement.execute("DROP INDEX IF EXISTS twice");
      assertState("42S02", () -> statement.execute("CREATE INDEX i ON nothing (metadata.year)"));
      assertState("42000", () -> statement.execute("CREATE INDEX i ON docs (document)"));
    }
  }

  @Test
  void withoutAWayToTheIndexesTheErrorSaysHowToGetOne() throws SQLException {
    try (Connection connection = ShippedDriver.connect(served.jdbcUrl());
        Statement statement = connection.createStatement()) {
      for (String sql :
          List.of(
              "CREATE INDEX i ON docs (metadata.year)",
              "DROP INDEX i",
              "ALTER INDEX i REBUILD",
              "REINDEX docs",
              "SHOW INDEXES")) {
        assertThatThrownBy(() -> statement.execute(sql))
            .as(sql)
            .hasMessageContaining("indexFile")
            .hasMessageContaining("indexUrl")
            .isInstanceOfSatisfying(
                SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("0A000"));
      }
    }
  }

  private static void assertState(
      String state, org.assertj.core.api.ThrowableAssert.ThrowingCallable statement) {
    assertThatThrownBy(statement)
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo(state));
  }
}
