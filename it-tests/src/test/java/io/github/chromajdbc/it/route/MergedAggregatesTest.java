package io.github.chromajdbc.it.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.chromajdbc.client.Space;
import io.github.chromajdbc.it.route.RoutedDatabase.Outcome;
import io.github.chromajdbc.it.sql.Queries;
import io.github.chromajdbc.testing.ChromaServerExtension;
import io.github.chromajdbc.testing.CountingProxy;
import io.github.chromajdbc.testing.TestDatabase;
import io.github.chromajdbc.testing.TestRecord;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** Groups and sorts of many collections, made of each one's. */
@ExtendWith(ChromaServerExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MergedAggregatesTest {
  private static final String TABLES =
      "{\"tables\":{\"numbers\":{\"discriminator\":\"part\",\"values\":{"
          + "\"one\":[\"n_1\"],\"two\":[\"n_2\"],\"three\":[\"n_3\"]}%s}}}";

  private final Map<String, String> namesById = new TreeMap<>();
  private final CountingProxy proxy;
  private final String url;
  private final Connection connection;

  MergedAggregatesTest(TestDatabase database) throws SQLException {
    add(database, "n_1", "one", Long.MAX_VALUE, 1, 2);
    add(database, "n_2", "two", Long.MAX_VALUE, 2, 3);
    add(database, "n_3", "three", 5, 3, 3);
    proxy = new CountingProxy(database.server().url());
    url = database.jdbcUrl(proxy);
    connection = RoutedDatabase.connect(url, String.format(TABLES, ""));
    Queries.rows(connection, "SELECT * FROM numbers");
    proxy.reset();
  }

  private void add(TestDatabase database, String name, String part, long big, int... smalls) {
    var collection = database.create(name, Space.L2);
    List<TestRecord> records = new ArrayList<>();
    records.add(
        TestRecord.of(name + "-big", 1, 2).metadata(Map.of("part", part, "big", big, "k", "x")));
    for (int i = 0; i < smalls.length; i++) {
      records.add(
          TestRecord.of(name + "-" + i, 3, 4)
              .document("document of " + name)
              .metadata(
                  Map.of("part", part, "small", smalls[i], "price", smalls[i] / 2.0, "k", "y")));
    }
    collection.add(records);
    namesById.put(collection.id(), name);
  }

  private String collection(CountingProxy.Seen request) {
    return namesById.getOrDefault(
        request.path().replaceAll(".*/collections/([^/]+)/.*", "$1"), "none");
  }

  @AfterEach
  void repair() {
    proxy.interfere(request -> 0);
    proxy.reset();
  }

  @AfterAll
  void close() throws SQLException {
    connection.close();
    proxy.close();
  }

  private String explain(String sql) throws SQLException {
    return String.join(
        "\n", Queries.column(connection, "EXPLAIN " + sql).stream().map(String::valueOf).toList());
  }

  @Test
  void sumsBeyondSixtyFourBitsAreExactAndAveragesAreDouble() throws SQLException {
    assertThat(
            Queries.rows(
                connection,
                "SELECT SUM(metadata.big), AVG(metadata.big), COUNT(metadata.big), COUNT(*),"
                    + " MIN(metadata.big), MAX(metadata.big), SUM(metadata.price) FROM numbers"))
        .containsExactly(
            List.of(
                new BigDecimal("18446744073709551619"),
                1.8446744073709552E19 / 3,
                3L,
                9L,
                5L,
                Long.MAX_VALUE,
                7.0));
    assertThat(
            Queries.columns(
                connection,
                "SELECT COUNT(*) AS c, SUM(metadata.big) AS s, AVG(metadata.big) AS a,"
                    + " MAX(id) AS m FROM numbers"))
        .containsExactly("c:BIGINT", "s:DECIMAL", "a:DOUBLE", "m:VARCHAR");
  }

  @Test
  void anOverflowInOneCollectionIsAnErrorOfTheStatement() {
    for (String sql :
        List.of(
            "SELECT MAX(metadata.big + 1) FROM numbers",
            "SELECT id FROM numbers ORDER BY metadata.big + 1 LIMIT 2")) {
      assertThatThrownBy(() -> Queries.rows(connection, sql))
          .as(sql)
          .isInstanceOfSatisfying(
              SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("22003"));
    }
  }

  @Test
  void aValueInTwoCollectionsIsOneDistinctValue() throws SQLException {
    assertThat(
            Queries.rows(
                connection,
                "SELECT COUNT(DISTINCT metadata.small), COUNT(metadata.small),"
                    + " SUM(DISTINCT metadata.small) FROM numbers"))
        .containsExactly(List.of(3L, 6L, new BigDecimal(6)));
    assertThat(Queries.column(connection, "SELECT DISTINCT metadata.small FROM numbers ORDER BY 1"))
        .containsExactly(1L, 2L, 3L, null);
  }

  @Test
  void groupsRollUpAndAreFiltered() throws SQLException {
    assertThat(
            Queries.rows(
                connection,
                "SELECT metadata.k, metadata.part, GROUPING(metadata.k, metadata.part), COUNT(*),"
                    + " SUM(metadata.small) FILTER (WHERE metadata.small > 1), MAX(id)"
                    + " FROM numbers GROUP BY ROLLUP(metadata.k, metadata.part)"
                    + " HAVING COUNT(*) > 1 ORDER BY 3, 2"))
        .isEqualTo(
            List.of(
                java.util.Arrays.asList("y", "one", 0L, 2L, new BigDecimal(2), "n_1-1"),
                java.util.Arrays.asList("y", "three", 0L, 2L, new BigDecimal(6), "n_3-1"),
                java.util.Arrays.asList("y", "two", 0L, 2L, new BigDecimal(5), "n_2-1"),
                java.util.Arrays.asList("x", null, 1L, 3L, null, "n_3-big"),
                java.util.Arrays.asList("y", null, 1L, 6L, new BigDecimal(13), "n_3-1"),
                java.util.Arrays.asList(null, null, 3L, 9L, new BigDecimal(13), "n_3-big")));
  }

  @Test
  void whereNoCollectionIsAskedCountsAreZeroAndSumsNull() throws SQLException {
    assertThat(
            Queries.rows(
                connection,
                "SELECT COUNT(metadata.small), SUM(metadata.small), MAX(id) FROM numbers"
                    + " WHERE metadata.part = 'one' AND metadata.part = 'two'"))
        .containsExactly(java.util.Arrays.asList(0L, null, null));
    assertThat(proxy.recordRequests()).isEmpty();
  }

  @Test
  void onlyTheCollectionsAndColumnsThatAreNeededAreRead() throws SQLException {
    assertThat(
            Queries.rows(
                connection,
                "SELECT MAX(metadata.small), COUNT(metadata.price) FROM numbers"
                    + " WHERE metadata.part IN ('one', 'three')"))
        .containsExactly(List.of(3L, 4L));
    assertThat(proxy.recordRequests().stream().map(this::collection).sorted())
        .containsExactly("n_1", "n_3");
    assertThat(proxy.recordRequests())
        .allSatisfy(
            request ->
                assertThat(request.json().path("include").toString()).isEqualTo("[\"metadatas\"]"));
  }

  @Test
  void aSortWithALimitIsThatOfTheWhole() throws SQLException {
    String sql = "SELECT id FROM numbers ORDER BY metadata.small DESC, id LIMIT ? OFFSET ?";
    assertThat(Queries.column(connection, sql, 4, 3))
        .containsExactly("n_2-1", "n_3-0", "n_3-1", "n_1-1");
    assertThat(Queries.column(connection, sql, 2, 0)).containsExactly("n_1-big", "n_2-big");
    assertThat(Queries.column(connection, sql, 5, 8)).containsExactly("n_1-0");
    assertThat(Queries.column(connection, sql, 5, 9)).isEmpty();
    proxy.reset();
    assertThat(Queries.column(connection, sql, 0, 1)).isEmpty();
    assertThat(proxy.recordRequests()).isEmpty();
    assertThatThrownBy(() -> Queries.column(connection, sql, -1, 0))
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("2201W"));
  }

  @Test
  void aPlanTellsWhatIsDoneForEachCollection() throws SQLException {
    assertThat(explain("SELECT metadata.k, COUNT(*) FROM numbers GROUP BY metadata.k"))
        .containsSubsequence(
            "EnumerableAggregate(group=[{0}], EXPR$1=[$SUM0($1)])",
            "EachCollection(table=[numbers])",
            "EnumerableAggregate(group=[{0}], agg#0=[COUNT()])",
            "ChromaRead(");
    assertThat(explain("SELECT id FROM numbers ORDER BY metadata.small LIMIT 3 OFFSET 2"))
        .containsSubsequence(
            "EachCollection(table=[numbers], merge=[[1]], offset=[2], fetch=[3])",
            "BoundedSort(sort=[[1]], keep=[2 + 3])",
            "ChromaRead(");
    assertThat(explain("SELECT id FROM n_1 ORDER BY metadata.small LIMIT 3 OFFSET 2"))
        .containsSubsequence("BoundedSort(sort=[[1]], offset=[2], keep=[2 + 3])", "ChromaRead(")
        .doesNotContain("EachCollection");
  }

  @Test
  void aCollectionThatFailsHalfWayGivesNothingToTheAggregate() throws SQLException {
    try (Connection small =
        io.github.chromajdbc.it.sql.ShippedDriver.connect(
            url, "routes", String.format(TABLES, ""), "pageSize", "2")) {
      String sql = "SELECT COUNT(metadata.part), SUM(metadata.small) FROM numbers";
      assertThat(RoutedDatabase.run(small, sql).rows()).containsExactly("9|14");
      proxy.interfere(
          request ->
              "n_2".equals(collection(request)) && request.json().path("offset").asInt() > 0
                  ? 500
                  : 0);
      Outcome outcome = RoutedDatabase.run(small, sql);
      assertThat(outcome.rows()).containsExactly("6|9");
      assertThat(outcome.partial()).isTrue();
      assertThat(outcome.warnings()).hasSize(1);
      assertThat(outcome.warnings().get(0)).contains("n_2");
    }
  }

  @Test
  void aCollectionThatFailsIsAnErrorOfTheAggregateWhereTheRoutesSaySo() throws SQLException {
    try (Connection failing =
        RoutedDatabase.connect(url, String.format(TABLES, ",\"onFailure\":\"fail\""))) {
      Queries.rows(failing, "SELECT * FROM numbers");
      proxy.interfere(request -> "n_2".equals(collection(request)) ? 500 : 0);
      for (String sql :
          List.of(
              "SELECT MAX(metadata.small) FROM numbers",
              "SELECT id FROM numbers ORDER BY metadata.small LIMIT 1")) {
        assertThatThrownBy(() -> RoutedDatabase.run(failing, sql))
            .as(sql)
            .isInstanceOfSatisfying(
                SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("58000"));
      }
    }
  }
}
