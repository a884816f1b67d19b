package io.github.chromajdbc.it.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chromajdbc.testing.ChromaServerExtension;
import io.github.chromajdbc.testing.FaultyServer;
import io.github.chromajdbc.testing.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Replies that end early, are late, or are something else: always an SQLException of the right
 * SQLSTATE, never a wrong or short result, and the connection goes on.
 */
@Timeout(120)
@ExtendWith(ChromaServerExtension.class)
class SpoiledRepliesTest {
  private static final int RECORDS = 2_500;
  private static final List<String> STATEMENTS =
      List.of(
          "SELECT * FROM many",
          "SELECT id, embedding FROM many WHERE metadata.ten < 5",
          "SELECT COUNT(*) FROM many",
          "SELECT COUNT(*), SUM(metadata.n) FROM many WHERE document IS NOT NULL",
          "SELECT id, distance FROM many USING EMBEDDING (VECTOR [5, 5, 1, 5]) TOPK 20",
          "SELECT a.id FROM many a JOIN many b ON a.metadata.n = b.metadata.n + 1");

  @BeforeAll
  static void fill(TestDatabase database) {
    ManyRecords.create(database, "many", RECORDS, 30);
  }

  private static List<String> rows(Statement statement, String sql) throws SQLException {
    List<String> lines = new ArrayList<>();
    try (ResultSet rows = statement.executeQuery(sql)) {
      int columns = rows.getMetaData().getColumnCount();
      while (rows.next()) {
        StringBuilder line = new StringBuilder();
        for (int column = 1; column <= columns; column++) {
          line.append(rows.getString(column)).append('|');
        }
        lines.add(line.toString());
      }
    }
    return lines;
  }

  private static List<List<String>> expected(TestDatabase database) throws SQLException {
    List<List<String>> all = new ArrayList<>();
    try (Connection connection = ShippedJar.connect(database.jdbcUrl());
        Statement statement = connection.createStatement()) {
      for (String sql : STATEMENTS) {
        all.add(rows(statement, sql));
      }
    }
    return all;
  }

  /** Every second or third reply for records is spoiled, so that some break in the middle. */
  private static StrangeProxy.Fault sometimes(int every, StrangeProxy.Fault fault) {
    AtomicInteger replies = new AtomicInteger();
    return StrangeProxy.ofRecords(
        (path, reply, out) ->
            (replies.incrementAndGet() % every == 0 ? fault : StrangeProxy.NONE)
                .write(path, reply, out));
  }

  private static void assertRightOrFailed(
      TestDatabase database, StrangeProxy.Fault fault, String... states) throws SQLException {
    List<List<String>> expected = expected(database);
    int failed = 0;
    try (StrangeProxy proxy = new StrangeProxy(database.server().url());
        Connection connection = ShippedJar.connect(proxy.jdbcUrl(database.name()));
        Statement statement = connection.createStatement()) {
      for (int every = 1; every <= 3; every++) {
        for (int i = 0; i < STATEMENTS.size(); i++) {
          proxy.fault(sometimes(every, fault));
          try {
            assertThat(rows(statement, STATEMENTS.get(i))).isEqualTo(expected.get(i));
          } catch (SQLException e) {
            failed++;
            assertThat(e.getSQLState()).as(STATEMENTS.get(i) + ": " + e).isIn((Object[]) states);
            assertThat(e.getMessage()).isNotBlank();
          }
          proxy.fault(StrangeProxy.NONE);
          assertThat(rows(statement, STATEMENTS.get(i))).isEqualTo(expected.get(i));
        }
      }
    }
    assertThat(failed).isGreaterThanOrEqualTo(STATEMENTS.size());
  }

  @Test
  void aReplyThatIsCutAnywhereIsALostConnection(TestDatabase database) throws SQLException {
    Random random = new Random(42);
    assertRightOrFailed(
        database,
        (path, reply, out) -> {
          out.write(reply, 0, random.nextInt(reply.length));
          return false;
        },
        "08006");
  }

  @Test
  void aBodyThatIsShorterThanItsJsonIsAnError(TestDatabase database) throws SQLException {
    Random random = new Random(43);
    assertRightOrFailed(
        database,
        (path, reply, out) -> {
          String body = body(reply);
          // A number that is cut is a number.
          int length = body.startsWith("{") ? random.nextInt(body.length()) : 0;
          out.write(FaultyServer.whole(200, "application/json", body.substring(0, length)));
          return true;
        },
        "08001",
        "08006",
        "58000");
  }

  @Test
  void aBodyWithAHoleIsAnError(TestDatabase database) throws SQLException {
    Random random = new Random(44);
    assertRightOrFailed(
        database,
        (path, reply, out) -> {
          byte[] body = body(reply).getBytes(StandardCharsets.UTF_8);
          int from = random.nextInt(body.length);
          Arrays.fill(body, from, Math.min(body.length, from + 40), (byte) '{');
          out.write(
              FaultyServer.whole(
                  200, "application/json", new String(body, StandardCharsets.UTF_8)));
          return true;
        },
        "08001",
        "08006",
        "58000");
  }

  private static String body(byte[] reply) {
    String whole = new String(reply, StandardCharsets.UTF_8);
    return whole.substring(whole.indexOf("\r\n\r\n") + 4);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{}",
        "[]",
        "null",
        "true",
        "-1",
        "1e99",
        "\"text\"",
        "{\"ids\":null,\"include\":[]}",
        "{\"ids\":[1,2],\"include\":[]}",
        "{\"ids\":[\"a\",\"b\"],\"documents\":[\"x\"],\"metadatas\":[{}],\"embeddings\":[[1]],"
            + "\"distances\":[1],\"include\":[\"documents\",\"metadatas\",\"embeddings\"]}",
        "{\"ids\":[[\"a\"],[\"b\"]],\"distances\":[[1]],\"include\":[]}",
        "{\"ids\":[[]],\"distances\":[],\"include\":[]} {}",
      })
  void jsonOfAnotherShapeIsAnError(String json, TestDatabase database) throws SQLException {
    try (StrangeProxy proxy = new StrangeProxy(database.server().url());
        Connection connection = ShippedJar.connect(proxy.jdbcUrl(database.name()));
        Statement statement = connection.createStatement()) {
      for (String sql : STATEMENTS) {
        proxy.fault(StrangeProxy.ofRecords(StrangeProxy.instead(200, "application/json", json)));
        SQLException failure = Failures.of(() -> rows(statement, sql));
        assertThat(failure.getSQLState()).as(sql + ": " + failure).isIn("08006", "58000", "08001");
        proxy.fault(StrangeProxy.NONE);
        assertThat(rows(statement, "SELECT COUNT(*) FROM many")).containsExactly(RECORDS + "|");
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "401, 28000",
    "403, 28000",
    "429, 58000",
    "500, 58000",
    "503, 58000",
    "502, 58000",
  })
  void anErrorInTheMiddleHasItsSqlState(int status, String state, TestDatabase database)
      throws SQLException {
    assertRightOrFailed(
        database,
        StrangeProxy.instead(
            status, "application/json", "{\"error\":\"Some\",\"message\":\"not now\"}"),
        state);
  }

  @ParameterizedTest
  @CsvSource({"200", "404", "502", "503"})
  void aWebPageInTheMiddleIsAnError(int status, TestDatabase database) throws SQLException {
    assertRightOrFailed(
        database,
        StrangeProxy.instead(
            status, "text/html", "<html><body><h1>Sign in to the hotel</h1></body></html>"),
        "08001",
        "08006",
        "58000");
  }

  @Test
  void aServerThatFallsSilentIsALostConnectionAfterTheSocketTimeout(TestDatabase database)
      throws SQLException {
    try (StrangeProxy proxy = new StrangeProxy(database.server().url());
        Connection connection =
            ShippedJar.connect(
                proxy.jdbcUrl(database.name()) + "?connectTimeout=1000&socketTimeout=500");
        Statement statement = connection.createStatement()) {
      for (String sql : STATEMENTS) {
        proxy.fault(
            StrangeProxy.ofRecords(
                (path, reply, out) -> {
                  out.write(reply, 0, reply.length / 2);
                  out.flush();
                  Thread.sleep(5_000);
                  return false;
                }));
        long begin = System.nanoTime();
        SQLException failure = Failures.of(() -> rows(statement, sql));
        assertThat(failure.getSQLState()).as(sql).isEqualTo("08006");
        assertThat(System.nanoTime() - begin).isLessThan(3_000_000_000L);
        proxy.fault(StrangeProxy.NONE);
        assertThat(rows(statement, "SELECT COUNT(*) FROM many")).containsExactly(RECORDS + "|");
      }
    }
  }

  @Test
  void aSlowReplyIsStillWhole(TestDatabase database) throws SQLException {
    List<List<String>> expected = expected(database);
    try (StrangeProxy proxy = new StrangeProxy(database.server().url());
        Connection connection = ShippedJar.connect(proxy.jdbcUrl(database.name()));
        Statement statement = connection.createStatement()) {
      proxy.fault(
          (path, reply, out) -> {
            int piece = Math.max(1, reply.length / 20);
            for (int from = 0; from < reply.length; from += piece) {
              out.write(reply, from, Math.min(piece, reply.length - from));
              out.flush();
              Thread.sleep(5);
            }
            return true;
          });
      for (int i = 0; i < STATEMENTS.size(); i++) {
        assertThat(rows(statement, STATEMENTS.get(i))).isEqualTo(expected.get(i));
      }
    }
  }
}
