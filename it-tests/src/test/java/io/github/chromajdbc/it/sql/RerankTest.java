package io.github.chromajdbc.it.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** {@code RERANK BY MMR} over rows so few that the picks can be worked out by hand. */
class RerankTest extends SqlAnswers {
  private static final String NEAR_D1 = "FROM docs USING EMBEDDING (VECTOR [1,0,0]) ";

  @Test
  void lambdaWeighsNearnessAgainstUnlikeness() throws SQLException {
    answers("SELECT id " + NEAR_D1 + "TOPK 3 RERANK BY MMR (lambda = 1)", "d1", "d4", "d6");
    // The rows farthest from those picked: d7 and d8 are both at 5 from d1, and 8 apart.
    answers("SELECT id " + NEAR_D1 + "TOPK 3 RERANK BY MMR (lambda = 0)", "d1", "d7", "d8");
    answers("SELECT id " + NEAR_D1 + "TOPK 3 RERANK BY MMR (lambda = 0.1)", "d1", "d7", "d8");
    assertThat(rows("SELECT id " + NEAR_D1 + "TOPK ? RERANK BY MMR (lambda = ?)", 2, 0.0))
        .containsExactly("d1", "d7");
  }

  @Test
  void rowsComeByRankUnlessAnOrderIsAskedFor() throws SQLException {
    String reranked = "SELECT id, distance " + NEAR_D1 + "TOPK 3 RERANK BY MMR (lambda = 0)";
    answers(reranked, "d1|0.0", "d7|5.0", "d8|5.0");
    answers(reranked + " ORDER BY id DESC", "d8|5.0", "d7|5.0", "d1|0.0");
    answers(reranked + " LIMIT 1 OFFSET 1", "d7|5.0");
    answers(
        "SELECT id "
            + NEAR_D1
            + "TOPK 3 ORDER BY distance DESC, id RERANK BY MMR (lambda = 0) LIMIT 2",
        "d7",
        "d8");
    answers("SELECT id " + NEAR_D1 + "RERANK BY MMR (lambda = 0) LIMIT 2", "d1", "d7");
  }

  @Test
  void onlyTheCandidatesAreReranked() throws SQLException {
    answers(
        "SELECT id " + NEAR_D1 + "TOPK 2 RERANK BY MMR (lambda = 0, candidates = 3)", "d1", "d4");
    // Never fewer than TOPK.
    answers(
        "SELECT id " + NEAR_D1 + "TOPK 3 RERANK BY MMR (lambda = 0.5, candidates = 1)",
        "d1",
        "d4",
        "d6");
  }

  @Test
  void conditionsAndTheThresholdComeFirst() throws SQLException {
    answers(
        "SELECT id " + NEAR_D1 + "WHERE id <> 'd7' TOPK 2 RERANK BY MMR (lambda = 0)", "d1", "d8");
    answers(
        "SELECT id " + NEAR_D1 + "WHERE metadata.name LIKE '%n%' TOPK 2 RERANK BY MMR (lambda = 0)",
        "d1",
        "d7");
    answers(
        "SELECT id " + NEAR_D1 + "TOPK 2 WITH SCORE THRESHOLD 1 RERANK BY MMR (lambda = 0)",
        "d1",
        "d4");
    fails(
        "0A000",
        "WITH SCORE THRESHOLD",
        "SELECT id " + NEAR_D1 + "WHERE distance < 1 TOPK 2 RERANK BY MMR");
  }

  @Test
  void eachQueryOfABatchIsRerankedByItself() throws SQLException {
    answers(
        "SELECT query_index, id FROM docs USING EMBEDDING BATCH (VECTOR [1,0,0], VECTOR [0,0,1])"
            + " TOPK 2 RERANK BY MMR (lambda = 0)",
        "0|d1",
        "0|d7",
        "1|d3",
        "1|d6");
  }

  @Test
  void itsParametersAreChecked() {
    fails("22023", "lambda from 0 to 1", "SELECT id " + NEAR_D1 + "RERANK BY MMR (lambda = 1.5)");
    fails("22023", "lambda from 0 to 1", "SELECT id " + NEAR_D1 + "RERANK BY MMR (lambda = ?)", -1);
    fails(
        "22023", "not NULL", "SELECT id " + NEAR_D1 + "RERANK BY MMR (lambda = ?)", (Object) null);
    fails("2201W", "candidates must be", "SELECT id " + NEAR_D1 + "RERANK BY MMR (candidates = 0)");
    fails("42000", "RERANK needs a search", "SELECT id FROM docs RERANK BY MMR");
  }
}
