package io.github.chromajdbc.it.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chromajdbc.client.Space;
import io.github.chromajdbc.testing.ChromaServerExtension;
import io.github.chromajdbc.testing.TestCollection;
import io.github.chromajdbc.testing.TestDatabase;
import io.github.chromajdbc.testing.TestRecord;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Many threads at once, on one connection and on several, also while collections change. */
@Timeout(180)
@ExtendWith(ChromaServerExtension.class)
class ManyThreadsTest {
  private static final int THREADS = 8;
  private static final int RECORDS = 1_500;

  /** Long enough to meet; longer runs find what is rarer. */
  private static final Duration TIME =
      Duration.ofSeconds(Integer.getInteger("chroma.jdbc.threads.seconds", 6));

  @BeforeAll
  static void fill(TestDatabase database) {
    ManyRecords.create(database, "many", RECORDS, 40);
  }

  /** Something that one thread does once, with its answer checked. */
  private interface Step {
    void run(Connection connection, Random random) throws SQLException;
  }

  private static final List<Step> STEPS =
      List.of(
          ManyThreadsTest::filterByPreparedNumber,
          ManyThreadsTest::filterByLiteral,
          ManyThreadsTest::search,
          ManyThreadsTest::join,
          ManyThreadsTest::group,
          ManyThreadsTest::reuseWithOtherTypes,
          ManyThreadsTest::scanHalfWay,
          ManyThreadsTest::fail,
          ManyThreadsTest::cancelOneself);

  private static void filterByPreparedNumber(Connection connection, Random random)
      throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT id, metadata.n, document FROM many WHERE metadata.n = ? AND metadata.ten = ?")) {
      for (int i = 0; i < 3; i++) {
        int n = random.nextInt(RECORDS);
        select.setInt(1, n);
        select.setInt(2, n % 10);
        try (ResultSet rows = select.executeQuery()) {
          assertThat(rows.next()).isTrue();
          assertThat(rows.getString(1)).isEqualTo("r" + n);
          assertThat(rows.getInt(2)).isEqualTo(n);
          assertThat(rows.getString(3)).isEqualTo(ManyRecords.document(n, 40));
          assertThat(rows.next()).isFalse();
        }
      }
    }
  }

  private static void filterByLiteral(Connection connection, Random random) throws SQLException {
    int n = random.nextInt(RECORDS - 20);
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT metadata.n FROM many WHERE metadata.n BETWEEN " + n + " AND " + (n + 9))) {
      for (int i = 0; i < 10; i++) {
        assertThat(rows.next()).isTrue();
        assertThat(rows.getLong(1)).isEqualTo(n + i);
      }
      assertThat(rows.next()).isFalse();
    }
  }

  private static void search(Connection connection, Random random) throws SQLException {
    int n = random.nextInt(RECORDS);
    int count = 1 + random.nextInt(4);
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT metadata.n, distance FROM many USING EMBEDDING (?) WHERE metadata.n = ? TOPK ?")) {
      select.setObject(1, new float[] {n % 97, n % 89, 1, n % 7});
      select.setInt(2, n);
      select.setInt(3, count);
      try (ResultSet rows = select.executeQuery()) {
        assertThat(rows.next()).isTrue();
        assertThat(rows.getInt(1)).isEqualTo(n);
        assertThat(rows.getDouble(2)).isZero();
        assertThat(rows.next()).isFalse();
      }
    }
  }

  private static void join(Connection connection, Random random) throws SQLException {
    int n = random.nextInt(RECORDS - 1);
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT a.id, b.id, CAST(? AS VARCHAR) FROM many a JOIN many b ON a.metadata.n = b.metadata.n - 1"
                + " WHERE a.metadata.n = ?")) {
      select.setString(1, "text " + n);
      select.setInt(2, n);
      try (ResultSet rows = select.executeQuery()) {
        assertThat(rows.next()).isTrue();
        assertThat(rows.getString(1)).isEqualTo("r" + n);
        assertThat(rows.getString(2)).isEqualTo("r" + (n + 1));
        assertThat(rows.getString(3)).isEqualTo("text " + n);
        assertThat(rows.next()).isFalse();
      }
    }
  }

  private static void group(Connection connection, Random random) throws SQLException {
    int limit = random.nextInt(RECORDS);
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT COUNT(*), SUM(metadata.n) FROM many WHERE metadata.n < ?")) {
      select.setLong(1, limit);
      try (ResultSet rows = select.executeQuery()) {
        assertThat(rows.next()).isTrue();
        assertThat(rows.getInt(1)).isEqualTo(limit);
        assertThat(rows.getLong(2)).isEqualTo((long) limit * (limit - 1) / 2);
      }
    }
  }

  private static void reuseWithOtherTypes(Connection connection, Random random)
      throws SQLException {
    int n = random.nextInt(RECORDS - 1);
    try (PreparedStatement select =
        connection.prepareStatement("SELECT COUNT(*) FROM many WHERE metadata.n <= ?")) {
      Object[] values = {n, (long) n, n + 0.5, new BigDecimal(n + ".25"), String.valueOf(n)};
      for (int i = 0; i < 5; i++) {
        select.setObject(1, values[random.nextInt(values.length)]);
        try (ResultSet rows = select.executeQuery()) {
          assertThat(rows.next()).isTrue();
          assertThat(rows.getInt(1)).isEqualTo(n + 1);
        }
      }
    }
  }

  private static void scanHalfWay(Connection connection, Random random) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.setFetchSize(100);
      try (ResultSet rows = statement.executeQuery("SELECT * FROM many")) {
        int until = random.nextInt(RECORDS);
        for (int n = 0; n < until; n++) {
          assertThat(rows.next()).isTrue();
          assertThat(rows.getString("id")).isEqualTo("r" + n);
          assertThat(rows.getInt("metadata.n")).isEqualTo(n);
        }
      }
    }
  }

  private static void fail(Connection connection, Random random) throws SQLException {
    String wrong = "nothing_" + random.nextInt(10);
    try (Statement statement = connection.createStatement()) {
      statement.executeQuery("SELECT * FROM " + wrong).close();
      throw new AssertionError("There is no such table");
    } catch (SQLException e) {
      assertThat(e.getSQLState()).isEqualTo("42S02");
      assertThat(e.getMessage()).contains(wrong);
    }
  }

  private static void cancelOneself(Connection connection, Random random) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT * FROM many")) {
      assertThat(rows.next()).isTrue();
      statement.cancel();
      try {
        boolean more = true;
        while (more) {
          more = rows.next();
        }
        throw new AssertionError("The rows went on after cancel");
      } catch (SQLException e) {
        assertThat(e.getSQLState()).isEqualTo("57014");
      }
    }
  }

  private interface Connections {
    Connection of(int thread);
  }

  private static long work(Connections connections) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      AtomicLong done = new AtomicLong();
      AtomicBoolean failed = new AtomicBoolean();
      long end = System.nanoTime() + TIME.toNanos();
      List<Future<?>> futures = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        int thread = i;
        futures.add(
            threads.submit(
                () -> {
                  Random random = new Random(thread);
                  boolean whole = false;
                  try {
                    while (System.nanoTime() < end && !failed.get()) {
                      STEPS.get(random.nextInt(STEPS.size())).run(connections.of(thread), random);
                      done.incrementAndGet();
                    }
                    whole = true;
                  } finally {
                    failed.compareAndSet(false, !whole);
                  }
                  return null;
                }));
      }
      for (Future<?> future : futures) {
        future.get();
      }
      return done.get();
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void oneConnectionServesManyThreads(TestDatabase database) throws Exception {
    try (Connection connection = ShippedJar.connect(database.jdbcUrl())) {
      assertThat(work(thread -> connection)).isGreaterThan(THREADS);
    }
  }

  @Test
  void manyConnectionsOfOneUrlLeaveNothingBehind(TestDatabase database) throws Exception {
    List<Connection> connections = new ArrayList<>();
    Set<Thread> ofOthers = Threads.ofDriver(); // engines outlive their connections for a while
    try (StrangeProxy proxy = new StrangeProxy(database.server().url())) {
      try {
        for (int i = 0; i < THREADS; i++) {
          connections.add(ShippedJar.connect(proxy.jdbcUrl(database.name())));
        }
        assertThat(work(connections::get)).isGreaterThan(THREADS);
        assertThat(proxy.openConnections()).isLessThan(4 * THREADS);
        Set<Thread> own = Threads.ofDriver();
        own.removeAll(ofOthers);
        assertThat(own).hasSizeLessThan(8 * THREADS);
      } finally {
        for (Connection connection : connections) {
          connection.close();
        }
      }
    }
  }

  @Test
  void statementsFollowACollectionThatChangesMeanwhile(TestDatabase database) throws Exception {
    TestCollection first =
        database
            .create("moving", Space.L2)
            .add(TestRecord.of("a", 1, 2).metadata(Map.of("k", 1, "t", "x")));
    try (Connection connection = ShippedJar.connect(database.jdbcUrl());
        PreparedStatement prepared =
            connection.prepareStatement("SELECT * FROM moving WHERE metadata.k = ?");
        Statement statement = connection.createStatement()) {
      prepared.setInt(1, 1);
      assertThat(columns(prepared.executeQuery())).containsExactly("a", "1", "x");

      // A new key: a statement that is prepared now shows it; the one prepared before keeps its
      // columns.
      first.add(TestRecord.of("b", 3, 4).metadata(Map.of("k", 2, "new", true)));
      eventually(
          () ->
              assertThat(
                      columns(statement.executeQuery("SELECT * FROM moving WHERE metadata.k = 2")))
                  .contains("b", "2", "true"));
      prepared.setInt(1, 2);
      assertThat(columns(prepared.executeQuery())).contains("b", "2");

      // Dropped and made again with another dimension and another type of k.
      first.drop();
      TestCollection second =
          database
              .create("moving", Space.COSINE)
              .add(TestRecord.of("c", 1, 2, 3).metadata(Map.of("k", "one")));
      eventually(
          () ->
              assertThat(columns(statement.executeQuery("SELECT id, metadata.k FROM moving")))
                  .containsExactly("c", "one"));
      eventually(
          () ->
              assertThat(
                      columns(
                          statement.executeQuery(
                              "SELECT id FROM moving USING EMBEDDING (VECTOR [1, 2, 3])")))
                  .containsExactly("c"));
      assertThat(columns(statement.executeQuery("SELECT id FROM moving WHERE metadata.k = 'one'")))
          .containsExactly("c");

      // Renamed: the old name is gone, the new one answers.
      database
          .api()
          .send(
              "PUT", database.path() + "/collections/" + second.id(), Map.of("new_name", "moved"));
      eventually(
          () ->
              assertThat(columns(statement.executeQuery("SELECT id FROM moved")))
                  .containsExactly("c"));
      eventually(
          () -> {
            try {
              statement.executeQuery("SELECT id FROM moving").close();
              throw new AssertionError("The old name still answers");
            } catch (SQLException e) {
              assertThat(e.getSQLState()).isEqualTo("42S02");
            }
          });
    }
  }

  private interface Check {
    void run() throws SQLException;
  }

  /** What is known of collections may be a moment old. */
  private static void eventually(Check check) throws Exception {
    long end = System.nanoTime() + Duration.ofSeconds(15).toNanos();
    while (true) {
      try {
        check.run();
        return;
      } catch (AssertionError | SQLException e) {
        if (System.nanoTime() > end) {
          throw e;
        }
        Thread.sleep(200);
      }
    }
  }

  private static List<String> columns(ResultSet rows) throws SQLException {
    List<String> values = new ArrayList<>();
    while (rows.next()) {
      for (int column = 1; column <= rows.getMetaData().getColumnCount(); column++) {
        String label = rows.getMetaData().getColumnLabel(column);
        String value = rows.getString(column);
        if (value != null && !label.equals("metadata")) {
          values.add(value);
        }
      }
    }
    rows.close();
    return values;
  }
}
