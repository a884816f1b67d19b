package io.github.chromajdbc.it.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.chromajdbc.client.Space;
import io.github.chromajdbc.it.sql.Queries;
import io.github.chromajdbc.it.sql.ShippedDriver;
import io.github.chromajdbc.testing.ChromaServerExtension;
import io.github.chromajdbc.testing.TestDatabase;
import io.github.chromajdbc.testing.TestRecord;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Subqueries, lateral joins and steps of recursive queries over three rows, in the shapes that
 * Calcite makes other rows of than SQL does. What is expected is SQLite's answer, or was worked out
 * by hand where SQLite has no such statement.
 */
@ExtendWith(ChromaServerExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RowsAroundTest {
  private Connection connection;
  private Connection dotted;

  @BeforeAll
  void load(TestDatabase database) throws SQLException {
    database
        .create("trio", Space.L2)
        .add(
            TestRecord.of("a", 1, 0).metadata(Map.of("n", 3, "x", 1.5, "s", "long")),
            TestRecord.of("b", 1, 1).metadata(Map.of("n", -3, "x", -1.5)),
            TestRecord.of("c", 0, 3).metadata(Map.of("other", 1)));
    connection = ShippedDriver.connect(database.jdbcUrl() + "?metadataNames=bare");
    dotted = ShippedDriver.connect(database.jdbcUrl());
  }

  @AfterAll
  void close() throws SQLException {
    connection.close();
    dotted.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      textBlock =
          """
          # both sides of a join name the row around
          SELECT o.id, (SELECT COUNT(*) FROM (SELECT f.id FROM trio f WHERE f.n = o.n) p, (SELECT g.id FROM trio g WHERE g.n = o.n) q) FROM trio o ~ a|1 b|1 c|0
          SELECT o.id, (SELECT COUNT(*) FROM (SELECT f.id AS i FROM trio f WHERE f.id >= o.id) p JOIN (SELECT g.id AS i FROM trio g WHERE g.id <= o.id) q ON p.i = q.i) FROM trio o ~ a|1 b|1 c|1
          SELECT o.id, (SELECT COUNT(*) FROM (SELECT f.s AS k, COUNT(*) AS c FROM trio f WHERE f.n <= o.n GROUP BY f.s) u WHERE u.c >= (SELECT COUNT(*) FROM trio g WHERE g.n > o.n)) FROM trio o ~ a|2 b|1 c|0
          SELECT o.id, (SELECT COUNT(*) FROM (SELECT f.id AS i FROM trio f WHERE f.n <> o.n) p LEFT JOIN (SELECT g.id AS i FROM trio g WHERE g.n <> o.n AND g.x <> o.x) q ON p.i = q.i) FROM trio o ~ a|1 b|1 c|0
          SELECT o.id, (SELECT COUNT(*) FROM (SELECT f.id AS i FROM trio f WHERE f.n <> o.n) p LEFT JOIN (SELECT f.id AS i FROM trio f WHERE f.n <> o.n) q ON p.i <> q.i OR q.i <> o.id) FROM trio o ~ a|1 b|1 c|0
          # an aggregate over nothing has a row
          SELECT o.id, u.m FROM trio o CROSS JOIN LATERAL (SELECT MAX(f.n) AS m FROM trio f WHERE f.n > o.n) u ~ a|null b|3 c|null
          SELECT o.id, (SELECT SUM(q.n) FROM (SELECT MAX(f.n) AS m FROM trio f WHERE f.n > o.n) p, trio q) FROM trio o ~ a|0 b|0 c|0
          SELECT o.id, (SELECT COUNT(*) FROM (SELECT SUM(f.n) AS m FROM trio f WHERE f.n > o.n) p, trio q) FROM trio o ~ a|3 b|3 c|3
          SELECT o.id, (SELECT COUNT(*) FROM (SELECT MAX(f.n) AS m FROM trio f WHERE f.n > o.n LIMIT 5) u) FROM trio o ~ a|1 b|1 c|1
          SELECT o.id FROM trio o WHERE (SELECT COUNT(*) FROM (SELECT MAX(f.n) AS m FROM trio f WHERE f.n > o.n UNION ALL SELECT MIN(g.n) FROM trio g WHERE g.n > o.n) u) = 2 ~ a b c
          SELECT o.id FROM trio o WHERE o.id IN (SELECT q.id FROM (SELECT MAX(f.n) AS m FROM trio f WHERE f.n > o.n) p LEFT JOIN trio q ON q.n = 3) ~ a
          # literals among the keys of groups
          SELECT o.id, (SELECT SUM(u.m) FROM (SELECT DISTINCT 7 AS k, f.n AS m FROM trio f WHERE f.n >= o.n) u) FROM trio o ~ a|3 b|0 c|null
          SELECT o.id, u.k, u.m FROM trio o LEFT JOIN LATERAL (SELECT DISTINCT 7 AS k, f.n AS m FROM trio f WHERE f.n >= o.n) u ON TRUE ~ a|7|3 b|7|-3 b|7|3 c|null|null
          SELECT o.id, (SELECT COUNT(*) FROM (SELECT DISTINCT f.s AS a, 7 AS k, f.n AS m FROM trio f WHERE f.n >= o.n) u) FROM trio o ~ a|1 b|2 c|0
          # a condition over columns that were computed of the row around
          SELECT o.id FROM trio o WHERE EXISTS (SELECT 1 FROM (SELECT f.s AS s2, SUM(f.n) AS sn FROM trio f WHERE f.x = o.x GROUP BY f.s) u WHERE u.sn = o.n) ~ a b
          SELECT o.id FROM trio o WHERE EXISTS (SELECT 1 FROM (SELECT f.id AS i FROM trio f WHERE f.x = o.x UNION ALL SELECT g.s FROM trio g WHERE g.n = o.n) u WHERE u.i = o.id) ~ a b
          SELECT o.id, (SELECT COUNT(*) FROM (SELECT f.id FROM trio f WHERE f.n > o.n UNION SELECT g.id FROM trio g WHERE g.x = o.x) u WHERE u.id = o.id) FROM trio o ~ a|1 b|1 c|0
          # among the values of a subquery, one names a row farther around
          SELECT o.id, (SELECT f.n + (SELECT COUNT(*) FROM trio g WHERE g.n > o.n) FROM trio f WHERE f.id = 'a') FROM trio o ~ a|3 b|4 c|3
          SELECT o.id, (SELECT MAX(f.n + (SELECT COUNT(*) FROM trio g WHERE g.n > o.n)) FROM trio f) FROM trio o ~ a|3 b|4 c|3
          SELECT o.id, (SELECT (SELECT COUNT(*) FROM trio g WHERE g.n > o.n)) FROM trio o ~ a|0 b|1 c|0
          SELECT o.id FROM trio o, LATERAL (SELECT (SELECT COUNT(*) FROM trio g WHERE g.n > o.n) AS c FROM trio f WHERE f.id = 'a') u WHERE u.c = 1 ~ b
          SELECT o.id, (SELECT MAX((SELECT COUNT(*) FROM trio g WHERE g.n > f.n) + (SELECT COUNT(*) FROM trio h WHERE h.n > o.n)) FROM trio f) FROM trio o ~ a|1 b|2 c|1
          SELECT o.id, (SELECT MAX(u.m) FROM (SELECT (SELECT COUNT(*) FROM trio g WHERE g.n > f.n) AS m, (SELECT COUNT(*) FROM trio h WHERE h.n > o.n) AS k, f.n IN (SELECT i.n FROM trio i WHERE i.n <> o.n) AS t FROM trio f) u WHERE u.k = 1 AND u.t) FROM trio o ~ a|null b|0 c|null
          SELECT o.id, (SELECT COUNT(*) FROM trio f WHERE f.n < (SELECT SUM(g.n + (SELECT COUNT(*) FROM trio h WHERE h.n > o.n)) FROM trio g WHERE g.id >= f.id)) FROM trio o ~ a|0 b|1 c|0
          SELECT o.id, (SELECT COUNT(*) FROM trio f WHERE f.n <= o.x AND o.x NOT IN (SELECT f.x FROM trio g WHERE g.x <> o.x)) FROM trio o ~ a|1 b|0 c|0
          SELECT o.id, (SELECT COUNT(*) FROM trio f WHERE f.x <> o.n OR o.n NOT IN (SELECT g.x FROM trio g WHERE g.n <= f.n AND g.id <> o.id)) FROM trio o WHERE EXISTS (SELECT h.x FROM trio h) ~ a|3 b|3 c|1
          # beside aggregates, a column of the row around
          SELECT o.id, (SELECT SUM(f.n) + o.n FROM trio f) FROM trio o ~ a|3 b|-3 c|null
          SELECT o.id, (SELECT COUNT(*) FROM trio f HAVING COUNT(f.n) > o.n) FROM trio o ~ a|null b|3 c|null
          SELECT o.id, (SELECT MAX(n) + MAX(x) * o.n FROM trio WHERE x < o.n) FROM trio o ~ a|7.5 b|null c|null
          SELECT o.id, (SELECT MAX(u.c) FROM (SELECT f.s, COUNT(*) + o.n AS c FROM trio f GROUP BY f.s) u) FROM trio o ~ a|5 b|-1 c|null
          SELECT o.id, (SELECT CASE WHEN COUNT(*) > 1 THEN o.id || COALESCE(s, '-') END FROM trio f GROUP BY s ORDER BY COUNT(*) + CHAR_LENGTH(o.id) DESC LIMIT 1) FROM trio o ~ a|a- b|b- c|c-
          SELECT o.id, (SELECT COUNT(*) FROM trio f WHERE f.n IN (SELECT SUM(g.n) + f.n + o.n FROM trio g WHERE g.id = f.id)) FROM trio o ~ a|1 b|1 c|0
          # subqueries that name columns of groups
          SELECT o.s, (SELECT COUNT(*) FROM trio f WHERE f.n > o.n OR f.s = o.s) FROM trio o GROUP BY o.s, o.n ~ long|1 null|1 null|0
          SELECT o.n, (SELECT COUNT(*) FROM trio f WHERE f.n > o.n OR f.id = o.id) FROM trio o GROUP BY o.n, o.id ~ 3|1 -3|2 null|1
          SELECT o.id, o.s, (SELECT MAX(f.id) FROM trio f WHERE f.n = o.n AND f.id = o.id) FROM trio o GROUP BY o.s, o.id, o.n ~ a|long|a b|null|b c|null|null
          SELECT o.n, (SELECT COUNT(*) FROM trio f WHERE f.n > o.n AND EXISTS (SELECT 1 FROM trio g WHERE g.id = o.id)) FROM trio o GROUP BY o.n, o.id ~ 3|0 -3|1 null|0
          SELECT o.n, o.id, (SELECT COUNT(*) FROM trio f WHERE f.n > o.n), (SELECT MAX(f.id) FROM trio f WHERE f.id <= o.id), COUNT(*) FROM trio o GROUP BY o.n, o.id ~ 3|a|0|a|1 -3|b|1|b|1 null|c|0|c|1
          SELECT o.s, (SELECT SUM(f.n) + o.n FROM trio f) FROM trio o GROUP BY o.s, o.n ~ long|3 null|-3 null|null
          SELECT o.id, p.n, (SELECT COUNT(*) FROM trio f WHERE f.id >= o.id AND f.n <= p.n) FROM trio o JOIN trio p ON p.n < o.n GROUP BY p.n, o.id ~ a|-3|1
          SELECT o.id FROM trio o GROUP BY o.x, o.id, o.n HAVING (SELECT COUNT(*) FROM trio f WHERE f.n > 5) = 0 AND EXISTS (SELECT 1 FROM trio f WHERE f.n = o.n AND f.id IN (SELECT g.id FROM trio g WHERE g.x = o.x)) AND (SELECT COUNT(*) FROM trio f WHERE f.n > o.n) = 1 ~ b
          SELECT o.x, (SELECT COUNT(*) FROM trio f WHERE f.n = o.x AND f.n <> o.x) FROM trio o GROUP BY o.x, o.n HAVING (SELECT SUM(g.x) + o.n FROM trio g) >= 1 AND (SELECT COUNT(h.n) - o.x FROM trio h HAVING MIN(h.n) < o.x) >= 0.5 ~ 1.5|0
          SELECT d.x, (SELECT COUNT(*) FROM trio f WHERE f.n > d.n AND f.n > d.x) FROM (SELECT DISTINCT n, x FROM trio) d GROUP BY d.x, d.n ~ 1.5|0 -1.5|1 null|0
          SELECT d.c, (SELECT COUNT(*) FROM trio f WHERE f.n > d.n AND f.n > d.c) FROM (SELECT n, COUNT(*) AS c FROM trio GROUP BY n) d GROUP BY d.c, d.n ~ 1|0 1|1 1|0
          SELECT u.c, (SELECT COUNT(*) FROM trio f WHERE f.n > u.c) FROM (SELECT o.s, COUNT(*) AS c FROM trio o GROUP BY o.s) u ~ 1|1 2|1
          SELECT o.id, (SELECT COUNT(*) FROM (SELECT f.s AS s, (SELECT COUNT(*) FROM trio g WHERE g.n > f.n AND g.id <> o.id) AS c FROM trio f GROUP BY f.s, f.n) u WHERE u.c = 1) FROM trio o ~ a|0 b|1 c|1
          SELECT o.id FROM trio o GROUP BY o.n, o.id ORDER BY (SELECT COUNT(*) FROM trio f WHERE f.n > o.n AND f.id <> o.id) DESC, o.id LIMIT 1 ~ b
          SELECT o.id, SUM(COUNT(*)) OVER (), (SELECT COUNT(*) FROM trio f WHERE f.n > o.n AND f.id <> o.id) FROM trio o GROUP BY o.n, o.id ~ a|3|0 b|3|1 c|3|0
          SELECT DISTINCT (SELECT COUNT(*) FROM trio f WHERE f.n > o.n AND f.id <> o.id) FROM trio o GROUP BY o.n, o.id ~ 0 1
          SELECT o.id || 'x', (SELECT COUNT(*) FROM trio f WHERE f.id || 'x' = o.id || 'x') FROM trio o GROUP BY ROLLUP(o.id) ~ ax|1 bx|1 cx|1 null|0
          # searches and arrays that name the row around
          SELECT o.id, e.i FROM trio o, LATERAL (SELECT i FROM (SELECT id AS i FROM trio USING EMBEDDING (o.embedding) TOPK 3) u WHERE UPPER(u.i) > UPPER(o.id)) e ~ a|b a|c b|c
          SELECT o.id, e.i FROM trio o LEFT JOIN LATERAL (SELECT id AS i FROM trio WHERE n < o.n + 1 USING EMBEDDING (o.embedding) TOPK 3) e ON TRUE ~ a|a a|b b|b c|null
          SELECT o.id, (SELECT MAX(f.id) FROM trio f WHERE f.n <> o.n AND f.s IS NULL AND EXISTS (SELECT 1 FROM UNNEST(ARRAY[o.s, 'q']) AS u(v) WHERE u.v = 'q')) FROM trio o ~ a|b b|null c|null
          SELECT o.id, u.i FROM trio o, LATERAL (SELECT id AS i FROM trio USING EMBEDDING (o.embedding) WHERE UPPER(id) <> UPPER(o.id) TOPK 1) u ~ a|b b|a c|b
          SELECT o.id, u.i FROM trio o, LATERAL (SELECT id AS i FROM trio USING EMBEDDING (o.embedding) WHERE UPPER(id) <> 'A' TOPK 1) u ~ a|b b|b c|c
          SELECT o.id, u.i FROM trio o, LATERAL (SELECT id AS i FROM trio USING EMBEDDING (VECTOR [0, 1]) WHERE UPPER(id) <> 'C' TOPK 1) u WHERE u.i >= o.id ~ a|b b|b
          # windows
          SELECT o.id, (SELECT MIN(u.i) FROM (SELECT f.id AS i, ROW_NUMBER() OVER (ORDER BY f.id DESC) AS r FROM trio f WHERE f.id <> o.id) u WHERE u.r = 1) FROM trio o ~ a|c b|c c|b
          SELECT o.id, u.i FROM trio o CROSS JOIN LATERAL (SELECT f.id AS i, ROW_NUMBER() OVER (ORDER BY f.id) AS r FROM trio f WHERE f.id <> o.id) u WHERE u.r = 1 ~ a|b b|a c|a
          SELECT o.id FROM trio o WHERE 1 IN (SELECT COUNT(*) OVER () FROM trio f WHERE f.id > o.id) ~ b
          # each step of a recursive query computes anew
          WITH RECURSIVE w(i) AS (SELECT id FROM trio WHERE id = 'a' UNION ALL SELECT q.j FROM w, LATERAL (SELECT g.id AS j FROM trio g WHERE g.id > w.i) q) SELECT i FROM w ~ a b c c
          WITH RECURSIVE w(i, d) AS (SELECT id, 1 FROM trio WHERE id = 'a' UNION ALL SELECT f.id, w.d + 1 FROM w JOIN trio f ON f.id > w.i WHERE NOT EXISTS (SELECT 1 FROM trio g WHERE g.id > w.i AND g.id < f.id)) SELECT i, d FROM w ~ a|1 b|2 c|3
          WITH RECURSIVE w(i, d) AS (SELECT id, 1 FROM trio WHERE id = 'a' UNION ALL SELECT (SELECT MIN(f.id) FROM trio f WHERE f.id > w.i), w.d + 1 FROM w WHERE w.d < 3) SELECT i, d FROM w ~ a|1 b|2 c|3
          WITH RECURSIVE w(i) AS (SELECT id FROM trio WHERE id = 'a' UNION ALL SELECT MIN(f.id) FROM w JOIN trio f ON f.id > w.i GROUP BY w.i) SELECT i FROM w ~ a b c
          WITH RECURSIVE w(i) AS (SELECT id FROM trio WHERE id = 'a' UNION ALL SELECT DISTINCT f.id FROM w JOIN trio f ON f.id > w.i) SELECT i FROM w ~ a b c c
          # an answer that is unknown stays so
          SELECT o.id, ((7 IN (SELECT g.n FROM trio g)) IS TRUE) IS NOT TRUE FROM trio o ~ a|true b|true c|true
          SELECT o.id FROM trio o WHERE ((o.id IN (SELECT g.s FROM trio g)) IS FALSE) IS NOT TRUE ~ a b c
          SELECT o.id, (7 IN (SELECT g.n FROM trio g)) IS TRUE, (7 IN (SELECT g.n FROM trio g WHERE g.n > 9)) IS TRUE FROM trio o ~ a|false|false b|false|false c|false|false
          SELECT o.id, ((o.n + 7 IN (SELECT g.n FROM trio g)) = (o.s IS NULL)) IS TRUE FROM trio o ~ a|false b|false c|false
          SELECT COUNT(*) FROM trio o WHERE NOT (CAST(o.id IN (SELECT g.s FROM trio g) AS VARCHAR) LIKE 'T%') ~ 0
          SELECT COUNT(*) FROM trio o WHERE o.id = 'z' OR ((o.id IN (SELECT g.s FROM trio g)) <> (o.s IS NULL)) IS TRUE ~ 0
          SELECT o.id, p.id FROM trio o LEFT JOIN trio p ON p.id = o.id AND ((p.id IN (SELECT g.s FROM trio g)) = (p.s IS NULL)) IS TRUE ~ a|null b|null c|null
          SELECT o.id, p.id FROM trio o LEFT JOIN trio p ON p.id = o.id AND ((p.id IN (SELECT g.s FROM trio g)) IS TRUE) IS NOT TRUE AND (8 IN (SELECT g.n FROM trio g)) IS NOT TRUE ~ a|a b|b c|c
          # subqueries among the operands of others, and several in the condition of a join
          SELECT o.id, (SELECT MAX(f.n) FROM trio f WHERE f.n > o.n) IN (SELECT g.n FROM trio g WHERE g.id <> o.id) FROM trio o ~ a|null b|true c|null
          SELECT o.id FROM trio o WHERE ((SELECT MAX(f.n) FROM trio f WHERE f.id > o.id) NOT IN (SELECT g.n FROM trio g WHERE g.n > 0)) IS NOT NULL ~ a
          SELECT o.id, (SELECT COUNT(*) FROM trio f JOIN trio g ON f.n NOT IN (SELECT h.n FROM trio h WHERE h.n < o.n) AND f.id = g.id) FROM trio o ~ a|1 b|3 c|3
          SELECT o.id, p.id FROM trio o LEFT JOIN trio p ON (SELECT MAX(f.n) FROM trio f WHERE f.n < o.n) IN (SELECT g.n FROM trio g WHERE g.id > p.id) ~ a|a b|null c|null
          SELECT o.id, p.id FROM trio o JOIN trio p ON p.n IN (SELECT g.n FROM trio g WHERE g.id = o.id) OR o.n < (SELECT MIN(g.n) FROM trio g WHERE g.id <> p.id) ~ a|a b|b
          SELECT o.id FROM trio o WHERE -3 IN (SELECT p.n FROM trio f LEFT JOIN trio p ON 3 = ALL (SELECT g.n FROM trio g WHERE p.s IS NOT NULL) WHERE o.n >= p.n) ~ a b
          # rows of values
          SELECT o.id, (o.x, o.id) IN (SELECT g.n, g.id FROM trio g WHERE g.id <> 'c') FROM trio o ~ a|false b|false c|false
          SELECT o.id FROM trio o WHERE (o.n, o.x) NOT IN (SELECT g.x, g.x FROM trio g WHERE g.x IS NOT NULL) ~ a b
          SELECT o.id FROM trio o WHERE ((SELECT COUNT(*) FROM trio f WHERE f.n >= o.n), o.n) NOT IN (SELECT 1, g.n FROM trio g WHERE g.n > 0) ~ b c
          SELECT o.id, ((SELECT COUNT(*) FROM trio f WHERE f.n >= o.n), (SELECT MAX(h.x) FROM trio h WHERE h.n = o.n)) IN (SELECT 2, g.x FROM trio g WHERE g.id <> o.id OR g.n < 0) FROM trio o ~ a|false b|true c|false
          SELECT o.id, p.id, (p.n, o.id) IN (SELECT 3, g.id FROM trio g WHERE g.id <> o.id OR o.x > p.x) FROM trio o CROSS JOIN trio p WHERE o.id <> 'b' ~ a|a|false a|b|false a|c|false c|a|false c|b|false c|c|false
          SELECT o.id FROM trio o WHERE (o.n, o.id) IN (SELECT g.n, g.id FROM trio g WHERE g.n > o.n - 1) ~ a b
          SELECT o.id, p.id FROM trio o LEFT JOIN trio p ON (o.n, p.id) NOT IN (SELECT g.n, g.id FROM trio g WHERE g.n < 0) ~ a|a a|b a|c b|a b|c c|a c|c
          # a subquery within a repeated operand
          SELECT o.id, COALESCE((SELECT MAX(f.n) FROM trio f WHERE EXISTS (SELECT 1 FROM trio g WHERE g.n > f.n AND f.id <> o.id)), 7) FROM trio o ~ a|-3 b|7 c|-3
          SELECT o.id, NULLIF((SELECT MIN(f.n) FROM trio f WHERE f.n IN (SELECT g.n FROM trio g WHERE g.x = f.x AND f.n >= o.n)), 3) FROM trio o ~ a|null b|-3 c|null
          # several subqueries in HAVING, and nothing selected but keys
          SELECT o.n FROM trio o GROUP BY o.n HAVING EXISTS (SELECT 1 FROM trio f WHERE f.n = o.n) AND o.n IN (SELECT g.n FROM trio g WHERE g.n >= o.n) ~ 3 -3
          SELECT o.n FROM trio o GROUP BY o.n HAVING (SELECT COUNT(*) FROM trio f WHERE f.n > o.n) IN (SELECT 0 FROM trio g) ~ 3 null
          # totals of groups over no rows
          SELECT f.s, COUNT(*) FROM trio f WHERE f.n > 100 GROUP BY ROLLUP(f.s) ~ null|0
          SELECT f.s, f.id, COUNT(*), SUM(f.n), GROUPING(f.s, f.id) FROM trio f WHERE f.n > 100 GROUP BY CUBE(f.s, f.id) ~ null|null|0|null|3
          SELECT f.s FROM trio f WHERE f.n > 100 GROUP BY GROUPING SETS ((f.s), ()) ~ null
          SELECT f.s, COUNT(*) FROM trio f GROUP BY ROLLUP(f.s) ~ long|1 null|2 null|3
          SELECT o.id, (SELECT COUNT(*) FROM (SELECT f.s AS s2, COUNT(*) AS c FROM trio f WHERE f.n > o.n GROUP BY ROLLUP(f.s)) u) FROM trio o ~ a|1 b|2 c|1
          SELECT o.id, (SELECT MAX(u.g) FROM (SELECT GROUPING(f.s) AS g FROM trio f WHERE f.n > o.n GROUP BY ROLLUP(f.s)) u) FROM trio o ~ a|1 b|1 c|1
          # counted for each row of the query between
          SELECT o.id, (SELECT COUNT(*) FROM trio p WHERE o.n IN (SELECT q.n FROM trio q WHERE o.x * -2 < 0.75)) FROM trio o ~ a|3 b|0 c|0
          SELECT MIN(p.n / 2 * 0) FROM trio o LEFT JOIN trio p ON FALSE GROUP BY p.id ~ null
          """)
  void rowsAre(String sql, String expected) throws SQLException {
    assertThat(answer(sql)).containsExactlyInAnyOrder(expected.split(" "));
  }

  /** The window that Calcite makes of it has keys whose names are none in Java. */
  @Test
  void rowsAreFoundByKeysWithDotsInTheirNames() throws SQLException {
    assertThat(
            Queries.rows(
                dotted,
                "SELECT o.id, (SELECT f.id FROM trio f WHERE f.metadata.n = o.metadata.n"
                    + " AND f.metadata.x >= o.metadata.x ORDER BY f.id LIMIT 1) FROM trio o"
                    + " WHERE (o.metadata.n, o.metadata.x) NOT IN"
                    + " (SELECT g.metadata.n, g.metadata.n FROM trio g WHERE g.metadata.n > 0)"))
        .containsExactlyInAnyOrder(List.of("a", "a"), List.of("b", "b"));
  }

  @Test
  void aLimitMayBeAParameter() throws SQLException {
    String sql =
        "SELECT o.id, (SELECT f.n FROM trio f WHERE f.id <> o.id ORDER BY f.n NULLS LAST LIMIT ?) FROM trio o";
    assertThat(answer(sql, 1)).containsExactlyInAnyOrder("a|-3", "b|3", "c|-3");
  }

  @Test
  void aColumnThatIsNotGroupedIsRefusedInASubquery() {
    assertThatThrownBy(
            () ->
                answer(
                    "SELECT o.s, (SELECT COUNT(*) FROM trio f WHERE f.n > o.n) FROM trio o GROUP BY o.s"))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("names the column 'n' of the query around, which groups by others")
        .extracting("SQLState")
        .isEqualTo("42000");
  }

  @Test
  void aRecursiveQueryThatNamesItselfInASubqueryIsRefused() {
    assertThatThrownBy(
            () ->
                answer(
                    "WITH RECURSIVE w(i) AS (SELECT id FROM trio WHERE id = 'a' UNION ALL SELECT f.id"
                        + " FROM trio f WHERE f.id IN (SELECT g.id FROM trio g JOIN w ON g.id > w.i))"
                        + " SELECT i FROM w"))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("Join it in its FROM")
        .extracting("SQLState")
        .isEqualTo("0A000");
  }

  /** The rows, each with a bar between its values. */
  private List<String> answer(String sql, Object... parameters) throws SQLException {
    return Queries.rows(connection, sql, parameters).stream()
        .map(row -> row.stream().map(String::valueOf).collect(Collectors.joining("|")))
        .toList();
  }
}
