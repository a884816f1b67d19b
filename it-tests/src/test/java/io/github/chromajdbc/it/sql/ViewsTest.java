package io.github.chromajdbc.it.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.chromajdbc.client.Space;
import io.github.chromajdbc.testing.ChromaServerExtension;
import io.github.chromajdbc.testing.CountingProxy;
import io.github.chromajdbc.testing.TestDatabase;
import io.github.chromajdbc.testing.TestRecord;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** CREATE VIEW, DROP VIEW, and statements over views. */
@ExtendWith(ChromaServerExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ViewsTest {
  /** Longer than another client's engine believes what it knows of collections. */
  private static final long STALE_MILLIS = 2_300;

  private final TestDatabase database;
  private final CountingProxy proxy;
  private final String url;
  private final Connection connection;

  ViewsTest(TestDatabase database) throws SQLException {
    this.database = database;
    Library.fill(database);
    proxy = new CountingProxy(database.server().url());
    url = database.jdbcUrl(proxy);
    connection = ShippedDriver.connect(url);
  }

  @AfterAll
  void close() throws SQLException {
    connection.close();
    proxy.close();
  }

  @AfterEach
  void dropViews() throws SQLException {
    for (Object view :
        Queries.column(
            connection,
            "SELECT TABLE_NAME FROM INFORMATION_SCHEMA.VIEWS WHERE TABLE_SCHEMA = ?",
            database.name().database())) {
      execute("DROP VIEW \"" + String.valueOf(view).replace("\"", "\"\"") + '"');
    }
  }

  private void execute(String... statements) throws SQLException {
    execute(connection, statements);
  }

  private static void execute(Connection connection, String... statements) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        assertThat(statement.execute(sql)).as(sql).isFalse();
      }
    }
  }

  private List<Object> column(String sql) throws SQLException {
    return Queries.column(connection, sql).stream().map(Objects::requireNonNull).toList();
  }

  private void answer(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      if (statement.execute(sql)) {
        ResultSet rows = statement.getResultSet();
        while (rows.next()) {
          rows.getString(1);
        }
      }
    }
  }

  private void assertRefused(String sql, String state, String... words) {
    assertThatThrownBy(() -> answer(sql))
        .as(sql)
        .isInstanceOfSatisfying(
            SQLException.class,
            e -> {
              assertThat(e.getSQLState()).as(e.getMessage()).isEqualTo(state);
              assertThat(List.of(words)).allMatch(String.valueOf(e.getMessage())::contains);
            });
  }

  @Test
  void aViewGivesKeysPlainNames() throws SQLException {
    execute("CREATE VIEW tables AS SELECT id, metadata.name AS name, metadata.year AS y FROM docs");
    assertThat(Queries.columns(connection, "SELECT * FROM tables"))
        .containsExactly("id:VARCHAR", "name:VARCHAR", "y:BIGINT");
    assertThat(
            Queries.rows(
                connection, "SELECT t.name, Y FROM tables t WHERE name = 'ann' ORDER BY y"))
        .containsExactly(List.of("ann", 2001L), List.of("ann", 2002L));
  }

  @Test
  void aViewAnswersAsItsQueryWouldInItsPlace() throws SQLException {
    String query =
        "SELECT id, metadata.name AS name, metadata.year AS y, document FROM docs"
            + " WHERE metadata.name IS NOT NULL";
    execute("CREATE VIEW named AS " + query, "CREATE VIEW again AS SELECT * FROM named");
    for (String sql :
        List.of(
            "SELECT * FROM $ ORDER BY id",
            "SELECT id FROM $ WHERE y > 2000 AND name <> 'ann' ORDER BY id",
            "SELECT id, y FROM $ WHERE y IS NULL OR name LIKE '%n%' ORDER BY id",
            "SELECT id FROM $ WHERE document LIKE '%fox%' AND y < 2002 ORDER BY id",
            "SELECT COUNT(*), COUNT(y), SUM(y), MAX(name) FROM $",
            "SELECT y, COUNT(*) FROM $ GROUP BY y HAVING COUNT(*) > 1 ORDER BY y",
            "SELECT a.id, b.id FROM $ a JOIN $ b ON a.y = b.y AND a.id < b.id ORDER BY a.id, b.id",
            "SELECT id FROM $ v WHERE y = (SELECT MAX(y) FROM $ w WHERE w.name = v.name) ORDER BY id",
            "SELECT o.id FROM other o WHERE EXISTS (SELECT 1 FROM $ v WHERE v.id = o.id) ORDER BY 1",
            "SELECT id FROM $ UNION SELECT id FROM other ORDER BY id",
            "WITH w AS (SELECT id, y FROM $ WHERE y > 0) SELECT COUNT(*) FROM w NATURAL JOIN $",
            "SELECT id, RANK() OVER (ORDER BY y DESC) FROM $ ORDER BY id",
            "SELECT id FROM $ ORDER BY y DESC, id LIMIT 2 OFFSET 1",
            "SELECT id FROM $ WHERE 1 = 0")) {
      List<List<@Nullable Object>> expected =
          Queries.rows(
              connection,
              sql.replace("$ ", "(" + query + ") ").replaceAll("\\$$", "(" + query + ") AS q"));
      assertThat(Queries.rows(connection, sql.replace("$", "named"))).as(sql).isEqualTo(expected);
      assertThat(Queries.rows(connection, sql.replace("$", "again"))).as(sql).isEqualTo(expected);
    }
  }

  @Test
  void conditionsAndLimitsGoThroughAViewIntoTheRequest() throws SQLException {
    execute(
        "CREATE VIEW recent AS SELECT id, metadata.year AS y FROM docs WHERE metadata.year > 2000");
    Queries.rows(connection, "SELECT id FROM recent LIMIT 1");
    proxy.reset();
    assertThat(column("SELECT id FROM recent WHERE y < 2002 LIMIT 7")).containsOnly("d1", "d6");
    assertThat(proxy.recordRequests()).hasSize(1);
    assertThat(proxy.recordRequests().get(0).json().get("where"))
        .hasToString("{\"$and\":[{\"year\":{\"$gte\":2001}},{\"year\":{\"$lte\":2001}}]}");
    assertThat(proxy.recordRequests().get(0).json().get("limit").asInt()).isEqualTo(7);
    proxy.reset();
    assertThat(Queries.value(connection, "SELECT COUNT(*) FROM recent WHERE 0 = 1")).isEqualTo(0L);
    assertThat(column("EXPLAIN SELECT id FROM recent WHERE y < 2002 LIMIT 7"))
        .contains("request: POST .../collections/docs/get");
    assertThat(proxy.recordRequests()).isEmpty();
  }

  @Test
  void aViewMayBeOfASearchAndOfOtherViews() throws SQLException {
    execute(
        "CREATE VIEW near (doc, d) AS SELECT id, distance FROM docs"
            + " USING EMBEDDING (VECTOR [1, 0, 0]) WHERE metadata.year > 0 TOPK 3",
        "CREATE VIEW titled AS SELECT n.doc, n.d, o.document FROM near n"
            + " LEFT JOIN docs AS o ON o.id = n.doc");
    assertThat(Queries.rows(connection, "SELECT doc, d FROM near WHERE d > 0.5 ORDER BY d, doc"))
        .isEqualTo(
            Queries.rows(
                connection,
                "SELECT id, distance FROM (SELECT id, distance FROM docs USING EMBEDDING"
                    + " (VECTOR [1, 0, 0]) WHERE metadata.year > 0 TOPK 3) s"
                    + " WHERE distance > 0.5 ORDER BY distance, id"));
    assertThat(Queries.rows(connection, "SELECT doc, document FROM titled WHERE d = 0"))
        .containsExactly(List.of("d1", "the red fox"));
  }

  @Test
  void aSearchOverAViewSearchesTheCollectionThatItReads() throws SQLException {
    execute(
        "CREATE VIEW dated AS SELECT id AS k, UPPER(metadata.name) AS name, metadata.year AS y"
            + ", document FROM docs WHERE metadata.year > 0",
        "CREATE VIEW fresh AS SELECT k, name, y + 1 AS z FROM dated WHERE y > 2001");
    proxy.reset();
    assertThat(
            Queries.rows(
                connection,
                "SELECT * FROM dated AS v USING EMBEDDING (VECTOR [1, 0, 0])"
                    + " WHERE v.y < 2003 AND document LIKE '%fox' TOPK 2"))
        .containsExactly(
            java.util.Arrays.asList("d1", "ANN", 2001L, "the red fox", 0.0),
            java.util.Arrays.asList("d6", "BACK\\SLASH", 2001L, "the red fox", 1.0));
    assertThat(proxy.recordRequests().get(proxy.recordRequests().size() - 1).json().get("where"))
        .hasToString("{\"$and\":[{\"year\":{\"$gte\":1}},{\"year\":{\"$lte\":2002}}]}");
    assertThat(
            column(
                "SELECT name FROM dated USING EMBEDDING (VECTOR [0, 1, 0]) WHERE name = 'ANN'"
                    + " ORDER BY k LIMIT 2"))
        .containsExactly("ANN", "ANN");
    assertThat(
            column("SELECT k FROM fresh USING EMBEDDING (VECTOR [0, 0, 1]) WHERE z > 2003 TOPK 4"))
        .containsExactly("d3");
    assertThat(
            Queries.rows(
                connection,
                "SELECT query_index, k FROM dated USING EMBEDDING BATCH"
                    + " (VECTOR [1, 0, 0], VECTOR [0, 0, 1]) TOPK 1"))
        .containsExactly(List.of(0, "d1"), List.of(1, "d3"));
    assertThat(
            column(
                "SELECT n.k FROM other o, LATERAL (SELECT k FROM dated USING EMBEDDING"
                    + " (o.embedding) WHERE k <> o.id TOPK 1) n WHERE o.id = 'd1'"))
        .hasSize(1)
        .doesNotContain("d1");
    assertThat(column("SELECT k FROM dated WHERE_DOCUMENT CONTAINS 'blue'")).containsExactly("d2");
    assertThat(
            column(
                "SELECT k FROM dated USING EMBEDDING (VECTOR [1, 0, 0])"
                    + " WHERE k IN (SELECT id FROM other) TOPK 9"))
        .isSubsetOf(column("SELECT id FROM other"))
        .isNotEmpty();
  }

  @Test
  void aSearchThatAViewCannotTakeIsRefused() throws SQLException {
    execute(
        "CREATE VIEW v AS SELECT id, metadata.year AS y FROM docs",
        "CREATE VIEW grouped AS SELECT metadata.year AS y FROM docs GROUP BY metadata.year",
        "CREATE VIEW counted AS SELECT COUNT(*) AS n FROM docs",
        "CREATE VIEW limited AS SELECT id FROM docs LIMIT 2",
        "CREATE VIEW ranked AS SELECT id, ROW_NUMBER() OVER (ORDER BY id) AS n FROM docs",
        "CREATE VIEW joined AS SELECT d.id FROM docs d JOIN other o ON o.id = d.id");
    String search = " USING EMBEDDING (VECTOR [1, 0, 0]) ";
    for (String view : List.of("grouped", "counted", "limited", "ranked", "joined")) {
      assertRefused("SELECT * FROM " + view + search + "TOPK 1", "0A000", view);
    }
    assertRefused("SELECT id FROM v" + search + "WHERE year = 1 TOPK 1", "42S22", "year");
    assertRefused("SELECT id FROM v" + search + "WHERE metadata.year = 1 TOPK 1", "42S22", "year");
    assertRefused("SELECT embedding FROM v" + search + "TOPK 1", "42S22", "embedding");
    assertRefused(
        "SELECT * FROM v"
            + search
            + "WHERE EXISTS (SELECT 1 FROM other o WHERE o.id = v.id) TOPK 1",
        "0A000",
        "subquery");
  }

  @Test
  void everyClientSeesTheSameViewAndItsChanges() throws SQLException, InterruptedException {
    execute("CREATE VIEW shared AS SELECT id FROM docs WHERE metadata.year = 2001");
    try (Connection other = ShippedDriver.connect(url, "pageSize", "77");
        PreparedStatement prepared = other.prepareStatement("SELECT COUNT(*) FROM shared")) {
      assertThat(Queries.value(other, "SELECT COUNT(*) FROM shared")).isEqualTo(2L);
      execute("CREATE OR REPLACE VIEW shared AS SELECT id FROM docs WHERE metadata.year = 2003");
      assertThat(Queries.value(connection, "SELECT COUNT(*) FROM shared")).isEqualTo(1L);
      Thread.sleep(STALE_MILLIS);
      assertThat(Queries.value(other, "SELECT COUNT(*) FROM shared")).isEqualTo(1L);
      try (ResultSet rows = prepared.executeQuery()) {
        assertThat(rows.next()).isTrue();
      }
      execute("DROP VIEW shared");
      Thread.sleep(STALE_MILLIS);
      assertThatThrownBy(() -> Queries.value(other, "SELECT COUNT(*) FROM shared"))
          .isInstanceOfSatisfying(
              SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("42S02"));
    }
  }

  @Test
  void whetherAViewIsStillThereIsAskedOfTheCollectionThatKeepsIt()
      throws SQLException, InterruptedException {
    execute("CREATE VIEW kept AS SELECT id FROM docs WHERE metadata.year = 2001");
    assertThat(column("SELECT id FROM kept")).hasSize(2);
    Thread.sleep(STALE_MILLIS);
    proxy.reset();
    assertThat(column("SELECT id FROM kept")).hasSize(2);
    assertThat(proxy.seen())
        .hasSize(2)
        .anyMatch(request -> request.path().endsWith("/collections/docs"));
  }

  @Test
  void aChangedViewBehindAnotherIsNoticed() throws SQLException {
    execute(
        "CREATE VIEW inside AS SELECT id FROM docs WHERE metadata.year = 2001",
        "CREATE VIEW outside AS SELECT * FROM inside");
    assertThat(Queries.value(connection, "SELECT COUNT(*) FROM outside")).isEqualTo(2L);
    execute("CREATE OR REPLACE VIEW inside AS SELECT id FROM docs WHERE metadata.year = 2003");
    assertThat(Queries.value(connection, "SELECT COUNT(*) FROM outside")).isEqualTo(1L);
  }

  @Test
  void whatElseACollectionSaysOfItselfStays() throws SQLException {
    Map<String, Object> own =
        Map.of("description", "Kept", "hnsw:space", "cosine", "n", 3, "x", 1.5, "on", true);
    database.create("own_words", Map.of("metadata", own));
    String path = database.path() + "/collections/own_words";
    execute(
        "CREATE VIEW one AS SELECT id FROM own_words",
        "CREATE VIEW two AS SELECT o.id FROM docs AS d JOIN own_words AS o ON o.id = d.id",
        "CREATE VIEW three AS SELECT id FROM one");
    var kept = database.api().send("GET", path, null).get("metadata");
    assertThat(kept.size()).isEqualTo(own.size() + 2);
    own.forEach((key, value) -> assertThat(kept.get(key).asText()).isEqualTo(value.toString()));
    assertThat(kept.get("chroma-jdbc:view:one").asText()).isEqualTo("AS SELECT id FROM own_words");
    execute(
        "CREATE OR REPLACE VIEW one AS SELECT id FROM docs", "DROP VIEW three", "DROP VIEW two");
    assertThat(database.api().send("GET", path, null).get("metadata").size()).isEqualTo(own.size());
    assertThat(column("SELECT id FROM one")).hasSize(8);
  }

  @Test
  void namesThatAreTakenAreRefused() throws SQLException {
    execute(
        "CREATE VIEW v AS SELECT id FROM docs",
        "CREATE TABLE routed_docs ROUTED BY (metadata.year) OVER ('docs', 'other')");
    assertRefused("CREATE VIEW v AS SELECT id FROM other", "42S01", "OR REPLACE");
    assertRefused("CREATE VIEW docs AS SELECT id FROM other", "42S01", "table docs");
    assertRefused("CREATE OR REPLACE VIEW docs AS SELECT id FROM other", "42S01");
    assertRefused("CREATE OR REPLACE VIEW routed_docs AS SELECT id FROM other", "42S01");
    assertRefused("CREATE TABLE v ROUTED BY (metadata.year) OVER ('docs')", "42S01");
    assertRefused("DROP TABLE v", "42000", "DROP VIEW v");
    assertRefused("DROP VIEW docs", "42000", "not a view");
    assertRefused("DROP VIEW nothing", "42S02", "nothing");
    execute("CREATE VIEW of_routed AS SELECT id, _collection AS c FROM routed_docs");
    assertThat(column("SELECT DISTINCT c FROM of_routed ORDER BY c"))
        .containsExactly("docs", "other");
    execute("DROP VIEW IF EXISTS nothing", "DROP TABLE routed_docs", "DROP VIEW V");
    assertThat(column("SHOW TABLES")).doesNotContain("v", "routed_docs").contains("of_routed");
    assertRefused("SELECT * FROM of_routed", "42S02", "of_routed", "routed_docs");
  }

  @Test
  void whatCannotBeAViewIsRefused() throws SQLException {
    assertRefused("CREATE VIEW v AS SELECT id FROM docs WHERE id = ?", "42000", "parameters");
    assertRefused(
        "CREATE VIEW v AS SELECT id FROM docs USING EMBEDDING (VECTOR [1, ?, 0]) TOPK 2",
        "42000",
        "parameters");
    assertRefused("CREATE VIEW v AS SELECT 1 AS one", "42000", "reads none");
    assertRefused("CREATE VIEW v AS SELECT id FROM nowhere", "42S02", "nowhere");
    assertRefused("CREATE VIEW v AS SELECT yaer FROM docs", "42S22", "metadata.Year");
    assertRefused("CREATE VIEW v (a, b) AS SELECT id FROM docs", "42000", "2 columns");
    assertRefused("CREATE VIEW v (a, a) AS SELECT id, uri FROM docs", "42000", "two columns a");
    assertRefused("CREATE VIEW other.v AS SELECT id FROM docs", "0A000", "alone");
    assertRefused("CREATE VIEW v AS SELECT id FROM v", "42S02", "v");
    assertThat(column("SHOW TABLES")).doesNotContain("v");
  }

  @Test
  void aViewThatWouldReadItselfIsRefused() throws SQLException {
    execute("CREATE VIEW a AS SELECT id FROM docs", "CREATE VIEW b AS SELECT id FROM a");
    assertRefused("CREATE OR REPLACE VIEW a AS SELECT id FROM b", "42000", "a -> b -> a");
    assertRefused("CREATE OR REPLACE VIEW a AS SELECT id FROM a", "42000", "a -> a");
    // As two clients could make it, each looking before the other wrote.
    var docs = database.api().send("GET", database.path() + "/collections/docs", null);
    Map<String, Object> metadata = new java.util.LinkedHashMap<>();
    docs.get("metadata").properties().forEach(each -> metadata.put(each.getKey(), each.getValue()));
    metadata.put("chroma-jdbc:view:a", "AS SELECT id FROM b");
    database
        .api()
        .send(
            "PUT",
            database.path() + "/collections/" + docs.get("id").asText(),
            Map.of("new_metadata", metadata));
    try (Connection fresh = ShippedDriver.connect(url, "pageSize", "78")) {
      assertThatThrownBy(() -> Queries.rows(fresh, "SELECT * FROM a"))
          .hasMessageContaining("a -> b -> a");
      assertThatThrownBy(
              () ->
                  Queries.rows(fresh, "SELECT * FROM a USING EMBEDDING (VECTOR [1, 0, 0]) TOPK 1"))
          .hasMessageContaining("a -> b -> a");
      execute(fresh, "DROP VIEW a", "DROP VIEW b");
    }
  }

  @Test
  void aViewWhoseCollectionIsGoneSaysSo() throws SQLException {
    database.create("passing", Space.L2).add(TestRecord.of("p", 1, 0, 0));
    execute("CREATE VIEW v AS SELECT d.id FROM docs AS d JOIN passing AS p ON p.id <> d.id");
    assertThat(column("SELECT id FROM v")).hasSize(8);
    database.api().send("DELETE", database.path() + "/collections/passing", null);
    try (Connection fresh = ShippedDriver.connect(url, "pageSize", "79")) {
      assertThatThrownBy(() -> Queries.rows(fresh, "SELECT * FROM v"))
          .isInstanceOfSatisfying(
              SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("42S02"))
          .hasMessageContaining("View v")
          .hasMessageContaining("passing");
      assertThatThrownBy(() -> Queries.rows(fresh, "DESCRIBE v")).hasMessageContaining("passing");
    }
  }

  @Test
  void aViewWhoseKeyHasAnotherTypeNowSaysSo() throws SQLException {
    var changing = database.create("changing", Space.L2);
    changing.add(TestRecord.of("c", 1, 0, 0).metadata(Map.of("k", List.of("a", "b"))));
    try (Connection narrow = ShippedDriver.connect(url, "columns", "changing.k VARCHAR")) {
      execute(narrow, "CREATE VIEW v AS SELECT id FROM changing WHERE metadata.k = 'a'");
    }
    assertRefused("SELECT * FROM v", "42804", "View v", "OR REPLACE");
  }

  @Test
  void textsAreKeptAsTheyAreWritten() throws SQLException {
    execute(
        "CREATE VIEW \"odd \"\"name\" (\"a\"\"b\", \"c d\") /* as */ as -- AS\n"
            + "\t(SELECT id, 'it''s; -- no' FROM docs /* é中 */ ORDER BY id LIMIT 1)"
            + "\nUNION ALL SELECT 'x', 'y' ; -- done");
    assertThat(Queries.columns(connection, "SELECT * FROM \"odd \"\"name\""))
        .containsExactly("a\"b:VARCHAR", "c d:VARCHAR");
    assertThat(column("SELECT \"a\"\"b\" || \"c d\" FROM \"odd \"\"name\" ORDER BY 1"))
        .containsExactly("d1it's; -- no", "xy");
    assertThat(
            Queries.value(
                connection,
                "SELECT VIEW_DEFINITION FROM INFORMATION_SCHEMA.VIEWS WHERE TABLE_NAME LIKE 'odd%'"))
        .isEqualTo(
            "(\"a\"\"b\", \"c d\") AS -- AS\n\t(SELECT id, 'it''s; -- no' FROM docs /* é中 */"
                + " ORDER BY id LIMIT 1)\nUNION ALL SELECT 'x', 'y'");
  }

  @Test
  void keysThatNobodyKnowsAreWarnedOf() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("CREATE VIEW v AS SELECT id, metadata.yaer AS y FROM docs");
      assertThat(Objects.requireNonNull(statement.getWarnings()).getMessage())
          .contains("yaer", "Did you mean");
      try (ResultSet rows =
          statement.executeQuery("SELECT * FROM v USING EMBEDDING (VECTOR [1, 0, 0]) TOPK 1")) {
        assertThat(rows.next()).isTrue();
        assertThat(rows.getString("y")).isNull();
        Throwable second = Objects.requireNonNull(statement.getWarnings()).getNextWarning();
        assertThat(second).isNull();
      }
    }
  }

  @Test
  void parametersStandOutsideAView() throws SQLException {
    execute("CREATE VIEW v AS SELECT id, metadata.year AS y FROM docs");
    assertThat(Queries.column(connection, "SELECT id FROM v WHERE y = ? LIMIT ?", 2003, 4))
        .containsExactly("d3");
    assertThat(
            Queries.column(
                connection,
                "SELECT id FROM v USING EMBEDDING (?) WHERE y < ? TOPK 1",
                "[0, 1, 0]",
                2002))
        .hasSize(1);
  }

  @Test
  void aViewOfAnotherDatabaseFindsItsOwnCollections() throws SQLException {
    execute("CREATE VIEW v AS SELECT id FROM docs", "CREATE VIEW w AS SELECT id FROM v");
    String elsewhere = database.jdbcUrl().replaceAll("/[^/]*$", "/default_database");
    try (Connection other = ShippedDriver.connect(elsewhere)) {
      String name = '"' + database.name().database() + "\".w";
      assertThat(Queries.column(other, "SELECT id FROM " + name)).hasSize(8);
      assertThat(
              Queries.column(
                  other, "SELECT id FROM " + name + " USING EMBEDDING (VECTOR [1, 0, 0]) TOPK 1"))
          .containsExactly("d1");
    }
  }

  @Test
  void aReadOnlyConnectionMakesAndDropsNone() throws SQLException {
    execute("CREATE VIEW v AS SELECT id FROM docs");
    try (Connection reader = ShippedDriver.connect(url, "readOnly", "true")) {
      for (String sql : List.of("CREATE VIEW w AS SELECT id FROM docs", "DROP VIEW v")) {
        assertThatThrownBy(() -> execute(reader, sql))
            .isInstanceOfSatisfying(
                SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("25000"));
      }
      assertThat(Queries.column(reader, "SELECT id FROM v")).hasSize(8);
    }
  }
}
