package io.github.chromajdbc.it.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.chromajdbc.client.Space;
import io.github.chromajdbc.testing.ChromaServerExtension;
import io.github.chromajdbc.testing.TestDatabase;
import io.github.chromajdbc.testing.TestRecord;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Parameters wherever a literal may stand, with values of the types that callers set. */
@ExtendWith(ChromaServerExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ParameterTest {
  private static final String DELIMITER = ";";

  private final Connection connection;

  ParameterTest(TestDatabase database) throws SQLException {
    database
        .create("things", Space.L2)
        .add(
            record("a", Map.of("n", 1, "m", 2, "x", 2.0, "s", "long", "day", "2024-02-29")),
            record("b", Map.of("n", 2, "m", 2, "x", 0.5, "s", "b", "day", "1999-01-01")),
            record("c", Map.of("s", "", "f", true, "at", "2024-02-29 12:45:59")));
    connection = ShippedDriver.connect(database.jdbcUrl() + "?metadataNames=bare");
  }

  private static TestRecord record(String id, Map<String, ?> metadata) {
    return TestRecord.of(id, 1, 0).metadata(metadata);
  }

  @AfterAll
  void close() throws SQLException {
    connection.close();
  }

  /** Values by their form: 1, 1.5, 1.5e0, TRUE, NULL, DATE, TIME and TIMESTAMP with theirs. */
  private static @Nullable Object value(String text) {
    if (text.equals("NULL")) {
      return null;
    }
    if (text.equals("TRUE") || text.equals("FALSE")) {
      return text.equals("TRUE");
    }
    if (text.startsWith("DATE ")) {
      return LocalDate.parse(text.substring(5));
    }
    if (text.startsWith("TIME ")) {
      return LocalTime.parse(text.substring(5));
    }
    if (text.startsWith("TIMESTAMP ")) {
      return Timestamp.valueOf(text.substring(10));
    }
    if (text.startsWith("INSTANT ")) {
      return Instant.parse(text.substring(8));
    }
    if (text.startsWith("'")) {
      return text.substring(1, text.length() - 1);
    }
    if (text.contains("e")) {
      return Double.valueOf(text);
    }
    if (text.contains(".")) {
      return new BigDecimal(text);
    }
    return Long.valueOf(text);
  }

  private static @Nullable Object[] values(String texts) {
    List<@Nullable Object> values = new ArrayList<>();
    for (String text : texts.split(DELIMITER, -1)) {
      values.add(value(text.strip()));
    }
    return values.toArray();
  }

  private String column(String sql, String parameters) throws SQLException {
    return String.join(
        " ",
        Queries.column(connection, sql, values(parameters)).stream().map(String::valueOf).toList());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "n + ? | 1.5e0 | 2.5 3.5 null",
        "n + ? | 1 | 2 3 null",
        "n * ? | 1.5e0 | 1.5 3.0 null",
        "x + ? | 1 | 3.0 1.5 null",
        "7 / ? | 2 | 3 3 3",
        "7 / ? | 2.0e0 | 3.5 3.5 3.5",
        "(n + ?) / 2 | 2e0 | 1.5 2.0 null",
        "(SELECT v / 4 FROM (SELECT things.n * ? AS v)) | 1e0 | 0.25 0.5 null",
        "COALESCE(n, ?) | 1.5e0 | 1.0 2.0 1.5",
        "COALESCE(?, n) | NULL | 1 2 null",
        "COALESCE(?, n) | 7 | 7 7 7",
        "COALESCE(?, n) | 0.5e0 | 0.5 0.5 0.5",
        "COALESCE(?, ?) | NULL; 'q' | q q q",
        "CASE WHEN n = ? THEN ? ELSE n END | 1; 2.5e0 | 2.5 2.0 null",
        "? + ? | 1; 2 | 3 3 3",
        "? + ? | 1.5e0; 2 | 3.5 3.5 3.5",
        "-? | 2.5e0 | -2.5 -2.5 -2.5",
        "ABS(?) | -2 | 2 2 2",
        "n % ? | 2 | 1 0 null",
        "MOD(n, ?) | 2 | 1 0 null",
        "POWER(n, ?) | 2 | 1.0 4.0 null",
        "ROUND(x, ?) | 0 | 2.0 1.0 null",
        "GREATEST(n, ?) | 1.5e0 | 1.5 2.0 1.5",
        "CONCAT(SUBSTRING(s FROM ? FOR ?), '.') | 2; 2 | on. . .",
        "CONCAT(LEFT(s, ?), '.') | 2 | lo. b. .",
        "CONCAT(REPEAT(s, ?), '.') | 2 | longlong. bb. .",
        "LPAD(s, ?, ?) | 3; 'x' | lon xxb xxx",
        "CONCAT(SPLIT_PART(s, ?, ?), '.') | 'o'; 2 | ng. . .",
        "LAG(n, ?) OVER (ORDER BY id) | 1 | null 1 2",
        "LAG(n, ?, ?) OVER (ORDER BY id) | 1; 9 | 9 1 2",
        "TIMESTAMPADD(DAY, ?, DATE '2024-01-01') | 1 | 2024-01-02 2024-01-02 2024-01-02",
        "TIMESTAMPDIFF(DAY, ?, DATE '2024-01-05') | DATE 2024-01-01 | 4 4 4",
        "EXTRACT(YEAR FROM ?) | TIMESTAMP 2024-01-01 10:00:00 | 2024 2024 2024",
        "DATE '2024-01-01' + ? * INTERVAL '1' DAY | 1 | 2024-01-02 2024-01-02 2024-01-02",
        "CAST(? AS VARCHAR) | DATE 2000-01-01 | 2000-01-01 2000-01-01 2000-01-01",
        "CAST(? AS VARCHAR) | TIME 12:45:59 | 12:45:59 12:45:59 12:45:59",
        "CAST(? AS DATE) | TIMESTAMP 2024-01-01 12:45:59 | 2024-01-01 2024-01-01 2024-01-01",
        "CAST(? AS DATE) | INSTANT 2024-01-01T12:45:59Z | 2024-01-01 2024-01-01 2024-01-01",
        "CAST(? AS TIME) | TIMESTAMP 2024-01-01 12:45:59 | 12:45:59 12:45:59 12:45:59",
        "CAST(? AS BIGINT) | TRUE | 1 1 1",
        "CAST(2 AS SMALLINT) + ? | 100000 | 100002 100002 100002",
        "CAST(2 AS TINYINT) + ? | 3 | 5 5 5",
        "n + ? | 0.00000000001 | 1.00000000001 2.00000000001 null",
        "n + ? | 12345678901234567890123456789.25 | 12345678901234567890123456790.250000000 12345678901234567890123456791.250000000 null",
        "1.5 + ? | 123.5e0 | 125.0 125.0 125.0",
        "1.5 + ? | 123 | 124.5 124.5 124.5",
        "1.5 + ? | NULL | null null null",
        "COALESCE(?, 1.5) | 123 | 123.0 123.0 123.0",
        "GREATEST(?, 1.5) | 123.5e0 | 123.5 123.5 123.5",
        "CASE WHEN n > 0 THEN ? ELSE 1.5 END | 123 | 123.0 123.0 1.5",
        "CASE WHEN n > 0 THEN ? ELSE 1.5 END | 1e40 | 1.0E40 1.0E40 1.5",
        "CAST(2 AS DECIMAL(3,1)) * ? | 500000 | 1000000.00 1000000.00 1000000.00",
        "CASE WHEN n > 0 THEN ? ELSE 'z' END | 'long' | long long z",
        "CASE n WHEN ? THEN 'a' ELSE ? END | 1; 'long' | a long long",
        "CAST(ARRAY[?, 'q'] AS VARCHAR ARRAY)[1] | 'long' | long long long",
        "? IN (1, 5) | 5 | true true true",
        "? IN (1, 5) | 5.5e0 | false false false",
        "? NOT IN (1, 5) | NULL | null null null",
        "? IN (?, 5) | 6; 6 | true true true",
        "? = ANY (5, 1) | 1 | true true true",
        "? < ALL (5, ?) | 1; 0.5e0 | false false false",
        "(?, 1) IN ((1, 1), (2, 2)) | 1 | true true true",
        "? IN (SELECT 'a') | 'abc' | false false false",
        "CAST(? + INTERVAL '1' DAY AS DATE) | DATE 2024-02-28 | 2024-02-29 2024-02-29 2024-02-29",
        "CAST(? - INTERVAL '1' MONTH AS VARCHAR) | TIMESTAMP 2024-03-31 10:00:00 | 2024-02-29 10:00:00 2024-02-29 10:00:00 2024-02-29 10:00:00",
        "? + INTERVAL '1' DAY | NULL | null null null",
        "? * INTERVAL '1' DAY + DATE '2024-01-01' | 1 | 2024-01-02 2024-01-02 2024-01-02",
        "OVERLAY(? PLACING ? FROM ? FOR ?) | 'abcdef'; 'XX'; 2; 3 | aXXef aXXef aXXef",
      })
  void aParameterStandsWhereALiteralMay(String expression, String parameters, String expected)
      throws SQLException {
    assertThat(column("SELECT " + expression + " FROM things ORDER BY id", parameters))
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      nullValues = "-",
      value = {
        "n + ? > 2 | 1 | b",
        "n + ? > 2.75 | 0.8e0 | b",
        "n + ? IN (?, ?) | 1; 2; 9 | a",
        "n + 0 = ? | TRUE | a",
        "(n, m) IN ((1, ?)) | 2 | a",
        "(n, m) IN ((?, ?)) | 2; 2 | b",
        "(id, s) IN ((?, ?)) | 'a'; 'long' | a",
        "(n, m) NOT IN ((?, 2)) | 1 | b",
        "(n, s) IN ((?, ?), (?, ?)) | 1; 'long'; 2; 'a' | a",
        "(n, s) IN ((?, ?), (?, ?), (9, 'z')) | 1; 'long'; 2; 'b' | a b",
        "day = ? | DATE 2024-02-29 | a",
        "day IN (?, ?) | DATE 2024-02-29; DATE 1999-01-01 | a b",
        "day LIKE ? | DATE 2024-02-29 | a",
        "day < ? | DATE 2000-01-01 | b",
        "at = ? | TIMESTAMP 2024-02-29 12:45:59 | c",
        "TRY_CAST(day AS DATE) > ? | TIMESTAMP 2024-02-28 12:45:59 | a",
        "TRY_CAST(day AS DATE) > ? | TIMESTAMP 2024-02-29 12:45:59 | -",
        "CAST(n AS TINYINT) = ? | 257 | -",
        "CAST(n AS SMALLINT) < ? | 100000 | a b",
        "CAST(n AS DECIMAL(3,1)) = ? | 500000 | -",
        "CAST(n AS DECIMAL(3,1)) = ? | 2e0 | b",
        "n = ? | 1.00000000001 | -",
        "s = ANY (ARRAY[?, 'q']) | 'long' | a",
        "id = ANY (ARRAY[?]) | 'b' | b",
        "n = ANY (ARRAY[?, ?]) | 2; 7 | b",
        "? IN (n, m) | 1 | a",
        "? IN (n, m) | 1.5e0 | -",
        "? IN ('a', s) | 'b' | b",
        "n > 0 AND ? NOT IN (n, 7) | 2 | a",
        "? = ANY (s) | 'long' | a",
        "(?, id) IN ((n, 'a'), (m, ?)) | 2; 'b' | b",
        "? IN (SELECT n FROM things) | 2 | a b c",
        "? IN (SELECT n FROM things) | 2.5e0 | -",
        "? IN (SELECT t.n FROM things t WHERE t.id = things.id) | 2 | b",
        "? = ANY (SELECT n FROM things) | 1 | a b c",
        "? > ALL (SELECT n FROM things WHERE n > 0) | 3 | a b c",
        "n = ALL (SELECT ? FROM things) | 2 | b",
        "n > ALL (SELECT ? FROM things) | 0.5e0 | a b",
        "n IN (SELECT ? UNION ALL SELECT ?) | 2; 3 | b",
      })
  void aParameterIsComparedAsItsValueIs(
      String condition, String parameters, @Nullable String expected) throws SQLException {
    assertThat(column("SELECT id FROM things WHERE " + condition + " ORDER BY id", parameters))
        .isEqualTo(expected == null ? "" : expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "VALUES (?), (?) | 1; NULL | 1 null",
        "VALUES (?), (?) | NULL; 1.5e0 | null 1.5",
        "VALUES (?), ('q') | 'long' | long q",
        "VALUES (?), (1.5) | 500 | 500 1.5",
        "VALUES (?, 1), (2, ?) | 7; 8 | 7 2",
        "SELECT STRING_AGG(id, ? ORDER BY id DESC) FROM things | '-' | c-b-a",
        "SELECT STRING_AGG(?, '-' ORDER BY id) FROM things | 'x' | x-x-x",
      })
  void aParameterIsOfTheTypeThatValuesBesideItHave(String sql, String parameters, String expected)
      throws SQLException {
    assertThat(column(sql, parameters)).isEqualTo(expected);
  }

  @Test
  void localDateTimesAreTextsBesideTexts() throws SQLException {
    assertThat(
            Queries.column(
                connection,
                "SELECT id FROM things WHERE at = ?",
                LocalDateTime.of(2024, 2, 29, 12, 45, 59)))
        .containsExactly("c");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "LIMIT 9223372036854775807 | a b c",
        "ORDER BY n, id LIMIT 9223372036854775807 OFFSET 1 | b c",
        "OFFSET 9223372036854775807 | -",
        "ORDER BY x OFFSET 9999999999 | -",
        "USING EMBEDDING (VECTOR [1, 0]) LIMIT 9999999999 OFFSET 1 | b c",
        "USING EMBEDDING (VECTOR [1, 0]) TOPK 9999999999 | a b c",
        "UNION ALL SELECT id FROM things OFFSET 9999999999 | -",
      })
  void moreRowsThanThereAreAreAll(String clauses, @Nullable String expected) throws SQLException {
    assertThat(Queries.column(connection, "SELECT id FROM things " + clauses))
        .isEqualTo(expected == null ? List.of() : List.of(expected.split(" ", -1)));
    String parameters = clauses.replaceAll("[0-9]{9,}", "?");
    assertThat(Queries.column(connection, "SELECT id FROM things " + parameters, Long.MAX_VALUE))
        .isEqualTo(expected == null ? List.of() : List.of(expected.split(" ", -1)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "SELECT id FROM things LIMIT ? | 2.7e0 | 2201W | but is 2.7",
        "SELECT n, COUNT(*) FROM things GROUP BY n LIMIT ? | 2.7e0 | 2201W | but is 2.7",
        "SELECT n, COUNT(*) FROM things GROUP BY n ORDER BY n LIMIT ? | NULL | 2201W | but is null",
        "SELECT n, COUNT(*) FROM things GROUP BY n OFFSET ? | -1 | 2201W | but is -1",
        "SELECT n + ? FROM things | 'zz' | 22018 | where a BIGINT is expected",
        "SELECT COALESCE(n, ?) FROM things | 'zz' | 22018 | where a BIGINT is expected",
        "SELECT x + ? FROM things | TRUE | 22018 | where a DOUBLE is expected",
        "SELECT id FROM things WHERE n = ? | DATE 2024-01-01 | 42804 | <DATE>",
      })
  void aValueThatFitsNowhereIsRefused(String sql, String parameters, String state, String message) {
    assertThatThrownBy(() -> Queries.rows(connection, sql, values(parameters)))
        .isInstanceOfSatisfying(
            SQLException.class, failure -> assertThat(failure.getSQLState()).isEqualTo(state))
        .hasMessageContaining(message);
  }
}
