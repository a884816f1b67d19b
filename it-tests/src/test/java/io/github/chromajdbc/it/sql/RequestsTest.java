package io.github.chromajdbc.it.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.chromajdbc.testing.ChromaServerExtension;
import io.github.chromajdbc.testing.CountingProxy;
import io.github.chromajdbc.testing.CountingProxy.Seen;
import io.github.chromajdbc.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The requests that statements send. */
@ExtendWith(ChromaServerExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RequestsTest {
  private final CountingProxy proxy;
  private final String url;
  private final Connection connection;

  RequestsTest(TestDatabase database) throws SQLException {
    Library.fill(database);
    proxy = new CountingProxy(database.server().url());
    url = database.jdbcUrl(proxy);
    connection = ShippedDriver.connect(url);
    Queries.rows(connection, "SELECT * FROM docs d, other o LIMIT 1");
  }

  @AfterAll
  void close() throws SQLException {
    connection.close();
    proxy.close();
  }

  @BeforeEach
  void forgetRequests() {
    proxy.reset();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT * FROM docs WHERE 1=0",
        "SELECT * FROM docs WHERE 0 = 1",
        "SELECT * FROM docs WHERE FALSE",
        "SELECT * FROM docs LIMIT 0",
        "SELECT * FROM (SELECT * FROM docs) t WHERE 1=0",
        "SELECT * FROM (SELECT * FROM docs LIMIT 0) t",
        "SELECT * FROM docs WHERE metadata.year = 2001 AND 1=0",
        "SELECT * FROM docs WHERE metadata.year = NULL",
        "SELECT * FROM docs WHERE id = 'a' AND id = 'b'",
      })
  void aStatementThatCanHaveNoRowsReadsNone(String sql) throws SQLException {
    assertThat(Queries.columns(connection, sql))
        .startsWith("id:VARCHAR", "document:VARCHAR")
        .contains("metadata.year:BIGINT", "metadata.price:DOUBLE", "metadata.tags:VARCHAR ARRAY");
    assertThat(Queries.rows(connection, sql)).isEmpty();
    assertThat(proxy.recordRequests()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT id, distance FROM docs USING EMBEDDING (VECTOR [1,0,0]) LIMIT 0",
        "SELECT id, distance FROM docs USING EMBEDDING (VECTOR [1,0,0]) WHERE 1=0 TOPK 3",
      })
  void aSearchThatCanHaveNoRowsReadsNone(String sql) throws SQLException {
    assertThat(Queries.columns(connection, sql)).containsExactly("id:VARCHAR", "distance:DOUBLE");
    assertThat(proxy.recordRequests()).isEmpty();
  }

  @Test
  void whatALateralJoinReadsForEachRowIsReadTwiceAtMost() throws SQLException {
    String sum = "a.metadata.year + b.metadata.year";
    String sql =
        "SELECT a.id FROM docs a WHERE a.metadata.year NOT IN (SELECT a.metadata.year FROM docs b"
            + " WHERE "
            + sum
            + " NOT IN (SELECT "
            + sum
            + " FROM docs c WHERE c.metadata.year + "
            + sum
            + " NOT IN (SELECT c.metadata.year FROM docs d)))";
    String plan = Queries.rows(connection, "EXPLAIN " + sql).toString();
    assertThat(plan).contains("RepeatedRows");
    proxy.reset();
    Queries.rows(connection, sql);
    int reads = plan.split("ChromaRead", -1).length - 1;
    assertThat(proxy.recordRequests()).hasSizeLessThanOrEqualTo(2 * reads);
  }

  @Test
  void columnsOfAPreparedStatementAreKnownWithoutARead() throws SQLException {
    try (var statement = connection.prepareStatement("SELECT * FROM docs WHERE id = ?")) {
      assertThat(statement.getMetaData().getColumnName(1)).isEqualTo("id");
      assertThat(statement.getMetaData().getColumnCount()).isEqualTo(13);
    }
    assertThat(proxy.recordRequests()).isEmpty();
  }

  @Test
  void aLimitOverAPushedFilterIsOneRequest() throws SQLException {
    assertThat(Queries.rows(connection, "SELECT id FROM docs WHERE metadata.year > 2000 LIMIT 10"))
        .hasSize(5);
    assertThat(proxy.recordRequests()).hasSize(1);
    Seen request = proxy.recordRequests().get(0);
    assertThat(request.json().get("limit").asInt()).isEqualTo(10);
    assertThat(request.json().get("where")).hasToString("{\"year\":{\"$gte\":2001}}");
  }

  @Test
  void whetherThereIsARowTakesOneRow() throws SQLException {
    String some =
        "SELECT id FROM other WHERE EXISTS (SELECT 1 FROM docs WHERE metadata.year > 2000)";
    Queries.rows(connection, some);
    assertThat(proxy.recordRequests())
        .filteredOn(request -> request.json().has("where"))
        .singleElement()
        .satisfies(request -> assertThat(request.json().get("limit").asInt()).isEqualTo(1));
  }

  @Test
  void rowsOfWhichNothingIsWantedAreReadAsIds() throws SQLException {
    assertThat(Queries.rows(connection, "SELECT 1 FROM docs")).hasSize(8);
    assertThat(proxy.recordRequests()).hasSize(1);
    assertThat(proxy.recordRequests().get(0).json().get("include")).isEmpty();
  }

  @Test
  void countIsAskedForWithoutRecords() throws SQLException {
    assertThat(Queries.value(connection, "SELECT COUNT(*) FROM docs")).isEqualTo(8L);
    assertThat(proxy.recordRequests()).extracting(Seen::method).containsExactly("GET");
    assertThat(proxy.recordRequests().get(0).path()).endsWith("/count");
  }

  @Test
  void countOfAPushedFilterReadsIdsOnly() throws SQLException {
    assertThat(Queries.value(connection, "SELECT COUNT(*) FROM docs WHERE metadata.year = 2001"))
        .isEqualTo(2L);
    assertThat(includes()).containsExactly("[]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "SELECT id FROM docs; []",
        "SELECT id FROM docs WHERE metadata.year = 2001; []",
        "SELECT document FROM docs; [\"documents\"]",
        "SELECT uri FROM docs; [\"uris\"]",
        "SELECT metadata.year FROM docs; [\"metadatas\"]",
        "SELECT metadata FROM docs; [\"metadatas\"]",
        "SELECT embedding FROM docs; [\"embeddings\"]",
        "SELECT SUM(metadata.year) FROM docs; [\"metadatas\"]",
        "SELECT MAX(id) FROM docs WHERE document LIKE '%fox%'; []",
        "SELECT id FROM docs WHERE document LIKE '%fox%' AND metadata.name LIKE 'a%';"
            + " [\"metadatas\"]",
        "SELECT id FROM docs WHERE metadata.year > 0 AND document < 'g'; [\"documents\"]",
        "SELECT COUNT(*) FROM docs WHERE document < 'g'; [\"documents\"]",
        "SELECT id FROM docs USING EMBEDDING (VECTOR [1,0,0]) TOPK 3; [\"distances\"]",
      })
  void onlyTheFieldsThatAreUsedAreAskedFor(String sql, String include) throws SQLException {
    Queries.rows(connection, sql);
    assertThat(includes()).containsExactly(include);
  }

  @Test
  void moreIsAskedForWhileRowsAtTheEdgeOfTopkAreEquallyNear() throws SQLException {
    assertThat(
            Queries.column(
                connection, "SELECT id FROM docs USING EMBEDDING (VECTOR [1,0,0]) TOPK 2"))
        .containsExactly("d1", "d4");
    assertThat(proxy.recordRequests())
        .extracting(seen -> seen.json().get("n_results").asInt())
        .containsExactly(3, 12);
  }

  @Test
  void eachSideOfAJoinReadsTheColumnsItNeeds() throws SQLException {
    Queries.rows(
        connection,
        "SELECT a.document, COUNT(*) FROM docs a JOIN other b ON a.id = b.id GROUP BY a.document");
    assertThat(includes()).containsExactlyInAnyOrder("[\"documents\"]", "[]");
  }

  /** An engine of its own: it knows nothing of the collections yet. */
  private Connection fresh(int sampleSize) throws SQLException {
    return ShippedDriver.connect(url + "?sampleSize=" + sampleSize);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "801; SELECT * FROM docs WHERE 1=0",
        "802; SELECT * FROM docs LIMIT 0",
        "803; SELECT * FROM (SELECT * FROM docs) t WHERE 1=0",
        "804; SELECT *, UPPER(metadata.name) FROM docs WHERE metadata.year = 2001 AND 1=0",
      })
  void theFirstStatementReadsNoRecordsEither(int sampleSize, String sql) throws SQLException {
    try (Connection fresh = fresh(sampleSize)) {
      assertThat(Queries.columns(fresh, sql))
          .startsWith("id:VARCHAR", "document:VARCHAR")
          .contains("metadata.year:BIGINT", "metadata.price:DOUBLE", "metadata.name:VARCHAR");
      assertThat(Queries.rows(fresh, sql)).isEmpty();
      assertThat(proxy.recordRequests()).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "811; SELECT id FROM docs WHERE metadata.year > 2000 LIMIT 10",
        "812; SELECT id, document FROM docs WHERE metadata.name IN ('ann', 'bob') LIMIT 10",
        "813; SELECT id, distance FROM docs USING EMBEDDING (VECTOR [1,0,0])"
            + " WHERE metadata.year > 2000 TOPK 2",
        "814; SELECT COUNT(*) FROM docs",
      })
  void theFirstStatementSamplesNothingWhenItOnlyComparesKeys(int sampleSize, String sql)
      throws SQLException {
    try (Connection fresh = fresh(sampleSize)) {
      assertThat(Queries.rows(fresh, sql)).isNotEmpty();
      assertThat(proxy.recordRequests()).hasSize(1);
    }
  }

  @Test
  void theFirstStatementThatShowsKeysSamplesThemOnce() throws SQLException {
    try (Connection fresh = fresh(5)) {
      assertThat(Queries.columns(fresh, "SELECT metadata.tags FROM docs"))
          .containsExactly("metadata.tags:VARCHAR ARRAY");
      assertThat(proxy.recordRequests()).hasSize(1);
      assertThat(proxy.recordRequests().get(0).json().get("limit").asInt()).isEqualTo(5);
      Queries.rows(fresh, "SELECT metadata.name FROM docs WHERE 1=0");
      assertThat(proxy.recordRequests()).hasSize(1);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "821; SELECT id FROM docs WHERE metadata.tags = 'a'",
        "822; SELECT id FROM docs WHERE metadata.tags <> 'a'",
        "823; SELECT COUNT(*) FROM docs WHERE metadata.tags IN ('a', 'c')",
      })
  void anArrayComparedWithAScalarIsAnErrorFromTheFirstStatementOn(int sampleSize, String sql)
      throws SQLException {
    try (Connection fresh = fresh(sampleSize)) {
      for (int i = 0; i < 2; i++) {
        assertThatThrownBy(() -> Queries.rows(fresh, sql))
            .isInstanceOfSatisfying(
                SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("42804"));
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "831; SELECT id FROM docs WHERE metadata.tags IS NOT NULL",
        "832; SELECT id FROM docs WHERE metadata.tags IS NULL",
        "833; SELECT id FROM docs WHERE metadata.tags CONTAINS 'a'",
        "834; SELECT id FROM docs WHERE NOT metadata.tags CONTAINS 'a'",
        "835; SELECT COUNT(metadata.tags) FROM docs",
        "836; SELECT id FROM docs WHERE CARDINALITY(metadata.tags) > 1",
      })
  void arraysAreRightFromTheFirstStatementOn(int sampleSize, String sql) throws SQLException {
    try (Connection fresh = fresh(sampleSize)) {
      assertThat(Queries.rows(fresh, sql)).isEqualTo(Queries.rows(connection, sql));
    }
  }

  private List<String> includes() {
    return proxy.recordRequests().stream()
        .filter(request -> request.method().equals("POST"))
        .map(request -> request.json().get("include").toString())
        .toList();
  }
}
