package io.github.chromajdbc.it.sql;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** Searches inside other statements. */
class NestedSearchTest extends SqlAnswers {
  private static final String NEAR_D1 = "FROM docs USING EMBEDDING (VECTOR [1,0,0]) ";
  private static final String NEAR_D3 = "FROM docs USING EMBEDDING (VECTOR [0,0,1]) ";

  @Test
  void inACommonTableExpression() throws SQLException {
    answers(
        "WITH near AS (SELECT * " + NEAR_D1 + "TOPK 3) SELECT id, distance FROM near ORDER BY 2, 1",
        "d1|0.0",
        "d4|1.0",
        "d6|1.0");
    answers(
        "WITH near AS (SELECT id, distance "
            + NEAR_D1
            + "TOPK 3) SELECT a.id FROM near a JOIN near b ON a.distance = b.distance AND a.id > b.id",
        "d6");
    answers(
        "WITH found AS (SELECT query_index, id FROM docs"
            + " USING EMBEDDING BATCH (VECTOR [1,0,0], VECTOR [0,0,1]) TOPK 2 RERANK BY MMR)"
            + " SELECT query_index, COUNT(*) FROM found GROUP BY query_index ORDER BY 1",
        "0|2",
        "1|2");
  }

  @Test
  void inSetOperations() throws SQLException {
    answersInAnyOrder(
        "SELECT id " + NEAR_D1 + "TOPK 2 UNION SELECT id " + NEAR_D3 + "TOPK 1", "d1", "d4", "d3");
    answersInAnyOrder(
        "SELECT id " + NEAR_D1 + "TOPK 6 INTERSECT SELECT id " + NEAR_D3 + "TOPK 3", "d1", "d3");
    answersInAnyOrder("SELECT id " + NEAR_D1 + "TOPK 3 EXCEPT SELECT id FROM other", "d4", "d6");
    answers(
        "(SELECT id, distance "
            + NEAR_D1
            + "TOPK 1) UNION ALL (SELECT id, distance "
            + NEAR_D3
            + "WHERE metadata.name LIKE 'b%' TOPK 1) ORDER BY distance",
        "d1|0.0",
        "d8|1.0");
  }

  @Test
  void inSubqueries() throws SQLException {
    answers("SELECT id FROM other WHERE id IN (SELECT id " + NEAR_D1 + "TOPK 2)", "d1");
    answersInAnyOrder(
        "SELECT id FROM other WHERE id NOT IN (SELECT id " + NEAR_D1 + "TOPK 2)", "d2", "o3");
    answers(
        "SELECT COUNT(*) FROM other WHERE EXISTS (SELECT 1 "
            + NEAR_D1
            + "TOPK 1 WITH SCORE THRESHOLD 0)",
        "3");
    answers("SELECT (SELECT MAX(distance) " + NEAR_D1 + "TOPK 3) + 1", "2.0");
    answers(
        "SELECT id " + NEAR_D1 + "WHERE id IN (SELECT id " + NEAR_D3 + "TOPK 3) TOPK 2",
        "d1",
        "d3");
  }

  @Test
  void overDerivedTablesOfSearches() throws SQLException {
    answers(
        "SELECT s.id, t.id FROM (SELECT * "
            + NEAR_D1
            + "TOPK 2) s, (SELECT * "
            + NEAR_D3
            + "TOPK 2) t WHERE s.distance = t.distance ORDER BY 1",
        "d1|d3",
        "d4|d8");
    answers(
        "SELECT id, rank() OVER (ORDER BY distance DESC) FROM (SELECT * "
            + NEAR_D1
            + "TOPK 3) s ORDER BY 2, 1",
        "d4|1",
        "d6|1",
        "d1|3");
    answers(
        "SELECT id, count(*) OVER () FROM docs ORDER BY L2_DISTANCE(embedding, '[1,0,0]') LIMIT 1",
        "d1|8");
  }
}
