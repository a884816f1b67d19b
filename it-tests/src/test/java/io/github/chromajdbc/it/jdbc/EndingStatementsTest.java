package io.github.chromajdbc.it.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chromajdbc.client.Space;
import io.github.chromajdbc.testing.ChromaServerExtension;
import io.github.chromajdbc.testing.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Ending a statement that runs: by cancel, by its timeouts, by closing what it belongs to. Whatever
 * it is busy with.
 */
@Timeout(120)
@ExtendWith(ChromaServerExtension.class)
class EndingStatementsTest {
  private static final Duration AT_ONCE = Duration.ofMillis(200);

  /** How often an end is tried: other programs may use the machine. */
  private static final int ATTEMPTS = 3;

  /** What a statement is busy with when its end comes. */
  enum Work {
    SCAN("SELECT * FROM many a"),
    CROSS_JOIN("SELECT COUNT(*) FROM few a, few b, few c"),
    JOIN_WITH_CONDITION(
        "SELECT COUNT(*) FROM few a, few b, few c"
            + " WHERE a.metadata.n * b.metadata.n + c.metadata.n = -1"),
    CORRELATED_SUBQUERY(
        "SELECT COUNT(*) FROM few a WHERE EXISTS (SELECT 1 FROM few b, few c"
            + " WHERE a.metadata.n + b.metadata.n * c.metadata.n < 0)"),
    WINDOW_OVER_CROSS_JOIN(
        "SELECT SUM(a.metadata.n) OVER (ORDER BY b.metadata.n) FROM few a, few b"),
    SORT("SELECT * FROM many ORDER BY document, id DESC"),
    AGGREGATE(
        "SELECT a.document, COUNT(DISTINCT b.metadata.n) FROM many a JOIN many b"
            + " ON a.metadata.ten = b.metadata.ten GROUP BY a.document"),
    SLOW_SERVER("SELECT COUNT(*) FROM few"),
    SLOW_SEARCH("SELECT id FROM few USING EMBEDDING (VECTOR [1, 2, 3, 4]) TOPK 3"),
    EXACT_SEARCH(
        "SELECT /*+ EXACT */ a.id FROM many a USING EMBEDDING (VECTOR [1, 2, 3, 4]) TOPK 20000"),
    SEARCHES_OF_A_LATERAL(
        "SELECT COUNT(*) FROM few a, LATERAL (SELECT id FROM few b"
            + " USING EMBEDDING (a.embedding) TOPK 500) n");

    private final String sql;

    Work(String sql) {
      this.sql = sql;
    }

    private boolean needsSlowServer() {
      return this == SLOW_SERVER || this == SLOW_SEARCH || this == SEARCHES_OF_A_LATERAL;
    }
  }

  private static final ExecutorService CALLERS = Executors.newCachedThreadPool();

  @BeforeAll
  static void fill(TestDatabase database) {
    ManyRecords.create(database, "many", 20_000, 200);
    ManyRecords.create(database, "few", 3_000, 20);
    database.create("small", Space.L2).add(io.github.chromajdbc.testing.TestRecord.of("x", 1, 2));
  }

  @AfterAll
  static void stopCallers() {
    CALLERS.shutdownNow();
  }

  /** How a statement ended: with what, and when. */
  private record End(@Nullable SQLException failure, long rows, long at) {}

  private static Future<End> start(Statement statement, Work work) {
    return CALLERS.submit(
        () -> {
          long count = 0;
          try {
            // Again and again: what is done before the end comes must not count as survived.
            while (true) {
              try (ResultSet rows = statement.executeQuery(work.sql)) {
                while (rows.next()) {
                  count++;
                }
              }
            }
          } catch (SQLException e) {
            return new End(e, count, System.nanoTime());
          }
        });
  }

  private static StrangeProxy proxy(TestDatabase database) {
    return new StrangeProxy(database.server().url());
  }

  private static void slowDown(StrangeProxy proxy, Work work) {
    proxy.fault(
        work.needsSlowServer()
            ? StrangeProxy.ofRecords(StrangeProxy.late(60_000))
            : StrangeProxy.NONE);
  }

  /** What ends the statement. */
  private interface Ending {
    void end(Connection connection, Statement statement) throws SQLException;
  }

  private static End end(TestDatabase database, Work work, Ending ending)
      throws SQLException, InterruptedException, ExecutionException {
    for (int attempt = 1; ; attempt++) {
      try (StrangeProxy proxy = proxy(database);
          Connection connection = ShippedJar.connect(proxy.jdbcUrl(database.name()));
          Statement statement = connection.createStatement()) {
        slowDown(proxy, work);
        Future<End> running = start(statement, work);
        TimeUnit.MILLISECONDS.sleep(400L * attempt);
        if (running.isDone()) {
          throw new AssertionError("It ended by itself", running.get().failure());
        }
        long asked = System.nanoTime();
        ending.end(connection, statement);
        End end = running.get();
        proxy.fault(StrangeProxy.NONE);
        if (!statement.isClosed()) {
          assertAnswers(statement);
        } else if (!connection.isClosed()) {
          try (Statement second = connection.createStatement()) {
            assertAnswers(second);
          }
        }
        Duration time = Duration.ofNanos(end.at() - asked);
        if (time.compareTo(AT_ONCE) <= 0) {
          return end;
        }
        if (attempt == ATTEMPTS) {
          throw new AssertionError("It took " + time);
        }
      }
    }
  }

  private static void assertAnswers(Statement statement) throws SQLException {
    try (ResultSet rows = statement.executeQuery("SELECT id FROM small")) {
      assertThat(rows.next()).isTrue();
      assertThat(rows.getString(1)).isEqualTo("x");
    }
  }

  private static void assertState(End end, String... states) {
    SQLException failure = java.util.Objects.requireNonNull(end.failure());
    assertThat(failure.getSQLState()).as(failure.getMessage()).isIn((Object[]) states);
  }

  @ParameterizedTest
  @EnumSource
  void cancelEndsItAtOnceAndTheNextStatementWorks(Work work, TestDatabase database)
      throws Exception {
    assertState(end(database, work, (connection, statement) -> statement.cancel()), "57014");
  }

  @ParameterizedTest
  @EnumSource
  void itsQueryTimeoutEndsIt(Work work, TestDatabase database) throws Exception {
    try (StrangeProxy proxy = proxy(database);
        Connection connection = ShippedJar.connect(proxy.jdbcUrl(database.name()));
        Statement statement = connection.createStatement()) {
      slowDown(proxy, work);
      statement.setQueryTimeout(1);
      Future<End> running = start(statement, work);
      if (work == Work.SCAN || work == Work.EXACT_SEARCH || work == Work.SORT) {
        // One run may be over within a second: the limit is for each run.
        proxy.fault(StrangeProxy.ofRecords(StrangeProxy.late(300)));
      }
      assertState(running.get(20, TimeUnit.SECONDS), "HYT00");
      proxy.fault(StrangeProxy.NONE);
      statement.setQueryTimeout(0);
      assertAnswers(statement);
    }
  }

  @ParameterizedTest
  @EnumSource
  void closingItsStatementEndsIt(Work work, TestDatabase database) throws Exception {
    assertState(
        end(database, work, (connection, statement) -> statement.close()), "57014", "HY010");
  }

  @ParameterizedTest
  @EnumSource
  void closingItsConnectionEndsIt(Work work, TestDatabase database) throws Exception {
    assertState(
        end(database, work, (connection, statement) -> connection.close()),
        "57014",
        "HY010",
        "08003");
  }

  @ParameterizedTest
  @EnumSource
  void abortingItsConnectionEndsIt(Work work, TestDatabase database) throws Exception {
    assertState(
        end(database, work, (connection, statement) -> connection.abort(Runnable::run)),
        "57014",
        "HY010",
        "08003");
  }

  @Test
  void theNetworkTimeoutBoundsEachCall(TestDatabase database) throws Exception {
    try (StrangeProxy proxy = proxy(database);
        Connection connection = ShippedJar.connect(proxy.jdbcUrl(database.name()));
        Statement statement = connection.createStatement()) {
      connection.setNetworkTimeout(CALLERS, 300);
      slowDown(proxy, Work.SLOW_SERVER);
      long begin = System.nanoTime();
      End end = start(statement, Work.SLOW_SERVER).get(20, TimeUnit.SECONDS);
      assertState(end, "08006");
      assertThat(Duration.ofNanos(end.at() - begin))
          .isBetween(Duration.ofMillis(290), Duration.ofSeconds(2));
      proxy.fault(StrangeProxy.NONE);
      assertAnswers(statement);
    }
  }

  @Test
  void cancellingWhatDoesNotRunChangesNothing(TestDatabase database) throws Exception {
    try (Connection connection = ShippedJar.connect(database.jdbcUrl());
        Statement statement = connection.createStatement()) {
      statement.cancel();
      assertAnswers(statement);
      statement.cancel();
      assertAnswers(statement);
    }
  }
}
