package io.github.chromajdbc.it.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.chromajdbc.testing.ChromaServerExtension;
import io.github.chromajdbc.testing.CountingProxy;
import io.github.chromajdbc.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What Flight Recorder and the log are told of statements and requests. */
@ExtendWith(ChromaServerExtension.class)
class StatementWatchTest {
  private static final String SQL = "SELECT id FROM books WHERE metadata.genre = ?";
  private static final String STATEMENT = "io.github.chromajdbc.Statement";
  private static final String REQUEST = "io.github.chromajdbc.Request";

  /** Kept: java.util.logging forgets a logger that nobody holds, and its handlers. */
  private static final Logger LOGGER = Logger.getLogger("io.github.chromajdbc.slow_statements");

  @BeforeAll
  static void fill(TestDatabase database) {
    Books.create(database);
  }

  private static long read(Connection connection, String genre) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(SQL)) {
      statement.setString(1, genre);
      long count = 0;
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          count++;
        }
      }
      return count;
    }
  }

  @Test
  void aRecordingThatAsksGetsStatementsAndRequests(TestDatabase database, @TempDir Path folder)
      throws SQLException, IOException {
    Path file = folder.resolve("recording.jfr");
    long rows;
    try (Recording recording = new Recording();
        Connection connection = ShippedJar.connect(database.jdbcUrl())) {
      recording.enable(STATEMENT);
      recording.enable(REQUEST);
      recording.start();
      rows = read(connection, "poem");
      try (Statement statement = connection.createStatement()) {
        assertThatThrownBy(() -> statement.executeQuery("SELECT * FROM absent"))
            .isInstanceOf(SQLException.class);
      }
      recording.stop();
      recording.dump(file);
    }
    List<RecordedEvent> events = RecordingFile.readAllEvents(file);

    assertThat(rows).isPositive();
    List<RecordedEvent> statements = named(events, STATEMENT);
    assertThat(statements).hasSize(2);
    RecordedEvent first = statements.get(0);
    assertThat(first.getString("text")).isEqualTo(SQL);
    assertThat(first.getLong("rows")).isEqualTo(rows);
    assertThat(first.getString("sqlState")).isNull();
    assertThat(first.getDuration("timeInDriver"))
        .isPositive()
        .isLessThanOrEqualTo(first.getDuration());
    assertThat(first.getString("server"))
        .endsWith(database.server().host() + ":" + database.server().port());
    assertThat(statements.get(1).getString("sqlState")).isEqualTo("42S02");
    assertThat(named(events, REQUEST))
        .anySatisfy(
            request -> {
              assertThat(request.getString("method")).isEqualTo("POST");
              assertThat(request.getString("path")).endsWith("/get");
              assertThat(request.getInt("status")).isEqualTo(200);
              assertThat(request.getLong("sent")).isPositive();
            });
    assertThat(events.toString()).doesNotContain("poem");
  }

  @Test
  void aRecordingThatDoesNotAskGetsNothing(TestDatabase database, @TempDir Path folder)
      throws SQLException, IOException {
    Path file = folder.resolve("recording.jfr");
    try (Recording recording = new Recording();
        Connection connection = ShippedJar.connect(database.jdbcUrl())) {
      recording.start();
      read(connection, "poem");
      recording.stop();
      recording.dump(file);
    }
    List<RecordedEvent> events = RecordingFile.readAllEvents(file);

    assertThat(named(events, STATEMENT)).isEmpty();
    assertThat(named(events, REQUEST)).isEmpty();
  }

  private static List<RecordedEvent> named(List<RecordedEvent> events, String name) {
    return events.stream().filter(event -> event.getEventType().getName().equals(name)).toList();
  }

  @Test
  void aSlowStatementIsLoggedWithoutTheValuesOfItsParameters(TestDatabase database)
      throws SQLException {
    List<String> logged = new CopyOnWriteArrayList<>();
    Handler handler = new Keeping(logged);
    LOGGER.addHandler(handler);
    LOGGER.setUseParentHandlers(false);
    try (CountingProxy proxy = new CountingProxy(database.server().url())) {
      String url = database.jdbcUrl(proxy) + "?slowStatement=";
      try (Connection patient = ShippedJar.connect(url + "1m");
          Connection connection = ShippedJar.connect(url + "200ms")) {
        read(patient, "poem");
        assertThat(logged).isEmpty();
        proxy.interfere(
            request -> {
              if (request.path().endsWith("/get")) {
                Thread.sleep(Duration.ofMillis(300).toMillis());
              }
              return 0;
            });
        long rows = read(connection, "poem");

        assertThat(logged).hasSize(1);
        assertThat(logged.get(0))
            .matches("A statement took [0-9]+ ms on .*, " + rows + " rows: .*")
            .endsWith(SQL);
      }
    } finally {
      LOGGER.setUseParentHandlers(true);
      LOGGER.removeHandler(handler);
    }
  }

  /** Keeps the messages. */
  private static final class Keeping extends Handler {
    private final List<String> messages;

    Keeping(List<String> messages) {
      this.messages = messages;
    }

    @Override
    public void publish(LogRecord message) {
      messages.add(message.getMessage());
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
