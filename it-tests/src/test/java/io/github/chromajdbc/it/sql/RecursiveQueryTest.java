package io.github.chromajdbc.it.sql;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;

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
