package io.github.chromajdbc.it.sql;

import java.sql.SQLException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** JSON_VALUE and its like. */
class JsonFunctionsTest extends SqlAnswers {
  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "JSON_VALUE('bad', '$.a' ERROR ON ERROR) ~ 22032",
        "JSON_QUERY('bad', '$.a' ERROR ON ERROR) ~ 22032",
        "JSON_EXISTS('bad', '$.a' ERROR ON ERROR) ~ 22032",
        "JSON_VALUE(id, '$.a' ERROR ON ERROR) ~ 22032",
        "JSON_VALUE('{}', 'strict $.a' ERROR ON ERROR) ~ 22000",
      })
  void errorsOnErrorHaveTheirSqlState(String expression, String sqlState) {
    for (int i = 0; i < 2; i++) { // the second time the reason is a text only
      fails(sqlState, "", "SELECT " + expression + " FROM docs");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "2024-02-29 ~ DATE ~ 2024-02-29",
        "2024-02-30 ~ DATE ~ null",
        "10:11:12 ~ TIME ~ 10:11:12",
        "25:00:00 ~ TIME ~ null",
        "2024-02-29 10:11:12.5 ~ TIMESTAMP(3) ~ 2024-02-29 10:11:12.5",
        "x ~ TIMESTAMP ~ null",
      })
  void datesAndTimesAreReturned(String value, String type, String answer) throws SQLException {
    answers(
        "SELECT JSON_VALUE('{\"a\": \"" + value + "\"}', '$.a' RETURNING " + type + ")", answer);
  }
}
