package io.github.chromajdbc.it.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.chromajdbc.client.Space;
import io.github.chromajdbc.testing.TestDatabase;
import io.github.chromajdbc.testing.TestRecord;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WindowTest extends OwnDatabase {
  WindowTest() {
    super("?metadataNames=bare");
  }

  /**
   * Rows a to f: n is 1, 1, 2, 4, none, none; x is -0.5, 2.5, none, 0.5, 1.5, none; day of January
   * 2026 is 1, 2, 4, 31, none, none.
   */
  @Override
  void fill(TestDatabase database) {
    database
        .create("six", Space.L2)
        .add(
            TestRecord.of("a", 1, 0)
                .metadata(Map.of("n", 1, "x", -0.5, "s", "p", "day", "2026-01-01")),
            TestRecord.of("b", 1, 0)
                .metadata(Map.of("n", 1, "x", 2.5, "s", "q", "day", "2026-01-02")),
            TestRecord.of("c", 1, 0).metadata(Map.of("n", 2, "s", "p", "day", "2026-01-04")),
            TestRecord.of("d", 1, 0).metadata(Map.of("n", 4, "x", 0.5, "day", "2026-01-31")),
            TestRecord.of("e", 1, 0).metadata(Map.of("x", 1.5, "s", "q")),
            TestRecord.of("f", 1, 0).metadata(Map.of("s", "p")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      nullValues = "-",
      value = {
        // a distance between values: NULLs are near each other alone, and DESC turns it round
        "COUNT(*) OVER (ORDER BY n RANGE BETWEEN 1 PRECEDING AND CURRENT ROW) ~ 2 2 3 1 2 2",
        "COUNT(*) OVER (ORDER BY n DESC RANGE BETWEEN 1 PRECEDING AND CURRENT ROW) ~ 3 3 1 1 2 2",
        "SUM(n) OVER (ORDER BY n NULLS FIRST RANGE BETWEEN 2 FOLLOWING AND UNBOUNDED FOLLOWING) ~ 4 4 4 null 8 8",
        "COUNT(*) OVER (ORDER BY x RANGE BETWEEN 0.5 PRECEDING AND 1 FOLLOWING) ~ 2 1 2 2 2 2",
        "COUNT(*) OVER (ORDER BY CAST(\"day\" AS DATE) RANGE BETWEEN INTERVAL '1' DAY PRECEDING AND INTERVAL '2' DAY FOLLOWING) ~ 2 3 1 1 2 2",
        // frames that leave rows out
        "SUM(n) OVER (ORDER BY id ROWS BETWEEN 1 PRECEDING AND 1 FOLLOWING EXCLUDE CURRENT ROW) ~ 1 3 5 2 4 null",
        "COUNT(*) OVER (ORDER BY n ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING EXCLUDE GROUP) ~ 4 4 5 5 4 4",
        "COUNT(*) OVER (ORDER BY n ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING EXCLUDE TIES) ~ 5 5 6 6 5 5",
        "COUNT(*) OVER (ORDER BY id ROWS BETWEEN CURRENT ROW AND 2147483647 FOLLOWING) ~ 6 5 4 3 2 1",
        "COUNT(n) OVER (ORDER BY id ROWS 9999999999 PRECEDING) ~ 1 2 3 4 4 4",
        // what is always NULL
        "SUM(n) FILTER (WHERE 1 = 0) OVER () ~ null null null null null null",
        "MAX(CAST(NULL AS VARCHAR)) OVER (ORDER BY id) ~ null null null null null null",
        "COUNT(*) FILTER (WHERE n NOT IN (NULL)) OVER () ~ 0 0 0 0 0 0",
        // frames without rows
        "FIRST_VALUE(id) OVER (ORDER BY id ROWS BETWEEN 2 FOLLOWING AND 3 FOLLOWING) ~ c d e f null null",
        "LAST_VALUE(n) OVER (ORDER BY id ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) ~ null 1 1 2 4 null",
        "NTH_VALUE(id, 2) OVER (ORDER BY id ROWS BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING) ~ c d e f null null",
        // NULL is left out
        "LAG(x) IGNORE NULLS OVER (ORDER BY id) ~ null -0.5 2.5 2.5 0.5 1.5",
        "LEAD(n, 2, 0) IGNORE NULLS OVER (ORDER BY id) ~ 2 4 0 0 0 0",
        "FIRST_VALUE(x) IGNORE NULLS OVER (ORDER BY id ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING) ~ -0.5 2.5 0.5 0.5 1.5 null",
        "LAG(id, n) OVER (ORDER BY id) ~ null a a null null null",
        // ranks
        "PERCENT_RANK() OVER (ORDER BY n NULLS FIRST) ~ 0.4 0.4 0.8 1.0 0.0 0.0",
        "CUME_DIST() OVER (PARTITION BY s ORDER BY n) ~ 0.3333333333333333 0.5 0.6666666666666666 1.0 1.0 1.0",
        "NTILE(4) OVER (ORDER BY id) ~ 1 1 2 2 3 4",
        "NTILE(4) OVER (ORDER BY id DESC) ~ 4 3 2 2 1 1",
        "LAST_VALUE(id) IGNORE NULLS OVER (ORDER BY id ROWS BETWEEN 1 FOLLOWING AND 1 FOLLOWING) ~ b c d e f null",
        // subqueries in windows
        "COUNT(*) FILTER (WHERE n NOT IN (SELECT i.n FROM six i WHERE i.n > 1)) OVER () ~ 2 2 2 2 2 2",
        "SUM(n) OVER (PARTITION BY n IN (SELECT i.n FROM six i WHERE i.n > 1) ORDER BY id) ~ 1 2 2 6 null null",
        // aggregates
        "COUNT(DISTINCT n) OVER (PARTITION BY s) ~ 2 1 2 1 1 2",
        "SUM(DISTINCT n) OVER (ORDER BY id) ~ 1 1 3 7 7 7",
        "SUM(n) FILTER (WHERE x > 0) OVER (ORDER BY id) ~ null 1 1 5 5 5",
        "COUNT(*) FILTER (WHERE n IS NULL) OVER (PARTITION BY s) ~ 1 1 1 0 1 1",
        "ARRAY_AGG(n) OVER (ORDER BY id) ~ [1] [1,1] [1,1,2] [1,1,2,4] [1,1,2,4,null] [1,1,2,4,null,null]",
        "ARRAY_AGG(n) IGNORE NULLS OVER (ORDER BY id) ~ [1] [1,1] [1,1,2] [1,1,2,4] [1,1,2,4] [1,1,2,4]",
        "LISTAGG(s, '') OVER (ORDER BY id ROWS BETWEEN 2 PRECEDING AND CURRENT ROW EXCLUDE CURRENT ROW) ~ null p pq qp p q",
        "AVG(n) OVER (ORDER BY n RANGE BETWEEN 1 PRECEDING AND 1 PRECEDING) ~ null null 1.0 null null null",
        "MAX(s) OVER (PARTITION BY s, n IS NULL ORDER BY id ROWS UNBOUNDED PRECEDING EXCLUDE CURRENT ROW) ~ null null p null null null"
      })
  void aWindowHasTheRowsThatSqlDefines(String expression, String expected) throws SQLException {
    assertThat(values("SELECT id, " + expression + " FROM six ORDER BY id"))
        .as(expression)
        .containsExactly(expected.split(" "));
  }

  @Test
  void severalWindowsStandSideBySide() throws SQLException {
    assertThat(
            Queries.rows(
                connection(),
                "SELECT id, RANK() OVER w, SUM(n) OVER (w RANGE 1 PRECEDING), PERCENT_RANK() OVER w,"
                    + " COUNT(*) OVER () FROM six WHERE n IS NOT NULL WINDOW w AS (ORDER BY n)"
                    + " ORDER BY id"))
        .extracting(Object::toString)
        .containsExactly(
            "[a, 1, 2, 0.0, 4]",
            "[b, 1, 2, 0.0, 4]",
            "[c, 3, 4, 0.6666666666666666, 4]",
            "[d, 4, 4, 1.0, 4]");
  }

  @Test
  void theNearestRowsOfEachPartAreRanked() throws SQLException {
    assertThat(
            values(
                "SELECT id, r FROM (SELECT id, s, PERCENT_RANK() OVER (PARTITION BY s ORDER BY id) AS r"
                    + " FROM six USING EMBEDDING (VECTOR [1, 0]) TOPK 6) AS t WHERE r < 0.5 ORDER BY id"))
        .containsExactly("0.0", "0.0", "0.0");
  }

  @Test
  void aWindowMayNeedNoColumn() throws SQLException {
    assertThat(values("SELECT 1, COUNT(1) OVER () FROM six LIMIT 2")).containsExactly("6", "6");
    assertThat(values("SELECT 1, SUM(n) FILTER (WHERE FALSE) OVER () FROM six LIMIT 1"))
        .containsExactly("null");
  }

  /** A window takes its rows out of the order that they come in. */
  @Test
  void rowsInOrderAreSortedAgainAboveAWindow() throws SQLException {
    assertThat(
            values(
                "SELECT s, id, ROW_NUMBER() OVER (PARTITION BY s ORDER BY n) FROM (SELECT * FROM six"
                    + " ORDER BY id DESC LIMIT 5) AS t ORDER BY id DESC"))
        .containsExactly("f", "e", "d", "c", "b");
    assertThat(
            values(
                "SELECT SUM(y) OVER (), x FROM (VALUES (2, 1), (4, 2), (1, 3)) AS t (y, x) ORDER BY y"))
        .containsExactly("3", "1", "2");
    assertThat(
            values(
                "SELECT SUM(y) OVER (), x FROM (VALUES (2, 1), (4, 2), (1, 3)) AS t (y, x) ORDER BY x"))
        .containsExactly("1", "2", "3");
  }

  @Test
  void aConditionMayBeAParameter() throws SQLException {
    try (PreparedStatement statement =
        connection()
            .prepareStatement(
                "SELECT id, COUNT(*) FILTER (WHERE n >= ?) OVER (), NTH_VALUE(id, 1) OVER (ORDER BY n + ?, id)"
                    + " FROM six ORDER BY id LIMIT 1")) {
      statement.setInt(1, 2);
      statement.setInt(2, 1);
      try (ResultSet rows = statement.executeQuery()) {
        assertThat(rows.next()).isTrue();
        assertThat(rows.getInt(2)).isEqualTo(2);
        assertThat(rows.getString(3)).isEqualTo("a");
      }
    }
  }

  @Test
  void howFarAFrameReachesMayBeAParameter() throws SQLException {
    String sql =
        "SELECT id, COUNT(*) OVER (ORDER BY id ROWS BETWEEN ? PRECEDING AND CURRENT ROW) FROM six"
            + " ORDER BY id";
    assertThat(Queries.rows(connection(), sql, 1))
        .extracting(row -> row.get(1))
        .containsExactly(1L, 2L, 2L, 2L, 2L, 2L);
    assertThat(Queries.rows(connection(), sql, 5_000_000_000L))
        .extracting(row -> row.get(1))
        .containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
    for (Integer wrong : new Integer[] {null, -1}) {
      assertThatThrownBy(() -> Queries.rows(connection(), sql, wrong))
          .isInstanceOfSatisfying(
              SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("22013"));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "COUNT(*) OVER (ORDER BY CAST(\"day\" AS DATE) RANGE INTERVAL '1' MONTH PRECEDING) ~ 0A000 ~ days",
        "BIT_AND(n) OVER (ORDER BY id ROWS 1 PRECEDING EXCLUDE CURRENT ROW) ~ 0A000 ~ another frame",
        "NTH_VALUE(id, 0) OVER (ORDER BY id) ~ 22000 ~ from 1 on",
        "COUNT(*) OVER (ORDER BY id ROWS NULL PRECEDING) ~ 22013 ~ a whole number from 0 on, but is NULL",
        "COUNT(*) OVER (ORDER BY id ROWS CAST(NULL AS INTEGER) PRECEDING) ~ 22013 ~ NULL",
        "COUNT(*) OVER (ORDER BY id ROWS n PRECEDING) ~ 22013 ~ NULL",
        "COUNT(*) OVER (ORDER BY id ROWS BETWEEN CURRENT ROW AND x FOLLOWING) ~ 22013 ~ -0.5",
        "COUNT(*) OVER (ORDER BY n RANGE -1 PRECEDING) ~ 22013 ~ 0 or more, but is -1",
        "COUNT(*) OVER (ORDER BY n RANGE CAST(NULL AS INTEGER) PRECEDING) ~ 22013 ~ NULL",
        "SUM(n * 3000000000000000000) OVER (ORDER BY n RANGE 1 PRECEDING) ~ 22003 ~ range"
      })
  void whatAWindowCannotSaysWhatToDo(String expression, String state, String hint) {
    assertThatThrownBy(() -> values("SELECT id, " + expression + " FROM six"))
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo(state))
        .hasMessageContaining(hint);
  }

  private List<String> values(String sql) throws SQLException {
    List<String> values = new ArrayList<>();
    for (List<?> row : Queries.rows(connection(), sql)) {
      values.add(String.valueOf(row.get(1)).replace(", ", ","));
    }
    return values;
  }
}
