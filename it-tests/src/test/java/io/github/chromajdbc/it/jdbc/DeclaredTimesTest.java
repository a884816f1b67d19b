package io.github.chromajdbc.it.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.chromajdbc.client.Space;
import io.github.chromajdbc.testing.ChromaServerExtension;
import io.github.chromajdbc.testing.CountingProxy;
import io.github.chromajdbc.testing.TestDatabase;
import io.github.chromajdbc.testing.TestRecord;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Metadata that is declared to be points in time. */
@ExtendWith(ChromaServerExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DeclaredTimesTest {
  private static final Instant FIRST = Instant.parse("2024-03-30T22:00:00Z");

  /** Beyond both of Berlin's changes of its clocks in 2024, an hour each. */
  private static final int EVENTS = 400;

  private static final int STEP_SECONDS = 13 * 3600 + 7;

  private final CountingProxy proxy;
  private final String url;

  DeclaredTimesTest(TestDatabase database) {
    List<TestRecord> events = new ArrayList<>();
    for (int n = 0; n < EVENTS; n++) {
      Instant at = at(n);
      events.add(
          TestRecord.of("e" + n, n, 1)
              .metadata(
                  Map.of(
                      "n",
                      n,
                      "s",
                      at.getEpochSecond(),
                      "f",
                      at.getEpochSecond() + 0.123,
                      "ms",
                      at.toEpochMilli() + 5,
                      "iso",
                      at.toString())));
    }
    database.create("events", Space.L2).add(events);
    database
        .create("odd", Space.L2)
        .add(
            TestRecord.of("o1", 1, 0).metadata(Map.of("t", "2024-01-31", "x", "soon")),
            TestRecord.of("o2", 1, 0).metadata(Map.of("t", "2024-01-31T10:00:00+02:00", "x", 1)),
            TestRecord.of("o3", 1, 0).metadata(Map.of("t", "2024-01-31 10:00:00.5", "x", 1e300)),
            TestRecord.of("o4", 1, 0).metadata(Map.of("t", "tomorrow")),
            TestRecord.of("o5", 1, 0).metadata(Map.of("t", "9999999-01-01")));
    proxy = new CountingProxy(database.server().url());
    url = database.jdbcUrl(proxy);
  }

  @AfterAll
  void close() {
    proxy.close();
  }

  private static Instant at(int n) {
    return FIRST.plusSeconds((long) n * STEP_SECONDS);
  }

  private Connection connect(String zone) throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("timeZone", zone);
    properties.setProperty(
        "columns",
        "events.s TIMESTAMP FROM 'epoch_s', events.f TIMESTAMP FROM 'epoch_s',"
            + " events.ms TIMESTAMP FROM 'epoch_ms', events.iso TIMESTAMP FROM 'iso',"
            + " odd.t TIMESTAMP FROM 'iso', odd.x TIMESTAMP FROM epoch_s");
    return ShippedJar.connect(url, properties);
  }

  private static List<@Nullable String> column(Connection connection, String sql)
      throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<@Nullable String> values = new ArrayList<>();
      while (rows.next()) {
        values.add(rows.getString(1));
      }
      return values;
    }
  }

  @Test
  void declaredKeysAreTimestamps() throws SQLException {
    try (Connection connection = connect("UTC");
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT metadata.s, metadata.ms, metadata.iso, metadata.f FROM events"
                    + " WHERE id = 'e1'")) {
      assertThat(rows.getMetaData().getColumnType(1)).isEqualTo(Types.TIMESTAMP);
      assertThat(rows.next()).isTrue();
      LocalDateTime second = LocalDateTime.of(2024, 3, 31, 11, 0, 7);
      assertThat(rows.getObject(1, LocalDateTime.class)).isEqualTo(second);
      assertThat(rows.getTimestamp(1)).isEqualTo(Timestamp.valueOf(second));
      assertThat(rows.getObject(2, LocalDateTime.class)).isEqualTo(second.plusNanos(5_000_000));
      assertThat(rows.getObject(3, LocalDateTime.class)).isEqualTo(second);
      assertThat(rows.getString(4)).isEqualTo("2024-03-31 11:00:07.123");
    }
  }

  @Test
  void getColumnsTellsTheTypeOfAResult() throws SQLException {
    try (Connection connection = connect("UTC");
        ResultSet rows = connection.getMetaData().getColumns(null, null, "events", "metadata.s")) {
      assertThat(rows.next()).isTrue();
      assertThat(rows.getInt("DATA_TYPE")).isEqualTo(Types.TIMESTAMP);
      assertThat(rows.getString("TYPE_NAME")).isEqualTo("TIMESTAMP");
      assertThat(rows.getInt("DECIMAL_DIGITS")).isEqualTo(3);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"Europe/Berlin", "Pacific/Apia"})
  void rangesAnswerWhatTheWholeTableSays(String zone) throws SQLException {
    ZoneId clocks = ZoneId.of(zone);
    String[] operators = {">", ">=", "<", "<=", "=", "<>"};
    try (Connection connection = connect(zone)) {
      for (String key : List.of("s", "ms", "iso", "f")) {
        for (int n : new int[] {1, 388}) {
          LocalDateTime bound = LocalDateTime.ofInstant(at(n).plusMillis(extra(key)), clocks);
          for (String operator : operators) {
            List<String> all = matching(key, operator, bound, clocks);
            assertThat(
                    column(
                        connection,
                        "SELECT id FROM events WHERE metadata."
                            + key
                            + " "
                            + operator
                            + " TIMESTAMP '"
                            + text(bound)
                            + "'"))
                .as("%s %s %s in %s", key, operator, bound, zone)
                .containsExactlyInAnyOrderElementsOf(all);
          }
        }
      }
    }
  }

  /** What SQL should answer, by java.time. */
  private static List<String> matching(
      String key, String operator, LocalDateTime bound, ZoneId clocks) {
    List<String> ids = new ArrayList<>();
    for (int n = 0; n < EVENTS; n++) {
      LocalDateTime time = LocalDateTime.ofInstant(at(n).plusMillis(extra(key)), clocks);
      int order = time.compareTo(bound);
      boolean matches =
          switch (operator) {
            case ">" -> order > 0;
            case ">=" -> order >= 0;
            case "<" -> order < 0;
            case "<=" -> order <= 0;
            case "=" -> order == 0;
            default -> order != 0;
          };
      if (matches) {
        ids.add("e" + n);
      }
    }
    return ids;
  }

  /** The milliseconds that a key's values have more than the event's second. */
  private static long extra(String key) {
    return switch (key) {
      case "ms" -> 5;
      case "f" -> 123;
      default -> 0;
    };
  }

  private static String text(LocalDateTime time) {
    return Timestamp.valueOf(time).toString();
  }

  @Test
  void rangesAndParametersArePushedAsNumbers() throws SQLException {
    try (Connection connection = connect("UTC");
        PreparedStatement statement =
            connection.prepareStatement(
                "SELECT id FROM events WHERE metadata.s >= ? AND metadata.ms < ?")) {
      statement.setTimestamp(1, Timestamp.valueOf(LocalDateTime.of(2024, 4, 1, 0, 0)));
      statement.setObject(2, LocalDateTime.of(2024, 4, 3, 0, 0));
      proxy.reset();
      int count = 0;
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          count++;
        }
      }
      assertThat(count).isEqualTo(4);
      assertThat(proxy.recordRequests())
          .singleElement()
          .satisfies(
              request ->
                  assertThat(request.json().get("where").toString())
                      .contains("{\"s\":{\"$gte\":1711929599}}")
                      .contains("\"ms\":{\"$lte\":1712102400001}"));
    }
  }

  @Test
  void timesGroupAndSort() throws SQLException {
    try (Connection connection = connect("UTC")) {
      assertThat(
              column(
                  connection,
                  "SELECT CAST(EXTRACT(MONTH FROM metadata.s) AS VARCHAR) || ':' || COUNT(*)"
                      + " FROM events WHERE metadata.s < TIMESTAMP '2024-06-01 00:00:00'"
                      + " GROUP BY EXTRACT(MONTH FROM metadata.s) ORDER BY 1"))
          .containsExactly("3:2", "4:56", "5:57");
      assertThat(column(connection, "SELECT id FROM events ORDER BY metadata.ms DESC LIMIT 2"))
          .containsExactly("e399", "e398");
    }
  }

  @Test
  void whatIsNoTimeIsNullAndSaid() throws SQLException {
    try (Connection connection = connect("Europe/Berlin");
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery("SELECT id, metadata.t, metadata.x FROM odd ORDER BY id")) {
      List<@Nullable String> times = new ArrayList<>();
      while (rows.next()) {
        times.add(rows.getString(2));
        rows.getString(3);
      }
      assertThat(times)
          .containsExactly(
              "2024-01-31 00:00:00", "2024-01-31 09:00:00", "2024-01-31 10:00:00.5", null, null);
      assertThat((Throwable) Objects.requireNonNull(statement.getWarnings()))
          .hasMessageContaining("declared as a TIMESTAMP");
    }
  }

  @Test
  void aFormThatIsNotKnownIsRefused() throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("columns", "events.s TIMESTAMP FROM 'julian'");
    try (Connection connection = ShippedJar.connect(url, properties)) {
      assertThatThrownBy(() -> connection.prepareStatement("SELECT * FROM events"))
          .hasMessageContaining("epoch_ms");
    }
  }
}
