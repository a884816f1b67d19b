package io.github.chromajdbc.it.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.chromajdbc.client.Space;
import io.github.chromajdbc.testing.TestDatabase;
import io.github.chromajdbc.testing.TestRecord;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Functions of numbers and texts, whose arguments are BIGINT where they are keys. */
class FunctionsTest extends OwnDatabase {
  FunctionsTest() {
    super("?metadataNames=bare");
  }

  @Override
  void fill(TestDatabase database) {
    database
        .create("numbers", Space.L2)
        .add(
            TestRecord.of("a", 1, 0)
                .document("line1\nline2")
                .metadata(
                    Map.of(
                        "big",
                        Long.MAX_VALUE,
                        "small",
                        Long.MIN_VALUE,
                        "n",
                        3,
                        "x",
                        12.3456,
                        "empty",
                        "",
                        "tags",
                        List.of("u", "v", "w"))));
  }

  private String text(String expression) throws SQLException {
    return String.valueOf(Queries.value(connection(), "SELECT " + expression + " FROM numbers"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "big / 2.0 | 4611686018427387903.5000000000000000",
        "FLOOR(big / 2.0) | 4611686018427387903",
        "100000000000000001.0 / 2 | 50000000000000000.5000000000000000",
        "CAST(12345678901234567890 AS DECIMAL(20, 0)) / 3 | 4115226300411522630.0000000000000000",
        "2 / 3.0 | 0.6666666666666667",
        "-2 / 3.0 | -0.6666666666666667",
        "CAST(2.29 AS DECIMAL(4, 1)) | 2.3",
        "CAST(x AS DECIMAL(4, 1)) | 12.3",
        "CAST(x * 2 AS DECIMAL(4, 1)) | 24.7",
        "CAST(x + 0.2 AS INTEGER) | 13",
        "CAST(-x - 0.2 AS BIGINT) | -13",
        "CAST(2.5 AS SMALLINT) | 3",
        "CAST(0.29e0 * 100 AS INTEGER) | 29",
        "TRY_CAST(x * 1e9 AS INTEGER) | null",
        "TRY_CAST(x + 0.2 AS INTEGER) | 13",
        "SUM(big) / COUNT(*) | 9223372036854775807.0000000000000000",
        "SUM(n) / 7000 | 0.0004285714285714",
        "7 / 2 | 3",
        "7 / 2e0 | 3.5",
        "x / 2 | 6.1728",
        "n / NULLIF(x - x, 0) | null",
        "CAST(3 AS REAL) / 2 | 1.5",
        "POWER(-2, n) | -8.0",
        "SQRT(n * n) | 3.0",
        "SQRT(NULL) | null",
        "ACOS(1) | 0.0",
        "STDDEV_POP(x - x - 1e-9) OVER () | 0.0",
        "1.5 / NULL | null",
        "TRY_CAST(TRUE AS INTEGER) | 1",
        "TRY_CAST(n > 5 AS BIGINT) | 0",
        "DIFFERENCE('Robert', 'Rupert') | 4",
        "DIFFERENCE('', document) | 0",
        "n IN (1, 2.5, '3') | true",
        "n MEMBER OF MULTISET[1, 3] | true",
        "ABS(small + 1) | 9223372036854775807",
        "ABS(CAST(-32767 AS SMALLINT)) | 32767",
        "ABS(-2.5) | 2.5",
        "ABS(NULL) | null",
        "ROUND(big - 7, -1) | 9223372036854775800",
        "ROUND(25, -1) | 30",
        "ROUND(-25, -1) | -30",
        "ROUND(25, 2) | 25",
        "ROUND(big, -2147483648) | 0",
        "ROUND(5, NULL) | null",
        "ROUND(x, n) | 12.346",
        "TRUNCATE(x, n) | 12.345",
        "TRUNCATE(big, -1) | 9223372036854775800",
        "CAST(0e0 AS VARCHAR) | 0.0",
        "CAST(x * 0 AS VARCHAR) | 0.0",
        "CAST(CAST(0 AS REAL) AS VARCHAR) | 0.0",
        "TRY_CAST(x * 0 AS VARCHAR) | 0.0",
        "CAST(1e0 AS VARCHAR) | 1.0",
      })
  void numbersKeepTheirDigits(String expression, String expected) throws SQLException {
    assertThat(text(expression)).as(expression).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "LEFT('abcdef', n) | abc",
        "RIGHT('abcdef', n) | def",
        "REPEAT('ab', n) | ababab",
        "LPAD('abcdef', n) | abc",
        "RPAD('a', n + 1, '*') | a***",
        "CHR(n + 62) | A",
        "SPLIT_PART('aoboco', 'o', n) | c",
        "POSITION('o' IN 'oxoxo' FROM n + 1) | 5",
        "SUBSTRING('abcdef' FROM n FOR n) | cde",
        "SUBSTR('abcdef', n, 2) | cd",
        "LEFT('abcdef', NULL) | null",
        "tags[n] | w",
        "OVERLAY('abcdef' PLACING 'X' FROM n) | abXdef",
        "OVERLAY('abc' PLACING 'XY' FROM 2) | aXY",
        "OVERLAY('abc' PLACING 'XY' FROM 4) | abcXY",
        "OVERLAY('abc' PLACING 'XY' FROM 5) | abcXY",
        "OVERLAY('abc' PLACING 'XY' FROM 2 FOR 0) | aXYbc",
        "OVERLAY('abc' PLACING 'XY' FROM 2 FOR 99) | aXY",
        "OVERLAY('abc' PLACING 'XY' FROM big FOR big) | abcXY",
        "OVERLAY(empty PLACING 'X' FROM 1 FOR 1) | X",
        "OVERLAY('abc' PLACING NULL FROM 1) | null",
        "CHR(128512) | \uD83D\uDE00",
        "INITCAP('élan ÉCOLE') | Élan École",
        "INITCAP('e\u0301TE\u0301 x-RAY 3ABC') | E\u0301te\u0301 X-Ray 3abc",
        "U&'\\+01F600\\0078' | \uD83D\uDE00x",
        "U&'!+01F600!!' UESCAPE '!' | \uD83D\uDE00!",
      })
  void textsTakeWholeNumbersOfAnyType(String expression, String expected) throws SQLException {
    assertThat(text(expression)).as(expression).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "1 / 0.0 | 22012 | zero",
        "1 / 0e0 | 22012 | zero",
        "x / (n - 3) | 22012 | zero",
        "CAST(x AS REAL) / CAST(0 AS REAL) | 22012 | zero",
        "SQRT(-x) | 2201F | -12.3456 to the power of 0.5",
        "POWER(-8, 0.5) | 2201F | to the power of",
        "POWER(0, -1) | 2201F | to the power of",
        "ASIN(x) | 22003 | ASIN",
        "ACOS(x) | 22003 | ACOS",
        "NTILE(n) OVER (ORDER BY x) | 0A000 | write its value",
        "ABS(small) | 22003 | 9223372036854775808",
        "ABS(CAST(-2147483648 AS INTEGER)) | 22003 | 2147483648",
        "ABS(CAST(-32768 AS SMALLINT)) | 22003 | 32768",
        "ROUND(big, -1) | 22003 | 9223372036854775810",
        "ROUND(CAST(2147483647 AS INTEGER), -1) | 22003 | 2147483650",
        "ROUND(x, 1.5) | 42804 | ROUND",
        "LEFT('abc', big) | 22003 | 9223372036854775807",
        "LEFT('abc', 2147483648) | 22003 | 2147483648",
        "OVERLAY('abc' PLACING 'XY' FROM 0) | 22011 | position 1 or later",
        "CHR(-1) | 22000 | 0 to 1114111",
        "CHR(1114112) | 22000 | 0 to 1114111",
        "CHR(55296) | 22000 | 0 to 1114111",
        "CAST('xyz' AS BOOLEAN) | 22018 | xyz",
        "CAST(document AS BOOLEAN) | 22018 | line1",
        "n IN ('a', DATE '2024-01-01') | 42804 | IN compares values of other types",
        "(n, 'a') IN ('a', 1) | 42804 | other types",
        "INTERVAL '1' DAY IN ('a', document) | 42804 | other types",
        "n BETWEEN 'a' AND TRUE | 42804 | other types",
        "n BETWEEN TIME '10:00:00' AND document | 42804 | other types",
        "CAST(document AS VARCHAR ARRAY) | 42804 | A text is no array",
        "CASE WHEN n > 3 THEN tags ELSE document END | 42804 | A text is no array",
        "{fn IFNULL(document, ARRAY['a'])} | 42804 | A text is no array",
        "{fn IFNULL()} | 42000 | other operands",
        "{fn CONCAT()} | 42804 | {fn CONCAT} takes other operands",
        "{fn LTRIM(document, 'a', 'b')} | 42000 | other operands",
        "COALESCE() | 42000 | other operands",
        "GREATEST() | 42000 | other operands",
        "DATE_PART(n) | 42000 | other operands",
        "EXISTS ('a') | 42000 | takes a query",
        "UNIQUE (n) | 42000 | takes a query",
        "EXTRACT(MONTH FROM TIME '10:00:00') | 42804 | EXTRACT",
        "ACOSD(n) | 22000 | out of range",
        "n MEMBER OF tags | 42804 | other operands",
        "{fn FLOOR(INTERVAL '1' DAY)} | 0A000 | Cast them to other types",
        "{fn DAYNAME(TIME '10:00:00')} | 0A000 | Cast them to other types",
        "U&'\\+11000000' | 42601 | Unicode escape",
        "U&'\\+01F6' | 42601 | Unicode escape",
      })
  void whatHasNoAnswerIsRefused(String expression, String sqlState, String sentence) {
    assertThatThrownBy(() -> text(expression))
        .as(expression)
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo(sqlState))
        .hasMessageContaining(sentence);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '"',
      value = {
        "'abc' SIMILAR TO 'a.c' ~ false",
        "'a.c' SIMILAR TO 'a.c' ~ true",
        "'abc' SIMILAR TO 'a_c' ~ true",
        "'abc' SIMILAR TO 'b' ~ false",
        "'abc' NOT SIMILAR TO 'a%' ~ false",
        "'a^$\\' SIMILAR TO 'a^$\\' ~ true",
        "'\uD83D\uDE00' SIMILAR TO '_' ~ true",
        "'abcab' SIMILAR TO '(ab|c)+' ~ true",
        "'ac' SIMILAR TO 'ab?c*' ~ true",
        "'aab' SIMILAR TO 'a{2}b' ~ true",
        "'aab' SIMILAR TO 'a{3,}b' ~ false",
        "'aB1' SIMILAR TO '[[:ALPHA:]]+[0-9]' ~ true",
        "'x&y' SIMILAR TO '[^a-f][&][x-z]' ~ true",
        "'50%' SIMILAR TO '50!%' ESCAPE '!' ~ true",
        "'501' SIMILAR TO '50!%' ESCAPE '!' ~ false",
        "'a]' SIMILAR TO 'a[!]]' ESCAPE '!' ~ true",
        "document SIMILAR TO 'line1_line2' ~ true",
        "document SIMILAR TO 'line1%' ~ true",
        "'a' SIMILAR TO NULL ~ null",
      })
  void similarToHasTheSignsOfTheStandard(String expression, String expected) throws SQLException {
    assertThat(text(expression)).as(expression).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '"',
      value = {
        "'(a' ~ 2201B ~ has no ) behind it",
        "'a)' ~ 2201B ~ has no ( before it",
        "'[a' ~ 2201B ~ has no ] at its end",
        "'[a[b]]' ~ 2201B ~ [:ALPHA:]",
        "'[a^b]' ~ 2201B ~ behind the character of ESCAPE",
        "'*a' ~ 2201B ~ nothing that could be repeated",
        "'a+?' ~ 2201B ~ nothing that could be repeated",
        "'a{x}' ~ 2201B ~ {2,5}",
        "'a{5,2}' ~ 2201B ~ repeat count",
        "'a!' ESCAPE '!' ~ 22018 ~ ends with its escape character",
        "'a' ESCAPE '' ~ 22018 ~ one character",
      })
  void aPatternOfSimilarToThatIsNoneIsRefused(String pattern, String sqlState, String sentence) {
    for (String text : List.of("'a'", "document")) {
      assertThatThrownBy(() -> text(text + " SIMILAR TO " + pattern))
          .as(pattern)
          .isInstanceOfSatisfying(
              SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo(sqlState))
          .hasMessageContaining(sentence);
    }
  }

  @Test
  void parametersAreWhatTheirPlacesTake() throws SQLException {
    assertThat(
            Queries.rows(
                connection(),
                "SELECT OVERLAY('abc' PLACING ? FROM 4), ABS(n - ?), 'abc' SIMILAR TO ?, INITCAP(?)"
                    + " FROM numbers WHERE document <> U&'\\+01F600'",
                "X",
                5,
                "a_c",
                "ab"))
        .containsExactly(List.of("abcX", 2L, true, "Ab"));
  }
}
