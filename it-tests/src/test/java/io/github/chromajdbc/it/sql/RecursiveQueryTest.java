package io.github.chromajdbc.it.sql;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the steps of recursive queries make of values. */
class RecursiveQueryTest extends SqlAnswers {
  @Test
  void textsGrow() throws SQLException {
    String abbb = "SELECT s || 'b', k + 1 FROM t WHERE k < 4) SELECT s FROM t";
    answers(
        "WITH RECURSIVE t (s, k) AS (SELECT 'a', 1 UNION ALL " + abbb, "a", "ab", "abb", "abbb");
    answers(
        "WITH RECURSIVE t (s, k) AS (VALUES ('a', 1) UNION ALL " + abbb, "a", "ab", "abb", "abbb");
    answers(
        "WITH RECURSIVE t AS (SELECT '' AS s UNION ALL SELECT s || 'ab' FROM t"
            + " WHERE CHAR_LENGTH(s) < 4) SELECT s FROM t",
        "",
        "ab",
        "abab");
    answers(
        "WITH RECURSIVE t (s, k) AS (SELECT id, 1 FROM docs WHERE id = 'd1' UNION ALL " + abbb,
        "d1",
        "d1b",
        "d1bb",
        "d1bbb");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT LOWER('A'), 1",
        "SELECT MIN('a'), 1",
        "SELECT COALESCE('a', 'b'), 1",
        "SELECT (SELECT 'a'), 1",
        "SELECT s, 1 FROM (VALUES ('a')) v (s)",
        "SELECT s, k FROM (SELECT 'a' AS s, 1 AS k) v",
        "SELECT * FROM (VALUES ('a', 1)) v (s, k)",
        "(SELECT 'a', 1 ORDER BY 1 LIMIT 1)",
        "VALUES (LOWER('A'), 1)",
        "SELECT CAST('a' AS VARCHAR), 1",
      })
  void textsGrowWhateverTheyAreMadeOf(String first) throws SQLException {
    answers(
        "WITH RECURSIVE t (s, k) AS ("
            + first
            + " UNION ALL SELECT s || 'b', k + 1 FROM t WHERE k < 4) SELECT s FROM t",
        "a",
        "ab",
        "abb",
        "abbb");
  }

  @Test
  void aLengthIsThatOfTheCast() throws SQLException {
    String step =
        " UNION ALL SELECT CAST(s || 'b' AS VARCHAR(2)), k + 1 FROM t WHERE k < 3) SELECT s FROM t";
    answers(
        "WITH RECURSIVE t (s, k) AS (SELECT CAST('a' AS VARCHAR(2)), 1" + step, "a", "ab", "ab");
    answers(
        "WITH RECURSIVE w AS (SELECT CAST('a' AS VARCHAR(2)) AS s), t (s, k) AS (SELECT s, 1 FROM w"
            + step,
        "a",
        "ab",
        "ab");
  }

  @Test
  void aStepOfAnotherTypeIsRefused() {
    fails(
        "42804",
        "DECIMAL(13, 1) in its step",
        "WITH RECURSIVE t (i) AS (SELECT 1 UNION ALL SELECT i + 0.5 FROM t WHERE i < 3)"
            + " SELECT i FROM t");
    fails(
        "42804",
        "CAST(... AS VARCHAR)",
        "WITH RECURSIVE t (s) AS (SELECT CAST('a' AS VARCHAR(3)) UNION ALL SELECT s || 'b' FROM t"
            + " WHERE CHAR_LENGTH(s) < 3) SELECT s FROM t");
  }

  @Test
  void aTypeThatHoldsBothIsTaken() throws SQLException {
    answers(
        "WITH RECURSIVE t (i) AS (SELECT CAST(1 AS DOUBLE) UNION ALL SELECT i + 0.5 FROM t"
            + " WHERE i < 2) SELECT i FROM t",
        "1.0",
        "1.5",
        "2.0");
  }
}
