package io.github.chromajdbc.it.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chromajdbc.client.Space;
import io.github.chromajdbc.it.sql.Queries;
import io.github.chromajdbc.it.sql.ShippedDriver;
import io.github.chromajdbc.testing.ChromaServerExtension;
import io.github.chromajdbc.testing.CountingProxy;
import io.github.chromajdbc.testing.TestDatabase;
import io.github.chromajdbc.testing.TestRecord;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** How many requests of a connection run at once, whoever sends them. */
@Timeout(120)
@ExtendWith(ChromaServerExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BoundedRequestsTest {
  private static final int COLLECTIONS = 6;
  private static final int EACH = 30;
  private static final String ROUTES =
      "{\"tables\":{\"a\":{\"collections\":[\"a_*\"]},\"b\":{\"collections\":[\"b_*\"]}%s}}";

  private final AtomicInteger running = new AtomicInteger();
  private final AtomicInteger most = new AtomicInteger();
  private final CountingProxy proxy;
  private final String url;

  BoundedRequestsTest(TestDatabase database) {
    for (String table : List.of("a", "b")) {
      for (int i = 0; i < COLLECTIONS; i++) {
        List<TestRecord> records = new ArrayList<>();
        for (int j = 0; j < EACH; j++) {
          records.add(TestRecord.of(table + i + "-" + j, i, j).metadata(Map.of("n", i * EACH + j)));
        }
        database.create(table + "_" + i, Space.L2).add(records);
      }
    }
    proxy = new CountingProxy(database.server().url());
    url = database.jdbcUrl(proxy);
  }

  @BeforeEach
  void watch() {
    proxy.interfere(
        request -> {
          if (request.isRecordRequest()) {
            most.accumulateAndGet(running.incrementAndGet(), Math::max);
            TimeUnit.MILLISECONDS.sleep(15);
            running.decrementAndGet();
          }
          return 0;
        });
  }

  @AfterAll
  void close() {
    proxy.close();
  }

  /** A connection that has read the columns, and whose pages are of ten rows. */
  private Connection connect(int maxParallel, String further) throws SQLException {
    Connection connection =
        ShippedDriver.connect(
            url,
            "routes",
            String.format(ROUTES, further),
            "maxParallel",
            String.valueOf(maxParallel),
            "pageSize",
            "10");
    Queries.rows(connection, "SELECT MAX(metadata.n) FROM a"); // reads the samples, which all share
    Queries.rows(connection, "SELECT MAX(metadata.n) FROM b");
    settle();
    most.set(0);
    return connection;
  }

  /** Requests that were made ahead for a result that is closed may still run, or come. */
  private void settle() {
    for (int quiet = 0; quiet < 5; quiet++) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
      if (running.get() > 0) {
        quiet = 0;
      }
    }
  }

  @Test
  void aJoinOfTwoRoutedTablesHasNoMoreThanASingleRead() throws SQLException {
    try (Connection connection = connect(3, "")) {
      assertThat(
              Queries.value(
                  connection,
                  "SELECT COUNT(*) FROM a JOIN b ON a.metadata.n + 0 = b.metadata.n + 0"))
          .isEqualTo((long) COLLECTIONS * EACH);
      assertThat(
              Queries.value(
                  connection,
                  "SELECT (SELECT MAX(metadata.n) FROM a) + (SELECT MAX(metadata.n) FROM b)"))
          .isEqualTo(2L * (COLLECTIONS * EACH - 1));
      assertThat(most.get()).isBetween(2, 3);
    }
  }

  @Test
  void resultsThatAreHalfReadHoldNoTurnAndBlockNobody() throws SQLException {
    try (Connection connection = connect(2, "")) {
      List<Statement> statements = new ArrayList<>();
      List<ResultSet> results = new ArrayList<>();
      for (int i = 0; i < 5; i++) {
        Statement statement = connection.createStatement();
        statements.add(statement);
        ResultSet rows = statement.executeQuery("SELECT id FROM " + (i % 2 == 0 ? "a" : "b"));
        results.add(rows);
        for (int j = 0; j < 7; j++) {
          assertThat(rows.next()).isTrue();
        }
      }
      // Read on in turn, with a statement for each row in between.
      int read = 5 * 7;
      boolean more = true;
      while (more) {
        more = false;
        for (ResultSet rows : results) {
          if (rows.next()) {
            read++;
            more = true;
          }
        }
        if (read % 60 == 0) {
          assertThat(Queries.value(connection, "SELECT MAX(metadata.n) FROM a"))
              .isEqualTo(COLLECTIONS * EACH - 1L);
        }
      }
      assertThat(read).isEqualTo(5 * COLLECTIONS * EACH);
      assertThat(most.get()).isEqualTo(2);
      for (Statement statement : statements) {
        statement.close();
      }
    }
  }

  @Test
  void oneRequestAtOnceIsEnoughForEverything() throws SQLException {
    try (Connection connection = connect(1, "")) {
      assertThat(
              Queries.column(
                  connection,
                  "SELECT id FROM a WHERE metadata.n IN (SELECT metadata.n FROM b WHERE"
                      + " metadata.n > 174) UNION ALL SELECT id FROM (SELECT id FROM b ORDER BY"
                      + " metadata.n LIMIT 5) AS x"))
          .hasSize(10);
      assertThat(most.get()).isEqualTo(1);
    }
  }

  @Test
  void aTableWithABoundOfItsOwnKeepsToItInAllItsReads() throws SQLException {
    String own = ",\"wide\":{\"collections\":[\"a_*\"],\"maxParallel\":5}";
    try (Connection connection = connect(1, own)) {
      Queries.rows(connection, "SELECT MAX(metadata.n) FROM wide");
      settle();
      most.set(0);
      Queries.rows(
          connection, "SELECT COUNT(*) FROM wide x JOIN wide y ON x.id || 'x' = y.id || 'x'");
      assertThat(most.get()).isBetween(2, 5);
    }
  }

  @Test
  void pagesOfAllCollectionsThatAreReadAtOnceAreUnderWay() throws SQLException {
    try (Connection connection = connect(6, "")) {
      proxy.reset();
      assertThat(Queries.column(connection, "SELECT id FROM a"))
          .hasSize(COLLECTIONS * EACH)
          .doesNotHaveDuplicates();
      assertThat(most.get()).isBetween(4, 6);
    }
  }

  @Test
  void limitAndOffsetGoThroughTheSameOrder() throws SQLException {
    try (Connection connection = connect(4, "")) {
      List<Object> all = new ArrayList<>(Queries.column(connection, "SELECT id FROM a"));
      List<Object> pages = new ArrayList<>();
      for (int offset = 0; offset < COLLECTIONS * EACH; offset += 17) {
        pages.addAll(Queries.column(connection, "SELECT id FROM a LIMIT 17 OFFSET " + offset));
      }
      assertThat(pages).isEqualTo(all);
    }
  }

  @Test
  void theFirstUseSamplesTheCollectionsSideBySide() throws SQLException {
    try (Connection connection =
        ShippedDriver.connect(
            url, "routes", String.format(ROUTES, ""), "maxParallel", "4", "pageSize", "11")) {
      settle();
      most.set(0);
      proxy.reset();
      Queries.rows(connection, "EXPLAIN SELECT * FROM a");
      assertThat(proxy.recordRequests()).hasSize(COLLECTIONS);
      assertThat(most.get()).isBetween(2, 4);
    }
  }
}
