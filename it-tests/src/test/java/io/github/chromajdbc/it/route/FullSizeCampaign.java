package io.github.chromajdbc.it.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.chromajdbc.it.route.RoutedDatabase.Outcome;
import io.github.chromajdbc.testing.ChromaServerExtension;
import io.github.chromajdbc.testing.CountingProxy;
import io.github.chromajdbc.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * 37 collections with 185,000 records as one table. Its name keeps it out of {@code verify}, where
 * {@link ManyCollectionsTest} asks the same of fewer records: loading takes most of a minute.
 */
@ExtendWith(ChromaServerExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FullSizeCampaign {
  private static final int EACH = 5_000;
  private static final int DIMENSION = 2;
  private static final String SEARCH =
      "SELECT id, distance, _collection FROM sap USING EMBEDDING ("
          + Partitions.vector(DIMENSION)
          + ")";

  private final Partitions partitions;
  private final CountingProxy proxy;
  private final String url;
  private final Connection connection;

  FullSizeCampaign(TestDatabase database) throws SQLException {
    partitions = new Partitions(database, EACH, DIMENSION);
    proxy = new CountingProxy(database.server().url());
    url = database.jdbcUrl(proxy);
    connection = connect("");
    settle();
  }

  /**
   * What the server tells of its collections changes for a while after many records came; then all
   * of them are sampled again.
   */
  private void settle() throws SQLException {
    int quiet = 0;
    for (int i = 0; i < 60 && quiet < 3; i++) {
      proxy.reset();
      RoutedDatabase.run(connection, "EXPLAIN SELECT MAX(metadata.year) FROM sap LIMIT " + (i + 1));
      quiet = proxy.recordRequests().isEmpty() ? quiet + 1 : 0;
      LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1));
    }
    assertThat(quiet).isEqualTo(3);
    proxy.reset();
  }

  private Connection connect(String further) throws SQLException {
    Connection opened = RoutedDatabase.connect(url, partitions.routes(further));
    RoutedDatabase.run(opened, "SELECT id FROM sap LIMIT 1");
    return opened;
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

  private Set<String> asked() {
    return Set.copyOf(partitions.asked(proxy));
  }

  @Test
  void twoModelsAskTheirCollectionsOnly() throws SQLException {
    Set<String> mapped = partitions.collections("Table", "Field");
    assertThat(mapped).hasSizeBetween(2, 12);
    String where = " WHERE metadata.model IN ('Table', 'Field')";
    for (String sql :
        List.of(
            "SELECT id FROM sap" + where + " AND metadata.year = 1990",
            "SELECT COUNT(*) FROM sap" + where,
            "SELECT metadata.model, MAX(metadata.year) FROM sap" + where + " GROUP BY 1",
            "SELECT id FROM sap" + where + " ORDER BY metadata.year, id LIMIT 10",
            SEARCH + where + " TOPK 10")) {
      proxy.reset();
      assertThat(RoutedDatabase.run(connection, sql).rows()).as(sql).isNotEmpty();
      assertThat(asked()).as(sql).isEqualTo(mapped);
    }
  }

  @Test
  void withoutAFilterAllAreAskedAndAllIsThere() throws SQLException {
    assertThat(RoutedDatabase.run(connection, "SELECT COUNT(*) FROM sap").rows())
        .containsExactly("185000");
    assertThat(partitions.asked(proxy)).hasSize(Partitions.COLLECTIONS).doesNotHaveDuplicates();
    proxy.reset();
    assertThat(RoutedDatabase.run(connection, SEARCH + " TOPK 10").rows()).hasSize(10);
    assertThat(partitions.asked(proxy)).hasSize(Partitions.COLLECTIONS).doesNotHaveDuplicates();
    proxy.reset();
    Outcome groups =
        RoutedDatabase.run(
            connection,
            "SELECT metadata.model, COUNT(*), SUM(metadata.year), MIN(metadata.year)"
                + " FROM sap GROUP BY metadata.model");
    assertThat(asked()).hasSize(Partitions.COLLECTIONS);
    assertThat(groups.rows()).hasSize(Partitions.MODELS);
    Map<Integer, Long> totals = new HashMap<>();
    for (String row : groups.rows()) {
      String[] values = row.split("\\|", -1);
      totals.merge(1, Long.valueOf(values[1]), Long::sum);
      totals.merge(2, Long.valueOf(values[2]), Long::sum);
    }
    long years = 0;
    for (int i = 0; i < EACH; i++) {
      years += 1990 + i % 30;
    }
    assertThat(totals).isEqualTo(Map.of(1, 185_000L, 2, years * Partitions.COLLECTIONS));
  }

  @Test
  void aLimitStopsEarly() throws SQLException {
    assertThat(RoutedDatabase.run(connection, "SELECT id FROM sap LIMIT 5").rows()).hasSize(5);
    // Those that were asked at once.
    assertThat(asked()).hasSizeLessThanOrEqualTo(9);
    assertThat(proxy.recordsAnswered()).isLessThanOrEqualTo(9 * 5);
  }

  @Test
  void twoOfThirtySevenDownLeaveTheRowsOfTheRest() throws SQLException {
    Set<String> down = Set.of("partition_00003", "partition_00036");
    proxy.interfere(request -> down.contains(partitions.collection(request)) ? 500 : 0);
    for (String sql :
        List.of(
            "SELECT id FROM sap WHERE metadata.year = 1990",
            "SELECT metadata.year, COUNT(*) FROM sap GROUP BY metadata.year",
            SEARCH + " TOPK 100")) {
      Outcome outcome = RoutedDatabase.run(connection, sql);
      if (sql.contains("1990")) {
        assertThat(outcome.rows()).hasSize((Partitions.COLLECTIONS - 2) * (EACH / 30 + 1));
      } else if (sql.contains("GROUP")) {
        assertThat(
                outcome.rows().stream()
                    .mapToLong(row -> Long.parseLong(row.split("\\|", -1)[1]))
                    .sum())
            .isEqualTo((Partitions.COLLECTIONS - 2L) * EACH);
      }
      assertThat(outcome.partial()).as(sql).isTrue();
      assertThat(outcome.warnings()).as(sql).hasSize(2);
      for (String name : down) {
        assertThat(outcome.warnings()).anySatisfy(warning -> assertThat(warning).contains(name));
      }
    }
  }

  @Test
  void aConnectionThatOpensWhileTwoAreDownReadsTheRest() throws SQLException {
    Set<String> down = Set.of("partition_00000", "partition_00020");
    proxy.interfere(request -> down.contains(partitions.collection(request)) ? 500 : 0);
    // A timeout of its own makes it an engine of its own, which knows no columns.
    try (Connection other =
        RoutedDatabase.connect(url, partitions.routes(",\"timeout\":\"60s\""))) {
      Outcome outcome =
          RoutedDatabase.run(other, "SELECT id FROM sap WHERE metadata.year = 1991 LIMIT 100000");
      assertThat(outcome.rows()).hasSize((Partitions.COLLECTIONS - 2) * (EACH / 30 + 1));
      assertThat(outcome.warnings()).hasSize(2);
    }
  }

  @Test
  void allDownIsAnError() {
    proxy.interfere(request -> request.isRecordRequest() ? 500 : 0);
    for (String sql :
        List.of(
            "SELECT id FROM sap",
            "SELECT MAX(metadata.year) FROM sap",
            "SELECT id FROM sap ORDER BY metadata.year LIMIT 3",
            SEARCH + " TOPK 10")) {
      assertThatThrownBy(() -> RoutedDatabase.run(connection, sql))
          .as(sql)
          .isInstanceOfSatisfying(
              SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("58000"));
    }
  }

  @Test
  void oneThatHangsIsGivenUpAfterItsTimeout() throws SQLException {
    try (Connection patient = connect(",\"timeout\":\"3s\"")) {
      proxy.interfere(
          request -> {
            if ("partition_00007".equals(partitions.collection(request))) {
              TimeUnit.SECONDS.sleep(30);
            }
            return 0;
          });
      for (String sql :
          List.of(
              "SELECT id FROM sap WHERE metadata.year = 1990",
              "SELECT COUNT(metadata.year) FROM sap",
              SEARCH + " TOPK 10")) {
        long before = System.nanoTime();
        Outcome outcome = RoutedDatabase.run(patient, sql);
        assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - before))
            .as(sql)
            .isBetween(2_900L, 25_000L);
        assertThat(outcome.partial()).as(sql).isTrue();
        assertThat(outcome.warnings()).as(sql).hasSize(1);
        assertThat(outcome.warnings().get(0)).contains("partition_00007", "HYT00");
        if (sql.contains("COUNT")) {
          assertThat(outcome.rows()).containsExactly(String.valueOf(36 * EACH));
        }
      }
    }
  }
}
