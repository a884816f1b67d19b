package io.github.chromajdbc.it.sql;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A condition can keep rows out for which one after it would be an error. */
class OrderOfConditionsTest extends SqlAnswers {
  private static final String TEXTS =
      "(SELECT id, CASE id WHEN 'd1' THEN '17' WHEN 'd2' THEN '2024-02-29' ELSE 'x' END AS t,"
          + " CHAR_LENGTH(id) - 2 AS zero FROM docs)";

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "t LIKE '1%' AND CAST(t AS INTEGER) > 0 ~ d1",
        "id = 'd2' AND EXTRACT(YEAR FROM CAST(t AS DATE)) = 2024 ~ d2",
        "t LIKE '20%' AND CAST(t AS DATE) > DATE '2000-01-01' AND id <> 'd1' ~ d2",
        "t LIKE '1%' AND zero <> 0 AND 1 / zero > 0 ~ ",
        "zero <> 0 AND CAST(1 AS DECIMAL(9, 2)) / CAST(zero AS DECIMAL(9, 2)) > 0 ~ ",
        "id = 'd2' AND 9223372036854775807 - CASE id WHEN 'd2' THEN 1 ELSE -1 END > 0 ~ d2",
        "id = 'd2' AND CAST(CASE id WHEN 'd2' THEN 1 ELSE 9000000000 END AS INTEGER) = 1 ~ d2",
        "id = 'd2' AND DATE '9999-12-31' - CASE id WHEN 'd2' THEN 1 ELSE -1 END * INTERVAL '1' DAY > DATE '9999-01-01' ~ d2",
        "zero <> 0 AND SUBSTRING(t FROM 1 FOR zero - 1) = '1' ~ ",
        "zero <> 0 AND t LIKE '1%' ESCAPE SUBSTRING(t FROM 9) ~ ",
        "zero <> 0 AND CHR(zero - 1) = 'x' ~ ",
        "zero <> 0 AND JSON_VALUE(t, 'strict $.x' ERROR ON ERROR) = '1' ~ ",
      })
  void aConditionIsAskedOnlyWhereThoseBeforeItHold(String condition, String id)
      throws SQLException {
    String sql = "SELECT id FROM " + TEXTS + " WHERE " + condition;
    answers(sql, id == null ? new String[0] : new String[] {id});
  }

  @Test
  void soAreThoseOfGroups() throws SQLException {
    answers(
        "SELECT id FROM docs GROUP BY id HAVING COUNT(*) > 1 AND 10 / (COUNT(*) - 1) > 0",
        new String[0]);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "CAST(metadata.name AS INTEGER) > 0 AND UPPER(id) = 'X' ~ 22018",
        "CAST(metadata.name AS DATE) > DATE '2000-01-01' AND UPPER(id) = 'X' ~ 22007",
      })
  void anErrorSaysWhatToWrite(String condition, String sqlState) {
    fails(
        sqlState,
        "write a condition that keeps such rows out before it",
        "SELECT id FROM docs WHERE " + condition);
  }
}
