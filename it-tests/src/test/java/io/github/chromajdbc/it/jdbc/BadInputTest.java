package io.github.chromajdbc.it.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chromajdbc.client.Space;
import io.github.chromajdbc.testing.ChromaServerExtension;
import io.github.chromajdbc.testing.FaultyServer;
import io.github.chromajdbc.testing.TestDatabase;
import io.github.chromajdbc.testing.TestRecord;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What users get wrong: the SQLSTATE, a sentence that helps, in time, and the connection goes on.
 */
@Timeout(60)
@ExtendWith(ChromaServerExtension.class)
class BadInputTest {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);

  /** For the machine, besides the timeout itself. */
  private static final Duration SLACK = Duration.ofSeconds(2);

  @BeforeAll
  static void fill(TestDatabase database) {
    database
        .create("books", Space.L2)
        .add(
            TestRecord.of("a", 1, 2, 3)
                .document("deep sea")
                .metadata(Map.of("year", 2001, "genre", "novel")));
  }

  private static void assertNoConnection(String url, String state, String... words) {
    long begin = System.nanoTime();
    SQLException failure = Failures.of(() -> ShippedJar.connect(url).close());
    assertThat(Duration.ofNanos(System.nanoTime() - begin))
        .as(failure.toString())
        .isLessThan(CONNECT_TIMEOUT.plus(SLACK));
    assertThat(failure.getSQLState()).as(failure.toString()).isEqualTo(state);
    assertThat(failure.getMessage()).contains(words);
  }

  private static String withTimeout(String url) {
    return url + "?connectTimeout=" + CONNECT_TIMEOUT.toMillis();
  }

  @Test
  void anUnknownHost() {
    assertNoConnection(
        withTimeout("jdbc:chroma://no-such-host.invalid/default_database"),
        "08001",
        "no-such-host.invalid",
        "Check host and port");
  }

  @Test
  void aHostThatDoesNotAnswer() {
    // A network for documentation: nothing there answers, or the network says so.
    assertNoConnection(
        withTimeout("jdbc:chroma://192.0.2.1/default_database"), "08001", "192.0.2.1");
  }

  @Test
  void aPortWhereNothingListens() {
    int port;
    try (FaultyServer server = new FaultyServer(FaultyServer.hang())) {
      port = server.port();
    }
    assertNoConnection(
        withTimeout("jdbc:chroma://127.0.0.1:" + port), "08001", ":" + port, "Check host and port");
  }

  @Test
  void aServerThatAcceptsAndSaysNothing() {
    try (FaultyServer server = new FaultyServer(FaultyServer.hang())) {
      assertNoConnection(
          withTimeout("jdbc:chroma://127.0.0.1:" + server.port()), "08001", "connectTimeout");
    }
  }

  @Test
  void aServerThatDripsForEver() {
    try (FaultyServer server = new FaultyServer(FaultyServer.slow(1, 100, " ".repeat(100_000)))) {
      assertNoConnection(
          withTimeout("jdbc:chroma://127.0.0.1:" + server.port()), "08001", "connectTimeout");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "200, text/html, <html>Hello</html>",
    "404, text/plain, not here",
    "200, application/json, {}",
  })
  void somethingThatIsNotAChroma(int status, String type, String body) {
    try (FaultyServer server = new FaultyServer(FaultyServer.reply(status, type, body))) {
      assertNoConnection(
          withTimeout("jdbc:chroma://127.0.0.1:" + server.port()), "08001", "not a Chroma server");
    }
  }

  @Test
  void httpsWhereTheServerSpeaksHttp(TestDatabase database) {
    assertNoConnection(
        withTimeout(database.jdbcUrl()) + "&ssl=true", "08001", database.server().host());
  }

  @Test
  void refusedCredentials() {
    try (FaultyServer server =
        new FaultyServer(
            FaultyServer.reply(
                401, "application/json", "{\"error\":\"AuthError\",\"message\":\"no\"}"))) {
      assertNoConnection(
          "jdbc:chroma://127.0.0.1:" + server.port() + "?token=x&allowInsecureAuth=true",
          "28000",
          "token");
    }
  }

  @Test
  void aWrongTenantOrDatabase(TestDatabase database) {
    String server = "jdbc:chroma://" + database.server().host() + ":" + database.server().port();
    assertNoConnection(server + "/no_tenant/no_database", "3D000", "no_tenant", "Check the tenant");
    String wrong = database.name().database().replace("test_", "tset_");
    assertNoConnection(server + "/" + wrong, "3F000", wrong, database.name().database());
  }

  @ParameterizedTest
  @CsvSource({
    "?pagesize=5, pageSize",
    "?pageSise=5, pageSize",
    "?pageSize=many, pageSize",
    "?pageSize=0, pageSize",
    "?pageSize=-1, pageSize",
    "?ssl=perhaps, ssl",
    "?pageSize=5&pageSize=6, pageSize",
    "?timeZone=Mars/North, timeZone",
  })
  void aWrongPropertyOfTheUrl(String properties, String named, TestDatabase database) {
    assertNoConnection(database.jdbcUrl() + properties, "08001", named);
  }

  @ParameterizedTest
  @CsvSource({
    "jdbc:chroma:",
    "jdbc:chroma://",
    "jdbc:chroma://host/a/b/c",
    "jdbc:chroma://[::1/d",
    "jdbc:chroma:cluod",
  })
  void aWrongUrl(String url) {
    assertNoConnection(url, "08001", "jdbc:chroma");
  }

  @ParameterizedTest
  @CsvSource({"jdbc:chroma://host:port", "jdbc:chroma://host:99999/d", "jdbc:chroma://host:0/d"})
  void aWrongPort(String url) {
    assertNoConnection(url, "08001", "from 1 to 65535");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SELECT * FROM boks | 42S02 | books",
        "SELECT * FROM nothing_like_it | 42S02 | nothing_like_it",
        "SELECT * FROM no_database.books | 42S02 | no_database",
        "SELECT documnt FROM books | 42S22 | document",
        "SELECT books.documnt FROM books | 42S22 | document",
        "SELECT id FROM books USING EMBEDDING (VECTOR [1, 2]) | 22000 | 3 dimensions",
        "SELECT id FROM books USING EMBEDDING (VECTOR [1, 2]) TOPK 1 | 22000 | has 2",
        "SELECT id FROM books USING EMBEDDING (VECTOR [1, 2, 3]) TOPK 0 | 2201W | TOPK",
        "SELECT id FROM books USING EMBEDDING (VECTOR [1, 2, 3]) TOPK -1 | 2201W | TOPK",
        "SELECT id FROM books TOPK 3 | 42000 | USING EMBEDDING",
        "SELECT id FROM books USING EMBEDDING (VECTOR [1, 2, 3]) TOPK 3 TOPK 4 | 42601 | TOPK",
        "SELECT id FROM books TOPK 2 USING EMBEDDING (VECTOR [1, 2, 3]) TOPK 3 | 42601 | TOPK",
        "SELECT id FROM books USING EMBEDDING (VECTOR [1, 2, 3]) USING EMBEDDING (VECTOR [1, 2, 3])"
            + " | 42601 | USING EMBEDDING",
        "SELECT id FROM books WHERE document = 'open | 42601 | closed",
        "SELECT id FROM books WHERE document = \"open | 42601 | \"",
        "SELECT id FROM books /* open | 42601 | *",
        "SELECT id FROM | 42601 | column",
        "'' | 42601 | ",
        "; | 42601 | ",
        "SELECT 1; SELECT 2 | 42601 | ",
        "SELECT id FROM books WHERE document REGEX '(' | 2201B | (",
        "SELECT 1 / 0 FROM books | 22012 | zero",
        "SELECT id FROM books LIMIT -1 | 42601 | ",
        "SELECT CAST('x' AS INTEGER) FROM books | 22018 | x",
        "SELECT id FROM books ORDER BY nothing | 42S22 | nothing",
        "SELECT id, COUNT(*) FROM books | 42000 | id",
        "SELECT NO_FUNCTION(id) FROM books | 42000 | NO_FUNCTION",
        "SELECT id FROM books a JOIN books b ON a.id = b.id | 42702 | ambiguous",
        "INSERT INTO books (id) VALUES ('x') | 0A000 | ",
        "DROP TABLE books | 0A000 | ",
      })
  void aWrongStatement(String sql, String state, String word, TestDatabase database)
      throws SQLException {
    try (Connection connection = ShippedJar.connect(database.jdbcUrl());
        Statement statement = connection.createStatement()) {
      SQLException failure = executed(statement, sql);
      assertThat(failure.getSQLState()).as(failure.toString()).isEqualTo(state);
      assertThat(failure.getMessage()).contains(word == null ? "" : word).hasSizeLessThan(400);
      assertAnswers(statement);
      SQLException prepared =
          Failures.of(
              () -> {
                try (PreparedStatement late = connection.prepareStatement(sql);
                    ResultSet rows = late.executeQuery()) {
                  rows.next();
                }
              });
      assertThat(prepared.getSQLState()).as(prepared.toString()).isEqualTo(state);
      assertAnswers(statement);
    }
  }

  private static SQLException executed(Statement statement, String sql) {
    return Failures.of(
        () -> {
          statement.execute(sql);
          ResultSet rows = statement.getResultSet();
          if (rows != null) {
            rows.next();
          }
        });
  }

  private static void assertAnswers(Statement statement) throws SQLException {
    try (ResultSet rows = statement.executeQuery("SELECT id FROM books")) {
      assertThat(rows.next()).isTrue();
      assertThat(rows.getString(1)).isEqualTo("a");
    }
  }

  @Test
  void wrongParameters(TestDatabase database) throws SQLException {
    try (Connection connection = ShippedJar.connect(database.jdbcUrl());
        PreparedStatement search =
            connection.prepareStatement(
                "SELECT id FROM books USING EMBEDDING (?) WHERE metadata.year > ? TOPK ?")) {
      assertState(search, "07002", "Parameter 1");
      search.setObject(1, new float[] {1, 2});
      search.setInt(2, 1);
      search.setInt(3, 1);
      assertState(search, "22000", "2");
      search.setObject(1, new float[] {1, Float.NaN, 3});
      assertThat(failure(search).getSQLState()).startsWith("22");
      search.setObject(1, new float[] {1, 2, 3});
      search.setInt(3, 0);
      assertState(search, "2201W", "TOPK");
      search.setInt(3, -5);
      assertState(search, "2201W", "TOPK");
      search.setNull(3, java.sql.Types.INTEGER);
      assertThat(failure(search).getSQLState()).startsWith("22");
      search.setInt(3, 1);
      search.setNull(1, java.sql.Types.ARRAY);
      assertThat(failure(search).getSQLState()).startsWith("22");
      SQLException text =
          Failures.of(
              () -> {
                search.setString(1, "[1, two]");
                search.executeQuery().close();
              });
      assertThat(text.getSQLState()).startsWith("22");
      search.setString(1, "[1, 2, 3]");
      try (ResultSet rows = search.executeQuery()) {
        assertThat(rows.next()).isTrue();
      }
    }
  }

  private static SQLException failure(PreparedStatement statement) {
    SQLException failure =
        Failures.of(
            () -> {
              try (ResultSet rows = statement.executeQuery()) {
                rows.next();
              }
            });
    return failure;
  }

  private static void assertState(PreparedStatement statement, String state, String word) {
    SQLException failure = failure(statement);
    assertThat(failure.getSQLState()).as(failure.toString()).isEqualTo(state);
    assertThat(failure.getMessage()).contains(word);
  }

  @Test
  void aStatementNestedTooDeepOrTooLong(TestDatabase database) throws SQLException {
    try (Connection connection = ShippedJar.connect(database.jdbcUrl());
        Statement statement = connection.createStatement()) {
      String deep = "SELECT " + "(".repeat(5_000) + "1" + ")".repeat(5_000) + " FROM books";
      SQLException failure = executed(statement, deep);
      assertThat(failure.getSQLState()).as(failure.getMessage()).isIn("54000", "42601");
      String wide = "SELECT id FROM books WHERE id = 'x'" + " OR metadata.year = 1".repeat(3_000);
      try (ResultSet rows = statement.executeQuery(wide)) {
        assertThat(rows.next()).isFalse();
      } catch (SQLException e) {
        assertThat(e.getSQLState()).as(e.getMessage()).isEqualTo("54000");
      }
      assertAnswers(statement);
    }
  }
}
