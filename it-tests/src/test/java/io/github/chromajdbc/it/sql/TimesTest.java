package io.github.chromajdbc.it.sql;

import java.sql.SQLException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Dates and times: from and to texts, with intervals added, as periods. */
class TimesTest extends SqlAnswers {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "CAST('2024-10-25T08:20:07.5' AS TIMESTAMP) | 2024-10-25 08:20:07.5",
        "CAST('2024-10-25T08:20' AS TIMESTAMP) | 2024-10-25 08:20:00.0",
        "CAST('2024-10-25 08:20' AS TIMESTAMP) | 2024-10-25 08:20:00.0",
        "CAST('2024-10-25T08:20:07' AS DATE) | 2024-10-25",
        "CAST('2024-10-25 08:20:07' AS DATE) | 2024-10-25",
        "TIMESTAMP '2024-10-25 08:20:07' = '2024-10-25T08:20:07' | true",
        "TRY_CAST('2024-02-30T08:20:07' AS TIMESTAMP) | null",
        "CAST(CONCAT('2024-10-25T08:20:0', id) AS TIMESTAMP) | 2024-10-25 08:20:07.0",
      })
  void textsMayBeAsIso8601HasThem(String expression, String expected) throws SQLException {
    answers("SELECT " + expression + " FROM (VALUES ('7')) AS v (id)", expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "25:00:00",
        "12:60:00",
        "99:99:99",
        "23:59:60",
        "24:00:00",
        "-1:00:00",
        "bad",
      })
  void aTextThatIsNoTimeOfDayIsAnError(String text) throws SQLException {
    fails("22007", "is no time of day", "SELECT CAST('" + text + "' AS TIME)");
    fails(
        "22007",
        "is no time of day",
        "SELECT CAST(t AS TIME) FROM (VALUES ('10:00:00'), ('" + text + "')) AS v (t)");
    answers(
        "SELECT TRY_CAST(t AS TIME) FROM (VALUES ('10:00:00'), ('" + text + "')) AS v (t)",
        "10:00:00",
        "null");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "CAST('2024-02-30' AS DATE)",
        "CAST('2024-13-01' AS DATE)",
        "CAST('2024-01-01 25:00:00' AS TIMESTAMP)",
        "CAST('2024-01-01 23:59:60' AS TIMESTAMP)",
        "TO_DATE('bad' || id, 'YYYY-MM-DD')",
        "CAST('2024-02-' || CAST(30 + CHAR_LENGTH(id) - 2 AS VARCHAR) AS DATE)",
      })
  void aTextThatIsNoDateIsAnError(String expression) {
    fails("22007", "keeps such rows out", "SELECT " + expression + " FROM docs");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "CAST(TIMESTAMP '2024-01-01 00:00:00.5' AS VARCHAR) ~ 2024-01-01 00:00:00.5",
        "CAST(TIMESTAMP '2024-01-01 00:00:00.123' AS VARCHAR) ~ 2024-01-01 00:00:00.123",
        "CAST(TIMESTAMP '2024-01-01 00:00:00' AS VARCHAR) ~ 2024-01-01 00:00:00",
        "CAST(TIMESTAMP '2024-01-01 00:00:00.5' AS CHAR(10)) ~ 2024-01-01",
        "CAST(TIME '12:34:56.7' AS VARCHAR) ~ 12:34:56.7",
        "CAST(TIME '12:34:50' AS VARCHAR) ~ 12:34:50",
        "CAST(CAST(NULL AS TIMESTAMP) AS VARCHAR) ~ null",
      })
  void theTextOfATimeHasTheFractionOfItsSecond(String expression, String text) throws SQLException {
    answers("SELECT " + expression, text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "1, 2 ~ 2, 3 ~ false",
        "1, 3 ~ 2, 4 ~ true",
        "3, 1 ~ 2, 2 ~ true",
        "1, 2 ~ 2, 2 ~ false",
        "2, 2 ~ 2, 2 ~ true",
        "2, 2 ~ 2, 3 ~ true",
        "2, 3 ~ 1, 2 ~ false",
        "1, 4 ~ 2, 3 ~ true",
        "1, NULL ~ 2, 3 ~ null",
        "2, NULL ~ 1, 3 ~ true",
        "NULL, NULL ~ 1, 3 ~ null",
      })
  void periodsThatOnlyMeetDoNotOverlap(String one, String two, String answer) throws SQLException {
    answers("SELECT (" + period(one) + ") OVERLAPS (" + period(two) + ")", answer);
    answers("SELECT (" + period(two) + ") OVERLAPS (" + period(one) + ")", answer);
  }

  private static String period(String days) {
    return days.replaceAll("(\\d)", "DATE '2024-01-0$1'").replace("NULL", "CAST(NULL AS DATE)");
  }

  @ParameterizedTest
  @CsvSource({"DATE '2024-01-02', true", "DATE '2024-01-03', false"})
  void aPeriodMayEndByAnInterval(String start, String answer) throws SQLException {
    answers(
        "SELECT COUNT(*) FROM (VALUES (DATE '2024-01-01'), (DATE '2023-01-01')) AS t (d)"
            + " WHERE (d, d) OVERLAPS (DATE '2023-12-01', DATE '2024-02-01')",
        "1");
    answers(
        "SELECT (DATE '2024-01-01', INTERVAL '2' DAY) OVERLAPS (" + start + ", INTERVAL '1' DAY)",
        answer);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "TIMESTAMPADD(YEAR, 10000, DATE '2024-01-01')",
        "DATE '9999-12-31' + INTERVAL '1' DAY",
        "DATE '0001-01-01' - INTERVAL '1' MONTH",
        "TIMESTAMPADD(DAY, 3000000000, DATE '2024-01-01')",
        "TIMESTAMP '9999-12-31 23:59:59' + INTERVAL '1' SECOND",
        "TIMESTAMPADD(MONTH, -30000, TIMESTAMP '2024-01-01 00:00:00')",
      })
  void aDateOutsideOfTheYearsOfSqlIsAnError(String sum) {
    fails("22008", "years 1 to 9999", "SELECT " + sum);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "DATE '2024-01-31' + INTERVAL '1' MONTH ~ 2024-02-29",
        "DATE '2024-01-31' - INTERVAL '2' MONTH ~ 2023-11-30",
        "DATE '2024-03-01' - CHAR_LENGTH(id) * INTERVAL '1' DAY ~ 2024-02-28",
        "TIMESTAMPADD(MONTH, CAST(CHAR_LENGTH(id) AS BIGINT), DATE '2024-01-31') ~ 2024-03-31",
        "TIMESTAMPADD(HOUR, 5, DATE '2024-01-01') ~ 2024-01-01 05:00:00.0",
        "TIMESTAMP '2024-03-01 00:00:00' - INTERVAL '1' SECOND ~ 2024-02-29 23:59:59.0",
        "TIME '23:00:00' + INTERVAL '2' HOUR ~ 01:00:00",
        "DATE '2024-01-01' + CAST(NULL AS INTERVAL DAY) ~ null",
        "TIMESTAMP '2024-01-01 00:00:00' + INTERVAL '1' DAY * 1.5 ~ 2024-01-02 12:00:00.0",
        "TIMESTAMP '2024-01-01 00:00:00' + 0.5 * INTERVAL '3' HOUR ~ 2024-01-01 01:30:00.0",
        "TIMESTAMP '2024-01-01 00:00:00' + INTERVAL '3' HOUR / 1.5 ~ 2024-01-01 02:00:00.0",
        "TIMESTAMP '2024-01-01 00:00:00' + CHAR_LENGTH(id) / 4e0 * INTERVAL '1' DAY"
            + " ~ 2024-01-01 12:00:00.0",
        "DATE '2024-01-31' + INTERVAL '2' MONTH * 0.5 ~ 2024-02-29",
      })
  void anIntervalIsAdded(String sum, String answer) throws SQLException {
    answers("SELECT " + sum + " FROM docs WHERE id = 'd1'", answer);
  }
}
