package io.github.chromajdbc.it.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.chromajdbc.it.sql.Queries;
import io.github.chromajdbc.it.sql.ShippedDriver;
import io.github.chromajdbc.testing.ChromaServerExtension;
import io.github.chromajdbc.testing.CountingProxy;
import io.github.chromajdbc.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which collections a statement asks, and that its rows are those of all collections. */
@ExtendWith(ChromaServerExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ValueRoutingTest {
  private static final String ALL = "sap_1,sap_2,sap_3,sap_4";

  private final Sap sap;
  private final CountingProxy proxy;
  private final String url;
  private final Connection connection;
  private final Connection unrouted;

  ValueRoutingTest(TestDatabase database) throws SQLException {
    sap = new Sap(database);
    proxy = new CountingProxy(database.server().url());
    url = database.jdbcUrl(proxy);
    connection = ShippedDriver.connect(url, "routes", Sap.routes(""));
    unrouted =
        ShippedDriver.connect(
            url, "routes", "{\"tables\":{\"sap_data\":{\"collections\":[\"sap_*\"]}}}");
    Queries.rows(connection, "SELECT * FROM sap_data");
    Queries.rows(unrouted, "SELECT * FROM sap_data");
  }

  @AfterAll
  void close() throws SQLException {
    connection.close();
    unrouted.close();
    proxy.close();
  }

  @BeforeEach
  void forgetRequests() {
    proxy.reset();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        // The catalogue of ORs: the same key, different keys, IN, nested, of ANDs, deep, no
        // discriminator, partly discriminated, IN with AND, AND around OR, unknown, overlapping,
        // contradictions.
        "metadata.model = 'Table' OR metadata.model = 'Program'; sap_1,sap_4",
        "metadata.model = 'Table' OR metadata.year = 2001; " + ALL,
        "metadata.model IN ('Table', 'Domain'); sap_1,sap_2,sap_3",
        "metadata.model = 'Table' OR (metadata.model = 'Program' OR metadata.model = 'Domain'); "
            + ALL,
        "(metadata.model = 'Table' AND metadata.year = 2001) OR (metadata.model = 'Program' AND"
            + " metadata.year = 2002); sap_1,sap_4",
        "((metadata.model = 'Table' OR metadata.model = 'Field') AND metadata.year > 2000) OR"
            + " (metadata.model = 'Table' AND (metadata.year = 2000 OR metadata.code = 1));"
            + " sap_1,sap_2",
        "metadata.year = 2001 OR metadata.code = 2; " + ALL,
        "(metadata.model = 'Table' AND metadata.year = 2001) OR metadata.code = 2; " + ALL,
        "metadata.model IN ('Table', 'Program') AND metadata.year >= 2001; sap_1,sap_4",
        "(metadata.model = 'Table' OR metadata.model = 'Field') AND metadata.year = 2000;"
            + " sap_1,sap_2",
        "metadata.model = 'Table' OR metadata.model = 'Nonsense'; sap_1",
        "metadata.model IN ('Field', 'Domain'); sap_1,sap_2,sap_3",
        "metadata.model = 'Table' AND metadata.model = 'Field'; ''",
        // Beyond it.
        "metadata.model <> 'Table'; " + ALL,
        "metadata.model <> 'Program'; sap_1,sap_2,sap_3",
        "NOT (metadata.model = 'Table' OR metadata.model = 'Field'); sap_2,sap_3,sap_4",
        "metadata.model NOT IN ('Domain', 'Field'); sap_1,sap_4",
        "NOT (metadata.model <> 'Program'); sap_4",
        "metadata.model BETWEEN 'E' AND 'G'; sap_1,sap_2",
        "metadata.model > 'P'; sap_1,sap_4",
        "metadata.model >= 'Domain' AND metadata.model < 'Field'; sap_2,sap_3",
        "metadata.model IS NULL; " + ALL,
        "metadata.model IS NOT NULL; " + ALL,
        "metadata.model = 'Table' OR metadata.model IS NULL; " + ALL,
        "_collection = 'sap_3'; sap_3",
        "_collection IN ('sap_3', 'sap_4') AND metadata.model = 'Domain'; sap_3",
        "_collection <> 'sap_1' AND metadata.model = 'Field'; sap_2",
        "_collection = 'sap_3' OR metadata.model = 'Program'; sap_3,sap_4",
        "metadata.model LIKE 'T%'; " + ALL,
        "UPPER(metadata.model) = 'TABLE' AND metadata.model <> 'Program'; sap_1,sap_2,sap_3",
        "metadata.model = 'Table' AND document LIKE '%1%'; sap_1",
        "metadata.model = 'Ta' || 'ble'; sap_1",
        "metadata.model IN ('Program', 'Table') AND metadata.model IN ('Program', 'Field'); sap_4",
        "CASE WHEN metadata.year = 2001 THEN TRUE ELSE FALSE END; " + ALL,
        "metadata.nowhere = 'x' AND metadata.model = 'Program'; sap_4",
        "id = 'sap_4-Program1' AND metadata.model = 'Program'; sap_4",
        "FALSE; ''",
      })
  void aStatementAsksTheCollectionsWhereItsRowsCanBe(String where, String collections)
      throws SQLException {
    String sql = "SELECT id, _collection, metadata.model FROM sap_data WHERE " + where;
    List<List<Object>> rows = sorted(Queries.rows(connection, sql));
    assertThat(sap.askedOnce(proxy)).as(where).isEqualTo(collections);
    assertThat(rows).as(where).isEqualTo(sorted(Queries.rows(unrouted, sql)));
  }

  private static List<List<Object>> sorted(List<List<Object>> rows) {
    List<List<Object>> sorted = new ArrayList<>(rows);
    sorted.sort(java.util.Comparator.comparing(List::toString));
    return sorted;
  }

  @Test
  void eachCollectionIsAskedOnce() throws SQLException {
    Queries.rows(
        connection,
        "SELECT id FROM sap_data WHERE metadata.model IN ('Table', 'Field', 'Domain') LIMIT 100");
    assertThat(sap.asked(proxy)).containsExactly("sap_1", "sap_2", "sap_3");
  }

  @Test
  void parametersDecideWhenTheStatementRuns() throws SQLException {
    String sql = "SELECT COUNT(*) FROM sap_data WHERE metadata.model = ? OR metadata.model = ?";
    try (var statement = connection.prepareStatement(sql)) {
      statement.setString(1, "Table");
      statement.setString(2, "Program");
      assertThat(number(statement)).isEqualTo(6);
      assertThat(sap.askedOnce(proxy)).isEqualTo("sap_1,sap_4");
      proxy.reset();
      statement.setString(1, "Domain");
      statement.setString(2, null);
      assertThat(number(statement)).isEqualTo(6);
      assertThat(sap.askedOnce(proxy)).isEqualTo("sap_2,sap_3");
    }
  }

  private static long number(java.sql.PreparedStatement statement) throws SQLException {
    try (var results = statement.executeQuery()) {
      assertThat(results.next()).isTrue();
      return results.getLong(1);
    }
  }

  @Test
  void conditionsReachTheTableThroughDerivedTablesJoinsAndUnions() throws SQLException {
    Queries.rows(
        connection,
        "SELECT t.id FROM (SELECT id, metadata.model AS m FROM sap_data) t WHERE t.m = 'Program'");
    assertThat(sap.askedOnce(proxy)).isEqualTo("sap_4");
    proxy.reset();
    Queries.rows(
        connection,
        "SELECT a.id FROM sap_data a JOIN sap_4 b ON a.metadata.code = b.metadata.code"
            + " WHERE a.metadata.model = 'Domain' AND a._collection <> 'sap_2'");
    assertThat(sap.askedOnce(proxy)).isEqualTo("sap_3,sap_4");
    proxy.reset();
    Queries.rows(
        connection,
        "WITH u AS (SELECT id, metadata.model m FROM sap_data UNION ALL"
            + " SELECT id, metadata.model m FROM sap_data) SELECT * FROM u WHERE m = 'Table'");
    assertThat(sap.asked(proxy)).containsExactly("sap_1", "sap_1");
  }

  @Test
  void theKeysOfTheOtherSideOfAJoinDecide() throws SQLException {
    var outcome =
        RoutedDatabase.run(
            connection,
            "SELECT a.id FROM sap_4 b JOIN sap_data a ON a.metadata.model = b.metadata.model"
                + " AND a.metadata.code = b.metadata.code");
    assertThat(outcome.rows()).hasSize(3);
    assertThat(outcome.warnings()).isEmpty();
    assertThat(sap.askedOnce(proxy)).isEqualTo("sap_4");
  }

  @Test
  void aLongListIsAListOfValues() throws SQLException {
    StringBuilder values = new StringBuilder("'Program'");
    for (int i = 0; i < 300; i++) {
      values.append(", 'Nonsense").append(i).append("'");
    }
    assertThat(
            Queries.rows(
                connection, "SELECT id FROM sap_data WHERE metadata.model IN (" + values + ")"))
        .hasSize(3);
    assertThat(sap.askedOnce(proxy)).isEqualTo("sap_4");
  }

  @Test
  void aSearchAsksTheCollectionsOfItsWhere() throws SQLException {
    assertThat(
            Queries.column(
                connection,
                "SELECT _collection FROM sap_data USING EMBEDDING (VECTOR [0,0,6])"
                    + " WHERE metadata.model = 'Domain' TOPK 4"))
        .hasSize(4)
        .containsOnly("sap_2", "sap_3");
    assertThat(sap.askedOnce(proxy)).isEqualTo("sap_2,sap_3");
  }

  @Test
  void anUnknownValueIsSaidInAWarning() throws SQLException {
    try (var statement = connection.createStatement();
        var results =
            statement.executeQuery(
                "SELECT id FROM sap_data WHERE metadata.model IN ('Table', 'Nonsense')")) {
      while (results.next()) {
        assertThat(results.getString(1)).startsWith("sap_1-Table");
      }
      assertThat(statement.getWarnings().getMessage())
          .isEqualTo(
              "No collection of sap_data is known to have metadata.model = 'Nonsense': none was"
                  + " asked for it. ALTER TABLE sap_data REFRESH ROUTES learns the values anew");
      assertThat(statement.getWarnings().getSQLState()).isEqualTo("01000");
    }
  }

  @Test
  void anUnknownValueCanBeLookedForEverywhere() throws SQLException {
    try (Connection everywhere =
        ShippedDriver.connect(url, "routes", Sap.routes(",\"unknown\":\"all\""))) {
      Queries.rows(everywhere, "SELECT * FROM sap_data LIMIT 1");
      proxy.reset();
      Queries.rows(everywhere, "SELECT id FROM sap_data WHERE metadata.model = 'Nonsense'");
      assertThat(sap.askedOnce(proxy)).isEqualTo(ALL);
      proxy.reset();
      Queries.rows(everywhere, "SELECT id FROM sap_data WHERE metadata.model = 'Table'");
      assertThat(sap.askedOnce(proxy)).isEqualTo("sap_1");
      proxy.reset();
      Queries.rows(everywhere, "SELECT id FROM sap_data WHERE metadata.model <> 'Program'");
      assertThat(sap.askedOnce(proxy)).isEqualTo(ALL);
    }
  }

  @Test
  void aStrictTableNamesTheKeyToRestrict() throws SQLException {
    try (Connection strict =
        ShippedDriver.connect(url, "routes", Sap.routes(",\"fallback\":\"strict\""))) {
      assertThatThrownBy(() -> Queries.rows(strict, "SELECT * FROM sap_data"))
          .isInstanceOfSatisfying(
              SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("0A000"))
          .hasMessageContaining("metadata.model");
      assertThatThrownBy(
              () ->
                  Queries.rows(
                      strict,
                      "SELECT * FROM sap_data WHERE metadata.model = 'Table' OR metadata.code = 1"))
          .hasMessageContaining("metadata.model");
      assertThat(
              Queries.rows(
                  strict, "SELECT id FROM sap_data WHERE metadata.model IN ('Table', 'x')"))
          .hasSize(3);
      assertThat(Queries.rows(strict, "SELECT id FROM sap_data WHERE _collection = 'sap_3'"))
          .hasSize(3);
    }
  }
}
