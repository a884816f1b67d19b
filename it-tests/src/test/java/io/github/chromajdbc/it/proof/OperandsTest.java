package io.github.chromajdbc.it.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chromajdbc.it.sql.ShippedDriver;
import io.github.chromajdbc.testing.ChromaServerExtension;
import io.github.chromajdbc.testing.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Functions and operators with operands of any type: each statement answers, or says with a
 * SQLSTATE of its own what does not fit. None is an error inside the driver.
 */
@ExtendWith(ChromaServerExtension.class)
class OperandsTest {
  private static final int STATEMENTS = 3000;
  private static final long SEED = 1;

  private static final String[] FUNCTIONS =
      """
      ABS ACOS ASIN ATAN ATAN2 ASCII AVG CARDINALITY CBRT CEIL CHAR_LENGTH CHR COALESCE CONCAT \
      CONCAT_WS CORR COS COT COUNT COVAR_POP CURRENT_DATE DAYNAME DAYOFYEAR DEGREES DIFFERENCE \
      ELEMENT EXISTS EXP FIRST_VALUE FLOOR GREATEST HOUR IFNULL INITCAP JSON_DEPTH JSON_EXISTS \
      JSON_LENGTH JSON_OBJECT JSON_ARRAY JSON_QUERY JSON_TYPE JSON_VALUE LAG LAST_VALUE LEAD LEAST \
      LEFT LISTAGG LN LOG LOG10 LOWER LPAD LTRIM MAX MD5 MIN MINUTE MOD MONTH NTILE NULLIF NVL \
      OCTET_LENGTH OVERLAY PI POSITION POWER QUARTER RADIANS RAND RANK REGEXP_REPLACE REPEAT REPLACE \
      REVERSE RIGHT ROUND ROW_NUMBER RPAD RTRIM SECOND SIGN SIN SOUNDEX SPACE SPLIT_PART SQRT \
      STDDEV_POP STRPOS SUBSTR SUBSTRING SUM TAN TO_BASE64 TO_CHAR TO_DATE TRANSLATE TRIM TRUNCATE \
      UNIQUE UPPER VAR_SAMP WEEK YEAR"""
          .split(" ");

  private static final String[] JDBC_FUNCTIONS =
      """
      ABS CEILING CHAR CONCAT DATABASE DAYNAME DIFFERENCE FLOOR HOUR IFNULL INSERT LCASE LEFT LENGTH \
      LOCATE LTRIM MOD MONTHNAME NOW POWER QUARTER REPEAT REPLACE ROUND RTRIM SIGN SOUNDEX SPACE SQRT \
      SUBSTRING TRUNCATE UCASE USER WEEK YEAR"""
          .split(" ");

  private static final String[] OPERATORS = {
    "+",
    "-",
    "*",
    "/",
    "||",
    "=",
    "<",
    "<>",
    ">=",
    "LIKE",
    "NOT LIKE",
    "ILIKE",
    "AND",
    "OR",
    "IS DISTINCT FROM",
    "REGEX",
    "SIMILAR TO",
    "CONTAINS",
    "MEMBER OF"
  };

  private static final String[] TYPES = {
    "INTEGER",
    "BIGINT",
    "SMALLINT",
    "TINYINT",
    "DOUBLE",
    "REAL",
    "DECIMAL(10, 2)",
    "VARCHAR",
    "CHAR(3)",
    "BOOLEAN",
    "DATE",
    "TIME",
    "TIMESTAMP",
    "INTERVAL DAY",
    "INTERVAL MONTH",
    "BIGINT ARRAY",
    "VARCHAR ARRAY",
    "DOUBLE ARRAY",
    "VARBINARY"
  };

  private static final String[] UNITS = {
    "YEAR", "MONTH", "DAY", "HOUR", "SECOND", "WEEK", "QUARTER", "DOW", "EPOCH", "CENTURY"
  };

  private static final String[] OPERANDS = {
    "1",
    "-3",
    "0",
    "n",
    "b",
    "x",
    "1.5",
    "d",
    "'abc'",
    "s",
    "''",
    "f",
    "TRUE",
    "dt",
    "ts",
    "tm",
    "DATE '2024-01-31'",
    "TIMESTAMP '2024-01-31 10:00:00'",
    "INTERVAL '1' DAY",
    "INTERVAL '2' MONTH",
    "ARRAY[1, 2]",
    "ARRAY['a', s]",
    "ARRAY[n, NULL]",
    "MAP['a', 1]",
    "ROW(1, s)",
    "NULL",
    "CAST(NULL AS INTEGER)",
    "ns",
    "nn",
    "arr",
    "'2024-01-31'",
    "'{\"a\":1}'",
    "9223372036854775807",
    "'YYYY-MM-DD'",
    "CAST(1 AS SMALLINT)",
    "CAST(2 AS REAL)",
    "X'AB'"
  };

  private static final String FROM =
      """
       FROM (VALUES
       (1, CAST(5000000000 AS BIGINT), CAST(2.5 AS DOUBLE), CAST(1.25 AS DECIMAL(10, 2)), 'text',
       TRUE, DATE '2024-02-29', TIMESTAMP '2024-02-29 12:34:56', TIME '12:34:56',
       CAST(NULL AS VARCHAR), CAST(NULL AS BIGINT), ARRAY[3, 4]),
       (0, CAST(-1 AS BIGINT), CAST(0 AS DOUBLE), CAST(0 AS DECIMAL(10, 2)), '', FALSE,
       DATE '2023-12-31', TIMESTAMP '2023-12-31 00:00:00', TIME '00:00:00', 'q', CAST(7 AS BIGINT),
       ARRAY[CAST(NULL AS INTEGER)])) AS t (n, b, x, d, s, f, dt, ts, tm, ns, nn, arr)""";

  private final Random random = new Random(SEED);

  @Test
  void noneIsAnErrorInsideTheDriver(TestDatabase database) throws SQLException {
    List<String> errors = new ArrayList<>();
    int answers = 0;
    try (Connection connection = ShippedDriver.connect(database.jdbcUrl());
        Statement statement = connection.createStatement()) {
      for (int i = 0; i < STATEMENTS; i++) {
        String sql = statement();
        try (ResultSet rows = statement.executeQuery(sql)) {
          while (rows.next()) {
            answers += rows.getString(1) == null ? 0 : 1;
          }
        } catch (SQLException e) {
          if ("XX000".equals(e.getSQLState())) {
            errors.add(sql.substring(0, sql.indexOf(FROM)) + ": " + e.getMessage());
          }
        }
      }
    }
    assertThat(errors).isEmpty();
    assertThat(answers).isGreaterThan(STATEMENTS / 20);
  }

  private String statement() {
    String expression = expression();
    return switch (random.nextInt(6)) {
      case 0 -> "SELECT n" + FROM + " WHERE " + expression;
      case 1 -> "SELECT n" + FROM + " ORDER BY " + expression + ", n";
      case 2 -> "SELECT " + expression + " AS g, COUNT(*)" + FROM + " GROUP BY " + expression;
      default -> "SELECT " + expression + FROM;
    };
  }

  private String expression() {
    String first = any(OPERANDS);
    String second = any(OPERANDS);
    return switch (random.nextInt(16)) {
      case 0 -> (random.nextBoolean() ? "CAST(" : "TRY_CAST(") + first + " AS " + any(TYPES) + ")";
      case 1 -> "EXTRACT(" + any(UNITS) + " FROM " + first + ")";
      case 2 -> (random.nextBoolean() ? "FLOOR(" : "CEIL(") + first + " TO " + any(UNITS) + ")";
      case 3 -> "TIMESTAMPADD(" + any(UNITS) + ", " + first + ", " + second + ")";
      case 4 -> "CASE WHEN " + any(OPERANDS) + " THEN " + first + " ELSE " + second + " END";
      case 5 -> "(" + first + ") BETWEEN (" + second + ") AND (" + any(OPERANDS) + ")";
      case 6 -> "(" + first + ") IN (" + second + ", " + any(OPERANDS) + ")";
      case 7, 8, 9 -> "(" + first + ") " + any(OPERATORS) + " (" + second + ")";
      case 10, 11 -> "{fn " + any(JDBC_FUNCTIONS) + "(" + operands() + ")}";
      default ->
          any(FUNCTIONS)
              + "("
              + operands()
              + ")"
              + (random.nextInt(10) == 0 ? " OVER (ORDER BY n)" : "");
    };
  }

  private String operands() {
    List<String> operands = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      operands.add(any(OPERANDS));
    }
    return String.join(", ", operands);
  }

  private String any(String[] choices) {
    return choices[random.nextInt(choices.length)];
  }
}
