package io.github.chromajdbc.it.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.chromajdbc.it.route.RoutedDatabase.Outcome;
import io.github.chromajdbc.testing.ChromaServerExtension;
import io.github.chromajdbc.testing.CountingProxy;
import io.github.chromajdbc.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Collections that fail, hang, are busy or are not there. */
@ExtendWith(ChromaServerExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FailingCollectionsTest {
  private final Sap sap;
  private final CountingProxy proxy;
  private final String url;
  private final Connection connection;

  FailingCollectionsTest(TestDatabase database) throws SQLException {
    sap = new Sap(database);
    proxy = new CountingProxy(database.server().url());
    url = database.jdbcUrl(proxy);
    connection = RoutedDatabase.connect(url, Sap.routes(""));
    RoutedDatabase.run(connection, "SELECT * FROM sap_data");
  }

  @AfterEach
  void repair() {
    proxy.interfere(request -> 0);
  }

  @AfterAll
  void close() throws SQLException {
    connection.close();
    proxy.close();
  }

  private void fail(int status, String... collections) {
    Set<String> failing = Set.of(collections);
    proxy.interfere(
        request ->
            request.isRecordRequest() && failing.contains(sap.collection(request)) ? status : 0);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "SELECT id FROM sap_data; 9",
        "SELECT id FROM sap_data ORDER BY id; 9",
        "SELECT id FROM sap_data USING EMBEDDING (VECTOR [0,0,5]) TOPK 100; 9",
        "SELECT metadata.year, COUNT(*) FROM sap_data GROUP BY metadata.year; 3",
        "SELECT COUNT(*) FROM sap_data; 1",
        "SELECT COUNT(*) FROM sap_data WHERE metadata.code >= 0; 1",
      })
  void theRowsOfTheRestComeWithAWarningForEachCollectionThatFails(String sql, int rows)
      throws SQLException {
    fail(500, "sap_1", "sap_4");
    Outcome outcome = RoutedDatabase.run(connection, sql);
    assertThat(outcome.rows()).as(sql).hasSize(rows);
    assertThat(outcome.partial()).as(sql).isTrue();
    assertThat(outcome.warnings())
        .as(sql)
        .hasSize(2)
        .allSatisfy(warning -> assertThat(warning).startsWith("01000 ").contains("58000"))
        .anySatisfy(warning -> assertThat(warning).contains("collection sap_1 "))
        .anySatisfy(warning -> assertThat(warning).contains("collection sap_4 "));
  }

  @Test
  void aCountIsThatOfTheRest() throws SQLException {
    fail(500, "sap_1");
    assertThat(RoutedDatabase.run(connection, "SELECT COUNT(*) FROM sap_data").rows())
        .containsExactly("12");
  }

  @Test
  void aWholeResultIsNotPartial() throws SQLException {
    Outcome outcome = RoutedDatabase.run(connection, "SELECT id FROM sap_data");
    assertThat(outcome.rows()).hasSize(18);
    assertThat(outcome.partial()).isFalse();
    assertThat(outcome.warnings()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "SELECT id FROM sap_data",
    "SELECT COUNT(*) FROM sap_data",
    "SELECT id FROM sap_data WHERE metadata.model = 'Program'"
  })
  void allFailingIsAnError(String sql) {
    fail(500, "sap_1", "sap_2", "sap_3", "sap_4");
    assertThatThrownBy(() -> RoutedDatabase.run(connection, sql))
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("58000"));
  }

  @Test
  void oneFailingIsAnErrorWhereTheRoutesSaySo() throws SQLException {
    try (Connection failing = RoutedDatabase.connect(url, Sap.routes(",\"onFailure\":\"fail\""))) {
      RoutedDatabase.run(failing, "SELECT * FROM sap_data");
      fail(500, "sap_3");
      assertThatThrownBy(() -> RoutedDatabase.run(failing, "SELECT id FROM sap_data"))
          .isInstanceOfSatisfying(
              SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("58000"));
      assertThat(
              RoutedDatabase.run(failing, "SELECT id FROM sap_data WHERE metadata.model = 'Table'")
                  .rows())
          .hasSize(3);
    }
  }

  @Test
  void aMistakeInTheStatementIsAnErrorAndNoMissingCollection() {
    assertThatThrownBy(
            () ->
                RoutedDatabase.run(
                    connection, "SELECT id FROM sap_data USING EMBEDDING (VECTOR [1,2]) TOPK 3"))
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("22000"));
  }

  @ParameterizedTest
  @CsvSource({"429", "503"})
  void aBusyServerIsAskedAgain(int status) throws SQLException {
    AtomicInteger refusals = new AtomicInteger();
    proxy.interfere(
        request ->
            request.isRecordRequest()
                    && "sap_2".equals(sap.collection(request))
                    && refusals.getAndIncrement() < 3
                ? status
                : 0);
    Outcome outcome = RoutedDatabase.run(connection, "SELECT id FROM sap_data");
    assertThat(outcome.rows()).hasSize(18);
    assertThat(outcome.warnings()).isEmpty();
    assertThat(refusals.get()).isEqualTo(4);
  }

  @ParameterizedTest
  @CsvSource({
    "SELECT id FROM sap_data, 12",
    "SELECT id FROM sap_data USING EMBEDDING (VECTOR [0;0;5]) TOPK 100, 12"
  })
  void aCollectionThatHangsIsGivenUpAfterItsTimeout(String sql, int rows) throws SQLException {
    try (Connection patient = RoutedDatabase.connect(url, Sap.routes(",\"timeout\":\"500ms\""))) {
      RoutedDatabase.run(patient, "SELECT * FROM sap_data");
      proxy.interfere(
          request -> {
            if (request.isRecordRequest() && "sap_1".equals(sap.collection(request))) {
              TimeUnit.SECONDS.sleep(20);
            }
            return 0;
          });
      long before = System.nanoTime();
      Outcome outcome = RoutedDatabase.run(patient, sql.replace(';', ','));
      assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - before)).isBetween(400L, 5000L);
      assertThat(outcome.rows()).hasSize(rows);
      assertThat(outcome.partial()).isTrue();
      assertThat(outcome.warnings()).hasSize(1);
      assertThat(outcome.warnings().get(0))
          .contains("Collection sap_1 did not answer within 500 ms", "HYT00");
    }
  }

  @Test
  void aCollectionThatTheRoutesNameAndNobodyHasIsMissing() throws SQLException {
    try (Connection other =
        RoutedDatabase.connect(
            url, "{\"tables\":{\"sap_data\":{\"collections\":[\"sap_1\",\"sap_9\"]}}}")) {
      Outcome outcome = RoutedDatabase.run(other, "SELECT id FROM sap_data");
      assertThat(outcome.rows()).hasSize(6);
      assertThat(outcome.partial()).isTrue();
      assertThat(outcome.warnings()).hasSize(1);
      assertThat(outcome.warnings().get(0)).contains("collection sap_9 ", "42S02");
    }
  }
}
