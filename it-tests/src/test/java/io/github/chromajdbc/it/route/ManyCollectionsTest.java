package io.github.chromajdbc.it.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.chromajdbc.it.route.RoutedDatabase.Outcome;
import io.github.chromajdbc.testing.ChromaServerExtension;
import io.github.chromajdbc.testing.CountingProxy;
import io.github.chromajdbc.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** 37 collections as one table. */
@ExtendWith(ChromaServerExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ManyCollectionsTest {
  private static final int EACH = 20;
  private static final String SEARCH =
      "SELECT id, distance, _collection FROM sap USING EMBEDDING (" + Partitions.vector() + ")";

  private final Partitions partitions;
  private final CountingProxy proxy;
  private final String url;
  private final Connection connection;

  ManyCollectionsTest(TestDatabase database) throws SQLException {
    partitions = new Partitions(database, EACH);
    proxy = new CountingProxy(database.server().url());
    url = database.jdbcUrl(proxy);
    connection = RoutedDatabase.connect(url, partitions.routes(""));
    RoutedDatabase.run(connection, "SELECT * FROM sap LIMIT 1");
    proxy.reset();
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

  @Test
  void aFilterAsksTheMappedCollectionsOnlyAndEachOnce() throws SQLException {
    RoutedDatabase.run(
        connection, "SELECT id FROM sap WHERE metadata.model IN ('Table', 'Field') LIMIT 1000");
    assertThat(partitions.asked(proxy))
        .containsExactlyElementsOf(partitions.collections("Table", "Field"));
    proxy.reset();
    RoutedDatabase.run(connection, SEARCH + " WHERE metadata.model IN ('Table', 'Field') TOPK 3");
    assertThat(Set.copyOf(partitions.asked(proxy)))
        .isEqualTo(partitions.collections("Table", "Field"));
  }

  @Test
  void withoutAFilterAllAreAsked() throws SQLException {
    Outcome outcome = RoutedDatabase.run(connection, SEARCH + " TOPK 10");
    assertThat(outcome.rows()).hasSize(10);
    assertThat(partitions.asked(proxy)).hasSize(Partitions.COLLECTIONS).doesNotHaveDuplicates();
    assertThat(RoutedDatabase.run(connection, "SELECT COUNT(*) FROM sap").rows())
        .containsExactly(String.valueOf(Partitions.COLLECTIONS * EACH));
  }

  @Test
  void aLimitStopsEarly() throws SQLException {
    assertThat(RoutedDatabase.run(connection, "SELECT id FROM sap LIMIT 5").rows()).hasSize(5);
    assertThat(partitions.asked(proxy)).hasSizeLessThan(Partitions.COLLECTIONS / 2);
  }

  @Test
  void twoOfThirtySevenDownLeaveTheRowsOfTheRest() throws SQLException {
    Set<String> down = Set.of("partition_00003", "partition_00036");
    proxy.interfere(request -> down.contains(partitions.collection(request)) ? 500 : 0);
    for (String sql :
        List.of(
            "SELECT id FROM sap",
            SEARCH + " TOPK 2000",
            "SELECT id FROM sap ORDER BY metadata.year LIMIT 5000")) {
      Outcome outcome = RoutedDatabase.run(connection, sql);
      assertThat(outcome.rows()).as(sql).hasSize((Partitions.COLLECTIONS - 2) * EACH);
      assertThat(outcome.partial()).isTrue();
      assertThat(outcome.warnings()).hasSize(2);
      for (String name : down) {
        assertThat(outcome.warnings()).anySatisfy(warning -> assertThat(warning).contains(name));
      }
    }
  }

  @Test
  void allDownIsAnError() {
    proxy.interfere(request -> request.isRecordRequest() ? 500 : 0);
    for (String sql :
        List.of(
            SEARCH + " TOPK 10",
            "SELECT id FROM sap",
            "SELECT MAX(metadata.year) FROM sap",
            "SELECT id FROM sap ORDER BY metadata.year LIMIT 3")) {
      assertThatThrownBy(() -> RoutedDatabase.run(connection, sql))
          .as(sql)
          .isInstanceOfSatisfying(
              SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("58000"));
    }
  }

  @Test
  void oneOfThirtySevenThatHangsIsGivenUpAfterItsTimeout() throws SQLException {
    try (Connection patient =
        RoutedDatabase.connect(url, partitions.routes(",\"timeout\":\"1s\""))) {
      RoutedDatabase.run(patient, "SELECT * FROM sap LIMIT 1");
      proxy.interfere(
          request -> {
            if ("partition_00007".equals(partitions.collection(request))) {
              TimeUnit.SECONDS.sleep(20);
            }
            return 0;
          });
      for (String sql :
          List.of(
              "SELECT id FROM sap", "SELECT COUNT(metadata.year) FROM sap", SEARCH + " TOPK 5")) {
        long before = System.nanoTime();
        Outcome outcome = RoutedDatabase.run(patient, sql);
        assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - before))
            .as(sql)
            .isBetween(900L, 15_000L);
        assertThat(outcome.partial()).as(sql).isTrue();
        assertThat(outcome.warnings()).as(sql).hasSize(1);
        assertThat(outcome.warnings().get(0)).contains("partition_00007", "HYT00");
        if (!sql.startsWith(SEARCH)) {
          assertThat(
                  outcome.rows().size() == 1 ? outcome.rows().get(0) : outcome.rows().size() + "")
              .isEqualTo((Partitions.COLLECTIONS - 1) * EACH + "");
        }
      }
    }
  }

  @Test
  void slowCollectionsAreAskedAtTheSameTimeAndNotMoreThanAllowed() throws SQLException {
    AtomicInteger running = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    proxy.interfere(
        request -> {
          most.accumulateAndGet(running.incrementAndGet(), Math::max);
          TimeUnit.MILLISECONDS.sleep(50);
          running.decrementAndGet();
          return 0;
        });
    try (Connection several = RoutedDatabase.connect(url, partitions.routes(",\"maxParallel\":6"));
        Connection single = RoutedDatabase.connect(url, partitions.routes(",\"maxParallel\":1"))) {
      RoutedDatabase.run(several, SEARCH + " TOPK 1");
      RoutedDatabase.run(single, SEARCH + " TOPK 1");
      long oneByOne = millis(single);
      most.set(0);
      assertThat(millis(several)).isLessThan(oneByOne / 2);
      assertThat(most.get()).isBetween(3, 6);
    }
  }

  private static long millis(Connection connection) throws SQLException {
    long before = System.nanoTime();
    RoutedDatabase.run(connection, SEARCH + " TOPK 10");
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - before);
  }
}
