package io.github.chromajdbc.it.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chromajdbc.client.Space;
import io.github.chromajdbc.testing.TestDatabase;
import io.github.chromajdbc.testing.TestRecord;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Names and expressions of the SELECT that ORDER BY and GROUP BY mention again. */
class OrderByNamesTest extends OwnDatabase {
  OrderByNamesTest() {
    super("?metadataNames=bare");
  }

  /** Orders a (x, 10, 1), b (y, 30, 2), c (x, NULL, 3), d (x, 5, 4): state, amount and qty. */
  @Override
  void fill(TestDatabase database) {
    database
        .create("orders", Space.L2)
        .add(
            TestRecord.of("a", 1, 0).metadata(Map.of("state", "x", "amount", 10, "qty", 1)),
            TestRecord.of("b", 2, 0).metadata(Map.of("state", "y", "amount", 30, "qty", 2)),
            TestRecord.of("c", 3, 0).metadata(Map.of("state", "x", "qty", 3)),
            TestRecord.of("d", 4, 0).metadata(Map.of("state", "x", "amount", 5, "qty", 4)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        // in an expression a column comes first
        "state, SUM(amount) AS amount FROM orders GROUP BY state ORDER BY SUM(amount) DESC | [[y, 30], [x, 15]]",
        "state, COUNT(amount) AS amount FROM orders GROUP BY state ORDER BY COUNT(amount) LIMIT 1 | [[y, 1]]",
        "id, -amount AS amount FROM orders ORDER BY -amount NULLS LAST | [[b, -30], [a, -10], [d, -5], [c, null]]",
        "id, qty AS amount, amount AS qty FROM orders ORDER BY ABS(amount) DESC NULLS LAST LIMIT 2 | [[b, 2, 30], [a, 1, 10]]",
        "CASE WHEN qty > 2 THEN 'hi' ELSE 'lo' END AS qty, id FROM orders ORDER BY CASE WHEN qty > 2 THEN 'hi' ELSE 'lo' END, id DESC | [[hi, d], [hi, c], [lo, b], [lo, a]]",
        "state AS id FROM orders ORDER BY LOWER(id) DESC LIMIT 3 | [[x], [x], [y]]",
        "id, L2_DISTANCE(embedding, '[4, 0]') AS embedding FROM orders ORDER BY L2_DISTANCE(embedding, '[4, 0]') LIMIT 1 | [[d, 0.0]]",
        "id, -distance AS distance FROM orders USING EMBEDDING (VECTOR [1, 0]) TOPK 2 ORDER BY -distance | [[b, -1.0], [a, 0.0]]",
        "b, -b AS b FROM (VALUES (1, 2), (2, 1)) AS t (a, b) ORDER BY -b | [[2, -2], [1, -1]]",
        // a name alone is an item's, and so is one that no column has
        "state, SUM(amount) AS amount FROM orders GROUP BY state ORDER BY amount DESC NULLS LAST | [[y, 30], [x, 15]]",
        "id, qty + 1 AS more FROM orders ORDER BY more * -1 LIMIT 1 | [[d, 5]]",
        "o.qty AS qty FROM orders o JOIN orders p ON o.id = p.id ORDER BY qty * -1 LIMIT 1 | [[4]]",
        // subqueries that are repeated
        "qty > (SELECT AVG(qty) FROM orders) AS g, COUNT(*) FROM orders GROUP BY qty > (SELECT AVG(qty) FROM orders) ORDER BY 1 | [[false, 2], [true, 2]]",
        "EXISTS (SELECT 1 FROM orders i WHERE i.amount > o.amount), COUNT(*) FROM orders o GROUP BY EXISTS (SELECT 1 FROM orders i WHERE i.amount > o.amount) ORDER BY 1 | [[false, 2], [true, 2]]",
        "DISTINCT qty > (SELECT AVG(qty) FROM orders) FROM orders ORDER BY qty > (SELECT AVG(qty) FROM orders) DESC | [[true], [false]]",
      })
  void itIsTheOneThatSqlMeans(String query, String rows) throws SQLException {
    assertThat(Queries.rows(connection(), "SELECT " + query)).hasToString(rows);
  }
}
