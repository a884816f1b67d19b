package io.github.chromajdbc.it.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chromajdbc.client.Space;
import io.github.chromajdbc.it.sql.VectorSample.Found;
import io.github.chromajdbc.it.sql.VectorSample.Item;
import io.github.chromajdbc.testing.ChromaServerExtension;
import io.github.chromajdbc.testing.CountingProxy;
import io.github.chromajdbc.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** A search for each row of a left side: the rows it brings and the requests it takes. */
@ExtendWith(ChromaServerExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LateralSearchTest {
  private static final int LEFT = 100;

  private final VectorSample left;
  private final VectorSample right;
  private final CountingProxy proxy;
  private final Connection connection;

  LateralSearchTest(TestDatabase database) throws SQLException {
    Random random = new Random(7);
    left = VectorSample.random(random, LEFT, 8);
    right = VectorSample.random(random, 300, 8);
    database.create("questions", Space.L2).add(left.records());
    database.create("answers", Space.L2).add(right.records());
    proxy = new CountingProxy(database.server().url());
    connection = ShippedDriver.connect(database.jdbcUrl(proxy));
  }

  @AfterAll
  void close() throws SQLException {
    connection.close();
    proxy.close();
  }

  @BeforeEach
  void forgetRequests() throws SQLException {
    Queries.rows(
        connection, "SELECT q.metadata.name, a.metadata.name FROM questions q, answers a LIMIT 1");
    proxy.reset();
  }

  private List<String> expected(java.util.function.BiPredicate<Item, Item> condition, int count) {
    List<String> expected = new ArrayList<>();
    for (Item question : left.items()) {
      for (Found found :
          right.nearest(
              question.embedding(), Space.L2, answer -> condition.test(question, answer), count)) {
        expected.add(question.id() + "|" + found.item().id());
      }
    }
    return expected;
  }

  private List<String> pairs(String sql) throws SQLException {
    return Queries.rows(connection, sql).stream()
        .map(row -> row.get(0) + "|" + row.get(1))
        .toList();
  }

  private long queries() {
    return proxy.recordRequests().stream().filter(seen -> seen.path().endsWith("/query")).count();
  }

  @Test
  void manyRowsShareARequest() throws SQLException {
    assertThat(
            pairs(
                "SELECT q.id, n.id FROM questions q,"
                    + " LATERAL (SELECT id FROM answers USING EMBEDDING (q.embedding) TOPK 3) AS n"))
        .isEqualTo(expected((question, answer) -> true, 3));
    assertThat(queries()).isLessThanOrEqualTo(3);
    assertThat(proxy.recordRequests()).hasSizeLessThanOrEqualTo(5);
  }

  @Test
  void rowsWithTheSameConditionShareARequest() throws SQLException {
    assertThat(
            pairs(
                "SELECT q.id, n.id FROM questions q, LATERAL (SELECT id, distance FROM answers"
                    + " USING EMBEDDING (q.embedding) WHERE metadata.bucket = q.metadata.bucket"
                    + " TOPK 2) AS n"))
        .containsExactlyInAnyOrderElementsOf(
            expected((question, answer) -> question.bucket() == answer.bucket(), 2));
    assertThat(queries()).isLessThanOrEqualTo(30);
  }

  @Test
  void aLimitAboveReadsAFewRowsAhead() throws SQLException {
    assertThat(
            pairs(
                "SELECT q.id, n.id FROM questions q, LATERAL (SELECT id FROM answers"
                    + " USING EMBEDDING (q.embedding) TOPK 3) AS n LIMIT 4"))
        .hasSize(4);
    assertThat(queries()).isEqualTo(1);
    assertThat(
            proxy.recordRequests().stream()
                .filter(seen -> seen.path().endsWith("/query"))
                .findFirst()
                .orElseThrow()
                .json()
                .get("query_embeddings"))
        .hasSizeLessThan(LEFT);
  }

  @Test
  void theSearchMayBeAnyKindOfSearch() throws SQLException {
    assertThat(
            pairs(
                "SELECT q.id, n.id FROM questions q, LATERAL (SELECT /*+ EXACT */ id FROM answers"
                    + " USING EMBEDDING (q.embedding) WHERE metadata.name LIKE '%z' TOPK 2) AS n"
                    + " WHERE q.metadata.bucket = 1"))
        .isEqualTo(
            expected(
                (question, answer) -> question.bucket() == 1 && answer.name().endsWith("z"), 2));
    assertThat(
            pairs(
                "SELECT q.id, n.id FROM questions q, LATERAL (SELECT a.id FROM answers a"
                    + " ORDER BY L2_DISTANCE(a.embedding, q.embedding) LIMIT 2) AS n"))
        .isEqualTo(expected((question, answer) -> true, 2));
    assertThat(
            Queries.rows(
                connection,
                "SELECT q.id, COUNT(*), COUNT(DISTINCT n.query_index) FROM questions q, LATERAL"
                    + " (SELECT query_index FROM answers USING EMBEDDING BATCH (q.embedding, ?)"
                    + " TOPK 4 RERANK BY MMR) AS n GROUP BY q.id",
                new float[8]))
        .hasSize(LEFT)
        .allMatch(row -> row.get(1).equals(8L) && row.get(2).equals(2L));
  }

  @Test
  void leftJoinsExistsAndScalarSubqueriesSearchToo() throws SQLException {
    assertThat(
            Queries.rows(
                connection,
                "SELECT q.id, n.id FROM questions q LEFT JOIN LATERAL (SELECT id FROM answers"
                    + " USING EMBEDDING (q.embedding) TOPK 1 WITH SCORE THRESHOLD 0.0) AS n ON TRUE"))
        .hasSize(LEFT)
        .allMatch(row -> row.get(1) == null);
    assertThat(
            Queries.column(
                connection,
                "SELECT q.id FROM questions q WHERE EXISTS (SELECT 1 FROM answers"
                    + " USING EMBEDDING (q.embedding) TOPK 1 WITH SCORE THRESHOLD 3)"))
        .containsExactlyInAnyOrderElementsOf(
            left.items().stream()
                .filter(
                    item ->
                        right.nearest(item.embedding(), Space.L2, any -> true, 1).get(0).distance()
                            <= 3)
                .<Object>map(Item::id)
                .toList());
    assertThat(
            pairs(
                "SELECT q.id, (SELECT id FROM answers USING EMBEDDING (q.embedding) TOPK 1)"
                    + " FROM questions q"))
        .isEqualTo(expected((question, answer) -> true, 1));
    assertThat(queries()).isLessThanOrEqualTo(12);
  }
}
