package io.github.chromajdbc.it.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.chromajdbc.client.Space;
import io.github.chromajdbc.it.sql.ShippedDriver;
import io.github.chromajdbc.testing.ChromaServerExtension;
import io.github.chromajdbc.testing.Guard;
import io.github.chromajdbc.testing.TestDatabase;
import io.github.chromajdbc.testing.TestRecord;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** Servers behind proxies and guards. */
@ExtendWith(ChromaServerExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GuardedServersTest {
  private static final String LOOPBACK = "127.0.0.1";

  private final TestDatabase database;

  GuardedServersTest(TestDatabase database) {
    this.database = database;
    database.create("notes", Space.L2).add(TestRecord.of("n1", 1, 0), TestRecord.of("n2", 0, 1));
  }

  private Guard guard(String address, String pathPrefix, String header, String value) {
    return new Guard(database.server().url(), address, pathPrefix, header, value);
  }

  private String url(String host, int port) {
    return "jdbc:chroma://"
        + host
        + ":"
        + port
        + database.path().replace("/tenants/", "/").replace("/databases/", "/");
  }

  /** Connects and reads, so that requests of every kind have been sent. */
  private static void use(String url, String... properties) throws SQLException {
    try (Connection connection = ShippedDriver.connect(url, properties);
        Statement statement = connection.createStatement()) {
      assertThat(connection.isValid(5)).isTrue();
      try (ResultSet count = statement.executeQuery("SELECT COUNT(*) FROM notes")) {
        assertThat(count.next()).isTrue();
        assertThat(count.getInt(1)).isEqualTo(2);
      }
      try (ResultSet rows = statement.executeQuery("SELECT id FROM notes WHERE id = 'n2'")) {
        assertThat(rows.next()).isTrue();
        assertThat(rows.next()).isFalse();
      }
      try (ResultSet tables = connection.getMetaData().getTables(null, null, "%", null)) {
        assertThat(tables.next()).isTrue();
      }
    }
  }

  @Test
  void aServerBehindAPathIsReached() throws SQLException {
    try (Guard guard = guard(LOOPBACK, "/team/chroma", "", "")) {
      use(url(LOOPBACK, guard.port()) + "?pathPrefix=/team/chroma/");
      assertThat(guard.seen())
          .isNotEmpty()
          .allSatisfy(
              seen -> assertThat(seen.target().getPath()).startsWith("/team/chroma/api/v2/"));
    }
  }

  @Test
  void headersOfTheUsersGoWithEveryRequest() throws SQLException {
    try (Guard guard = guard(LOOPBACK, "", "X-Team", "blue team")) {
      String url = url(LOOPBACK, guard.port());
      use(url, "headers", "X-Team: blue team; X-Trace: 7");
      assertThat(guard.seen())
          .isNotEmpty()
          .allSatisfy(seen -> assertThat(seen.headers().getFirst("X-Trace")).isEqualTo("7"));
      assertThatThrownBy(() -> use(url))
          .isInstanceOfSatisfying(
              SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("28000"));
    }
  }

  @Test
  void requestsGoThroughAProxy() throws SQLException {
    try (Guard guard = guard(LOOPBACK, "", "", "")) {
      // A name that only the proxy could know.
      use(url("chroma.invalid", 8000), "proxy", LOOPBACK + ":" + guard.port());
      assertThat(guard.seen())
          .isNotEmpty()
          .allSatisfy(
              seen ->
                  assertThat(seen.target().toString()).startsWith("http://chroma.invalid:8000/"));
    }
  }

  @Test
  void anAddressOfIpv6IsReached() throws SQLException {
    try (Guard guard = guard("::1", "", "", "")) {
      use(url("[::1]", guard.port()));
      assertThat(guard.seen())
          .isNotEmpty()
          .allSatisfy(
              seen ->
                  assertThat(seen.headers().getFirst("Host")).isEqualTo("[::1]:" + guard.port()));
    }
  }

  @Test
  void requestsSayWhichDriverSendsThem() throws SQLException {
    try (Guard guard = guard(LOOPBACK, "", "", "")) {
      String url = url(LOOPBACK, guard.port());
      use(url);
      assertThat(guard.seen())
          .isNotEmpty()
          .allSatisfy(
              seen ->
                  assertThat(seen.headers().getFirst("User-Agent"))
                      .matches("chroma-jdbc/\\d+\\.\\d+.*"));
    }
    try (Guard guard = guard(LOOPBACK, "", "User-Agent", "reports/2")) {
      use(url(LOOPBACK, guard.port()), "headers", "user-agent: reports/2");
    }
  }

  @Test
  void eachKindOfCredentialsIsSent() throws SQLException {
    String basic =
        "Basic " + Base64.getEncoder().encodeToString("zoë:p w".getBytes(StandardCharsets.UTF_8));
    refusesWithout("Authorization", "Bearer t0ken", "token", "t0ken");
    refusesWithout("x-chroma-token", "k3y", "apiKey", "k3y");
    refusesWithout("Authorization", basic, "user", "zoë", "password", "p w");
  }

  private void refusesWithout(String header, String value, String... properties)
      throws SQLException {
    try (Guard guard = guard(LOOPBACK, "", header, value)) {
      String url = url(LOOPBACK, guard.port());
      use(url, properties);
      String[] wrong = properties.clone();
      wrong[wrong.length - 1] = "other";
      assertThatThrownBy(() -> use(url, wrong))
          .isInstanceOfSatisfying(
              SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("28000"))
          .hasMessageContaining("refused the credentials")
          .hasMessageNotContaining(value);
    }
  }
}
