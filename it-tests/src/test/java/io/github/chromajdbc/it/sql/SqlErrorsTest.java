package io.github.chromajdbc.it.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What cannot be answered says why, with its SQLSTATE; nothing ends as an error of the driver. */
class SqlErrorsTest extends SqlAnswers {
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "42S22; SELECT nope FROM docs",
        "42S22; SELECT d.nope FROM docs d",
        "42S02; SELECT id FROM nodocs",
        "42S02; SELECT id FROM nodb.docs",
        "42000; SELECT id FROM docs d WHERE x.id = 1",
        "42000; SELECT NO_SUCH_FUNCTION(id) FROM docs",
        "42000; SELECT id FROM docs WHERE COUNT(*) > 1",
        "42000; SELECT id FROM docs UNION SELECT id, document FROM docs",
        "42804; SELECT id FROM docs WHERE id IN (SELECT id, document FROM docs)",
        "42000; SELECT id FROM docs WHERE metadata.year",
        "42804; SELECT id FROM docs WHERE NOT metadata.name",
        "2201W; SELECT id FROM docs LIMIT 1.5",
        "42601; SELECT id FROM docs LIMIT -1",
        "22012; SELECT metadata.year / 0 FROM docs",
        "22012; SELECT 1 / 0",
        "22003; SELECT 9223372036854775807 + 1",
        "22003; SELECT metadata.big * 4 FROM docs",
        "22003; SELECT CAST(metadata.big AS INTEGER) FROM docs",
        "22007; SELECT CAST('x' AS DATE) FROM docs",
        "22007; SELECT CAST(metadata.name AS DATE) FROM docs",
        "22018; SELECT CAST(metadata.name AS INTEGER) FROM docs",
        "22018; SELECT SUM(metadata.name) FROM docs",
        "22018; SELECT id FROM docs WHERE metadata.year = 'abc'",
        "42804; SELECT id FROM docs WHERE metadata.active = 2",
        "42804; SELECT 1.5e0 = metadata.active FROM docs",
        "22000; SELECT LOG10(0) FROM docs",
        "2201B; SELECT id FROM docs WHERE document REGEX '(?=x)'",
        "2201B; SELECT id FROM docs WHERE metadata.name REGEX '['",
        "0A000; SELECT * FROM docs PIVOT (COUNT(*) FOR \"metadata.active\" IN (TRUE AS t))",
        "0A000; SELECT id FROM docs TABLESAMPLE BERNOULLI(50)",
        "0A000; SELECT * FROM docs FOR SYSTEM_TIME AS OF TIMESTAMP '2024-01-01 00:00:00'",
        "0A000; SELECT * FROM docs MATCH_RECOGNIZE (PATTERN (a b) DEFINE b AS b.id > a.id)",
      })
  void aStatementFailsWithItsSqlState(String sqlState, String sql) throws SQLException {
    for (int i = 0; i < 2; i++) { // a plan that failed once is found in the cache
      SQLException failure =
          catchThrowableOfType(SQLException.class, () -> Queries.rows(connection(), sql));
      assertThat(failure.getSQLState()).as(failure.getMessage()).isEqualTo(sqlState);
    }
    answers("SELECT COUNT(*) FROM other", "3");
  }

  @Test
  void aRecursionWithoutEndIsEndedByALimit() throws SQLException {
    answers(
        "WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t) SELECT n FROM t LIMIT 3",
        "1",
        "2",
        "3");
  }
}
