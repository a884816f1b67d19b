package io.github.chromajdbc.it.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chromajdbc.testing.ChromaServerExtension;
import io.github.chromajdbc.testing.TestDatabase;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** JDBC's escapes, and whether the lists of functions tell exactly those that run. */
@ExtendWith(ChromaServerExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EscapesTest {
  /** Every function of JDBC's appendix with a call of it, by the list that names it. */
  private static final Map<String, String> CALLS =
      Map.of(
          "numeric",
          "ABS(-1) ACOS(0.5) ASIN(0.5) ATAN(0.5) ATAN2(1,2) CEILING(1.5) COS(1) COT(1) DEGREES(1)"
              + " EXP(1) FLOOR(1.5) LOG(2) LOG10(2) MOD(5,3) PI() POWER(2,3) RADIANS(1) RAND()"
              + " ROUND(1.234,1) SIGN(-2) SIN(1) SQRT(4) TAN(1) TRUNCATE(1.234,1)",
          "string",
          "ASCII('a') CHAR(65) CHAR_LENGTH('ab') CHARACTER_LENGTH('ab') CONCAT('a','b')"
              + " DIFFERENCE('a','b') INSERT('abc',1,1,'x') LCASE('A') LEFT('abc',2) LENGTH('abc')"
              + " LOCATE('b','abc') LTRIM('\u00a0a') OCTET_LENGTH('a') POSITION('b'IN'abc')"
              + " REPEAT('a',2) REPLACE('a','a','b') RIGHT('abc',2) RTRIM('a') SOUNDEX('a')"
              + " SPACE(2) SUBSTRING('abc',1,2) UCASE('a')",
          "date",
          "CURRENT_DATE CURRENT_TIME CURRENT_TIMESTAMP CURDATE() CURTIME() DAYNAME($t)"
              + " DAYOFMONTH($t) DAYOFWEEK($t) DAYOFYEAR($t) EXTRACT(YEAR~FROM~$t) HOUR($t)"
              + " MINUTE($t) MONTH($t) MONTHNAME($t) NOW() QUARTER($t) SECOND($t)"
              + " TIMESTAMPADD(SQL_TSI_DAY,1,$t) TIMESTAMPDIFF(SQL_TSI_DAY,$t,$t) WEEK($t) YEAR($t)",
          "system",
          "DATABASE() IFNULL(1,2) USER() CONVERT('1',SQL_BIGINT)");

  private final Connection connection;

  EscapesTest(TestDatabase database) throws SQLException {
    connection = ShippedJar.connect(database.jdbcUrl());
  }

  @AfterAll
  void close() throws SQLException {
    connection.close();
  }

  private @Nullable String value(String expression) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT " + expression)) {
      assertThat(rows.next()).isTrue();
      return rows.getString(1);
    }
  }

  @Test
  void theListsTellExactlyTheFunctionsThatRun() throws SQLException {
    DatabaseMetaData metadata = connection.getMetaData();
    Map<String, String> lists =
        Map.of(
            "numeric", metadata.getNumericFunctions(),
            "string", metadata.getStringFunctions(),
            "date", metadata.getTimeDateFunctions(),
            "system", metadata.getSystemFunctions());
    for (var list : lists.entrySet()) {
      Map<String, String> refused = new TreeMap<>();
      TreeSet<String> running = new TreeSet<>();
      for (String call : CALLS.getOrDefault(list.getKey(), "").split(" ", -1)) {
        String name = call.replaceAll("\\(.*", "");
        String text = call.replace("~", " ").replace("$t", "{ts '2026-01-31 13:14:15'}");
        try {
          value("{fn " + text + "}");
          running.add(name);
        } catch (SQLException e) {
          refused.put(name, String.valueOf(e.getMessage()));
        }
      }
      assertThat(list.getValue().split(",", -1))
          .as("%s, refused: %s", list.getKey(), refused)
          .containsExactlyElementsOf(running);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "{d '2026-01-31'} ~ 2026-01-31",
        "{ t '13:14:15' } ~ 13:14:15",
        "{ts '2026-01-31 13:14:15.250'} ~ 2026-01-31 13:14:15.25",
        "{fn UCASE('a')} || {fn LCASE('B')} ~ Ab",
        "{fn CONCAT({fn UCASE('a')}, 'b')} ~ Ab",
        "{fn YEAR({d '2026-01-31'})} ~ 2026",
        "{fn SUBSTRING('abc', 2)} ~ bc",
        "'{d no escape}' ~ {d no escape}",
      })
  void escapesAreReadWhereverAnExpressionStands(String expression, String value)
      throws SQLException {
    assertThat(value(expression)).isEqualTo(value);
  }

  @Test
  void theSessionsPlaceIsKnown() throws SQLException {
    assertThat(value("{fn DATABASE()}")).isEqualTo(connection.getSchema());
    assertThat(value("CURRENT_SCHEMA")).isEqualTo(connection.getSchema());
    assertThat(value("CURRENT_CATALOG")).isEqualTo(connection.getCatalog());
  }

  @Test
  void theUserIsTheOneWhoConnected() throws SQLException {
    java.util.Properties credentials = new java.util.Properties();
    credentials.setProperty("user", "ann o'neil");
    credentials.setProperty("password", "secret");
    credentials.setProperty("allowInsecureAuth", "true");
    String names = "CURRENT_USER, user, SESSION_USER, SYSTEM_USER, {fn USER()}";
    try (Connection known = ShippedJar.connect(connection.getMetaData().getURL(), credentials);
        Statement statement = known.createStatement();
        ResultSet rows = statement.executeQuery("SELECT " + names + ", CURRENT_SCHEMA")) {
      assertThat(rows.next()).isTrue();
      for (int column = 1; column <= 5; column++) {
        assertThat(rows.getString(column)).isEqualTo("ann o'neil");
        assertThat(rows.getMetaData().getColumnTypeName(column)).isEqualTo("VARCHAR");
      }
      assertThat(rows.getString(6)).isEqualTo(connection.getSchema());
      assertThat(known.getMetaData().getUserName()).isEqualTo("ann o'neil");
    }
    assertThat(value("CURRENT_USER")).isEqualTo(connection.getMetaData().getUserName());
  }

  @Test
  void nativeSqlLeavesWhatIsQuoted() throws SQLException {
    assertThat(connection.nativeSQL("SELECT '{limit 1}', \"{oj}\" FROM {oj a} -- {oj\n{limit 2}"))
        .isEqualTo("SELECT '{limit 1}', \"{oj}\" FROM     a  -- {oj\n limit 2 ");
  }

  @Test
  void outerJoinAndLikeEscapesAreRead() throws SQLException {
    assertThat(value("CASE WHEN 'a_b' LIKE 'a\\_b' {escape '\\'} THEN 1 ELSE 0 END"))
        .isEqualTo("1");
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT COUNT(*) FROM {oj (VALUES (1), (2)) AS a(x) LEFT OUTER JOIN"
                    + " (VALUES (2)) AS b(y) ON a.x = b.y}")) {
      assertThat(rows.next()).isTrue();
      assertThat(rows.getInt(1)).isEqualTo(2);
    }
  }

  @Test
  void aLimitEscapeIsALimit() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery("SELECT * FROM (VALUES (1), (2), (3)) AS a(x) {limit 2}")) {
      int count = 0;
      while (rows.next()) {
        count++;
      }
      assertThat(count).isEqualTo(2);
    }
  }
}
