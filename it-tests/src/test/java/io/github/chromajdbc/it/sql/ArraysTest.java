package io.github.chromajdbc.it.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.chromajdbc.client.Space;
import io.github.chromajdbc.testing.TestDatabase;
import io.github.chromajdbc.testing.TestRecord;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Arrays in conditions, orders, FROM and aggregates. */
class ArraysTest extends OwnDatabase {
  ArraysTest() {
    super("?metadataNames=bare");
  }

  @Override
  void fill(TestDatabase database) {
    database
        .create("arrays", Space.L2)
        .add(
            TestRecord.of("a", 1, 0)
                .metadata(
                    Map.of("tags", List.of("x", "y"), "nums", List.of(1, 2, 3), "k", 1, "g", "p")),
            TestRecord.of("b", 1, 1)
                .metadata(Map.of("tags", List.of("x"), "nums", List.of(3), "k", 2, "g", "q")),
            TestRecord.of("c", 1, 2).metadata(Map.of("k", 3, "g", "p")),
            TestRecord.of("d", 1, 3));
  }

  private String rows(String sql, @Nullable Object... parameters) throws SQLException {
    return Queries.rows(connection(), sql, parameters).toString();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "k = ANY (?) | [[a], [c]]",
        "k <> ALL (?) | [[b]]",
        "k > ANY (?) | [[b], [c]]",
        "k >= ALL (?) | [[c]]",
        "NOT k = ANY (?) | [[b]]",
        "CASE WHEN k = ANY (?) THEN FALSE ELSE TRUE END | [[b], [d]]",
        "k + 1 = ANY (?) | [[b]]",
        "k = ANY (CAST(? AS BIGINT ARRAY)) | [[a], [c]]",
      })
  void aParameterBehindAnyIsAnArray(String condition, String expected) throws SQLException {
    String sql = "SELECT id FROM arrays WHERE " + condition + " ORDER BY id";
    Long[] members = {1L, 3L};
    assertThat(rows(sql, (Object) members)).isEqualTo(expected);
    assertThat(rows(sql, connection().createArrayOf("BIGINT", members))).isEqualTo(expected);
    assertThat(rows(sql, "[1, 3]")).isEqualTo(expected);
    assertThat(rows(sql, (Object) new Double[] {1.0, 3.0})).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ARRAY[k, NULL] AS BIGINT ARRAY | [1, null]",
        "ARRAY[k + 0.5, NULL] AS INTEGER ARRAY | [2, null]",
        "ARRAY['7', NULL] AS DOUBLE ARRAY | [7.0, null]",
        "ARRAY[k, NULL] AS VARCHAR ARRAY | [1, null]",
        "nums AS VARCHAR ARRAY | [1, 2, 3]",
        "nums AS SMALLINT ARRAY | [1, 2, 3]",
        "(SELECT ARRAY_AGG(n / 2.0) FROM (VALUES 3, NULL) AS t (n)) AS BIGINT ARRAY | [2, null]",
      })
  void elementsAreCast(String cast, String expected) throws SQLException {
    assertThat(rows("SELECT CAST(" + cast + ") FROM arrays WHERE id = 'a'"))
        .isEqualTo("[[" + expected + "]]");
  }

  @Test
  void aNumberAmongParametersAloneNeedsAType() throws SQLException {
    Long[] members = {1L, 3L};
    assertThatThrownBy(() -> rows("SELECT ? = ANY (?)", 1L, members))
        .hasFieldOrPropertyWithValue("SQLState", "42804")
        .hasMessageContaining("CAST(? AS BIGINT) = ANY (?)");
    assertThat(rows("SELECT CAST(? AS BIGINT) = ANY (?)", 1L, members)).isEqualTo("[[true]]");
  }

  @Test
  void membersOfAParameterAreLikeWhatIsCompared() throws SQLException {
    assertThat(rows("SELECT id FROM arrays WHERE id = ANY (?)", (Object) new String[] {"a", "c"}))
        .isEqualTo("[[a], [c]]");
    assertThat(rows("SELECT id FROM arrays WHERE ? = ANY (nums)", 2L)).isEqualTo("[[a]]");
    assertThat(rows("SELECT id FROM arrays WHERE k = ANY (?)", (Object) null)).isEqualTo("[]");
    assertThat(rows("SELECT id FROM arrays WHERE k < ALL (?)", (Object) new Long[0]))
        .isEqualTo("[[a], [b], [c], [d]]");
    assertThatThrownBy(
            () -> rows("SELECT id FROM arrays WHERE k = ANY (?)", (Object) new String[] {"x"}))
        .hasFieldOrPropertyWithValue("SQLState", "22018");
    assertThatThrownBy(() -> rows("SELECT id FROM arrays WHERE k = ANY (?)", 3L))
        .hasFieldOrPropertyWithValue("SQLState", "07006");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "k = ANY (nums) | [true, false, null, null]",
        "k <= ALL (nums) | [true, true, null, null]",
        "k = ANY (ARRAY[1, NULL]) | [true, null, null, null]",
        "2.5 < ANY (nums) | [true, true, null, null]",
        "'x' = ANY (tags) | [true, true, null, null]",
        "'y' <> ALL (tags) | [false, true, null, null]",
        "id = ANY (ARRAY['a', 'ccc']) | [true, false, false, false]",
        "nums[k] | [1, null, null, null]",
        "tags[k] | [x, null, null, null]",
        "ARRAY[7, 8, 9][k] | [7, 8, 9, null]",
        "JSON_QUERY(metadata, '$.tags[*]' WITH WRAPPER) | [[\"x\",\"y\"], [\"x\"], null, null]",
        "JSON_QUERY(metadata, '$.k' WITH WRAPPER) | [[1], [2], [3], null]",
      })
  void expressionsAreNullWhereWhatTheyNameIs(String expression, String expected)
      throws SQLException {
    assertThat(
            Queries.column(connection(), "SELECT " + expression + " FROM arrays ORDER BY id")
                .toString())
        .isEqualTo(expected);
  }

  @Test
  void positionsAreParameters() throws SQLException {
    assertThat(rows("SELECT id, tags[?] FROM arrays ORDER BY id", 2))
        .isEqualTo("[[a, y], [b, null], [c, null], [d, null]]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "tags, id | [b, a, c, d]",
        "nums DESC, id | [c, d, b, a]",
        "embedding DESC, id | [d, c, b, a]",
        "RANK() OVER (ORDER BY tags DESC), id DESC | [d, c, a, b]",
        "ARRAY[g], id | [a, c, b, d]",
        "ARRAY[g, 'x'] DESC, id DESC LIMIT 3 | [d, b, c]",
      })
  void arraysAreOrderedByTheirElements(String order, String expected) throws SQLException {
    assertThat(Queries.column(connection(), "SELECT id FROM arrays ORDER BY " + order).toString())
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SELECT id, v, w FROM arrays AS r, UNNEST(r.tags, r.nums) AS t (v, w)"
            + " | [[a, x, 1], [a, y, 2], [a, null, 3], [b, x, 3]]",
        "SELECT id, v, o FROM arrays AS r LEFT JOIN UNNEST(r.tags) WITH ORDINALITY AS t (v, o)"
            + " ON TRUE | [[a, x, 1], [a, y, 2], [b, x, 1], [c, null, null], [d, null, null]]",
        "SELECT v, o FROM UNNEST(ARRAY['c', 'a']) WITH ORDINALITY AS t (v, o) | [[c, 1], [a, 2]]",
        "SELECT * FROM UNNEST(ARRAY[ROW(1, 'a'), ROW(2, 'b')]) WITH ORDINALITY"
            + " | [[1, a, 1], [2, b, 2]]",
        "SELECT * FROM UNNEST(MAP['a', 1, 'b', 2]) | [[a, 1], [b, 2]]",
        "SELECT * FROM UNNEST(MAP['a', 1]) WITH ORDINALITY | [[a, 1, 1]]",
        "SELECT v + 1, w FROM UNNEST(ARRAY[1], ARRAY['a', 'b']) AS t (v, w)"
            + " | [[2, a], [null, b]]",
      })
  void unnestedArraysStandSideBySide(String sql, String expected) throws SQLException {
    assertThat(rows(sql)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "COLLECT(g) OVER (ORDER BY id) | [[p], [p, q], [p, q, p], [p, q, p]]",
        "COLLECT(g) OVER (ORDER BY id ROWS 1 PRECEDING) | [[p], [p, q], [q, p], [p]]",
        "STRING_AGG(g, '-') OVER (ORDER BY id) | [p, p-q, p-q-p, p-q-p]",
        "LISTAGG(CASE WHEN k > 1 THEN g ELSE '' END, '-') OVER (ORDER BY id"
            + " ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW EXCLUDE NO OTHERS)"
            + " | ['', -q, -q-p, -q-p-]",
        "APPROX_COUNT_DISTINCT(g) OVER (ORDER BY id) | [1, 2, 2, 2]",
      })
  void windowsShowTheValuesOfTheirFrames(String call, String expected) throws SQLException {
    assertThat(
            Queries.column(connection(), "SELECT " + call + " FROM arrays ORDER BY id").toString())
        .isEqualTo(expected.replace("''", ""));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "MAX(id), ARRAY_AGG(DISTINCT g ORDER BY g) FROM arrays | [[d, [p, q, null]]]",
        "k > 1, ARRAY_AGG(DISTINCT g ORDER BY g DESC) FROM arrays WHERE k > 0"
            + " GROUP BY ROLLUP (k > 1) ORDER BY 1"
            + " | [[false, [p]], [true, [q, p]], [null, [q, p]]]",
        "MAX(id), ARRAY_AGG(DISTINCT g ORDER BY g DESC) IGNORE NULLS FROM arrays"
            + " | [[d, [q, p]]]",
        "MAX(k), LISTAGG(DISTINCT g, '-') WITHIN GROUP (ORDER BY g DESC) FROM arrays"
            + " GROUP BY ROLLUP (k > 9) ORDER BY 1, 2 | [[3, q-p], [3, q-p], [null, null]]",
      })
  void distinctValuesAreInOrderBesideOthers(String query, String expected) throws SQLException {
    assertThat(rows("SELECT " + query)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ARRAY_AGG(DISTINCT g ORDER BY k) | 42000 | ordered by its own argument",
        "LISTAGG(DISTINCT g, ',') WITHIN GROUP (ORDER BY k) | 42000 | ordered by its own argument",
        "ARRAY_AGG(g ORDER BY k) OVER () | 0A000 | OVER (ORDER BY ...)",
        "CAST(ARRAY['1', 'x'] AS BIGINT ARRAY) | 22018 | no number",
        "CAST(ARRAY_AGG(k + 200) AS TINYINT ARRAY) | 22003 | TINYINT",
        "MAX(id) FROM arrays GROUP BY id ORDER BY MAP['a', id], id -- | 0A000 | by a MAP",
        "tags[k + 4000000000] | 22003 | out of",
        "(SELECT MAX(v) FROM UNNEST(ARRAY[1], MAP['a', 1]) AS t (v, w, x)) | 0A000 | plain values",
      })
  void whatIsNoSqlIsRefused(String expression, String state, String message) {
    assertThatThrownBy(() -> rows("SELECT " + expression + " FROM arrays"))
        .hasFieldOrPropertyWithValue("SQLState", state)
        .hasMessageContaining(message);
  }
}
