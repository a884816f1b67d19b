package io.github.chromajdbc.it.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@code USING EMBEDDING BATCH}: several searches in one statement. */
class BatchSearchTest extends SqlAnswers {
  private static final String BATCH =
      "FROM docs USING EMBEDDING BATCH (VECTOR [1,0,0], VECTOR [0,0,1]) ";
  private static final String SELECT = "SELECT query_index, id, distance " + BATCH;

  @Test
  void eachRowSaysWhichQueryItAnswers() throws SQLException {
    answers(SELECT + "TOPK 2", "0|d1|0.0", "0|d4|1.0", "1|d3|0.0", "1|d8|1.0");
    assertThat(Queries.columns(connection(), "SELECT * " + BATCH + "TOPK 1"))
        .startsWith("id:VARCHAR", "distance:DOUBLE", "query_index:INTEGER", "document:VARCHAR");
  }

  @Test
  void queriesMayBeParametersOfSeveralForms() throws SQLException {
    String sql =
        "SELECT query_index, id FROM docs"
            + " USING EMBEDDING BATCH (?, VECTOR [0,?,0], (SELECT embedding FROM docs WHERE id = ?))"
            + " TOPK ?";
    assertThat(rows(sql, new float[] {0, 0, 2}, 2, "d6", 1))
        .containsExactly("0|d8", "1|d7", "2|d6");
    assertThat(
            rows(
                "SELECT query_index, id FROM docs USING EMBEDDING BATCH (?, ?) TOPK 1",
                "[0, 0, 2]",
                List.of(2, 0, 0)))
        .containsExactly("0|d8", "1|d6");
  }

  @Test
  void theSameQueryTwiceIsAnsweredTwice() throws SQLException {
    answers(
        "SELECT query_index, id FROM docs"
            + " USING EMBEDDING BATCH (VECTOR [0,0,1], VECTOR [0,0,1]) TOPK 1",
        "0|d3",
        "1|d3");
  }

  @Test
  void conditionsRestrictTheCandidatesOfEachQuery() throws SQLException {
    answers(SELECT + "WHERE metadata.year = 2002 TOPK 1", "0|d2|2.0", "1|d2|2.0");
    // The driver decides on this one.
    answers(
        SELECT + "WHERE metadata.name LIKE 'a%' TOPK 2",
        "0|d1|0.0",
        "0|d7|5.0",
        "1|d1|2.0",
        "1|d7|5.0");
    answers(SELECT + "WHERE id IN ('d8', 'd7') TOPK 1", "0|d7|5.0", "1|d8|1.0");
    answers(SELECT + "WHERE_DOCUMENT CONTAINS 'owl' TOPK 5", "0|d8|5.0", "1|d8|1.0");
    answers(SELECT + "WHERE metadata.year = 1 TOPK 5");
  }

  @Test
  void thresholdsExactnessAndSimilarityHoldForEachQuery() throws SQLException {
    String near = SELECT + "TOPK 8 WITH SCORE THRESHOLD 1";
    answers(near, "0|d1|0.0", "0|d4|1.0", "0|d6|1.0", "1|d3|0.0", "1|d8|1.0");
    answers(SELECT + "WHERE distance < 1 TOPK 8", "0|d1|0.0", "1|d3|0.0");
    answers(
        near.replace("SELECT", "SELECT /*+ EXACT */"),
        "0|d1|0.0",
        "0|d4|1.0",
        "0|d6|1.0",
        "1|d3|0.0",
        "1|d8|1.0");
    String inner = SELECT + "SIMILARITY IP TOPK 1";
    answers(inner, "0|d6|-1.0", "1|d8|-1.0");
    assertThat(warnings(inner)).singleElement().asString().startsWith("01000 SIMILARITY IP");
  }

  @Test
  void theRestOfTheStatementIsAboutAllRows() throws SQLException {
    answers(SELECT + "TOPK 2 LIMIT 3", "0|d1|0.0", "0|d4|1.0", "1|d3|0.0");
    answers(SELECT + "TOPK 2 LIMIT 2 OFFSET 1", "0|d4|1.0", "1|d3|0.0");
    answers(SELECT + "TOPK 2 ORDER BY query_index, distance LIMIT 1 OFFSET 2", "1|d3|0.0");
    answers(
        SELECT + "TOPK 2 ORDER BY query_index DESC, id",
        "1|d3|0.0",
        "1|d8|1.0",
        "0|d1|0.0",
        "0|d4|1.0");
    answers(
        "SELECT query_index, COUNT(*), MAX(distance) "
            + BATCH
            + "TOPK 3 WITH SCORE THRESHOLD 1 GROUP BY query_index ORDER BY query_index",
        "0|3|1.0",
        "1|2|1.0");
    answers(
        "SELECT s.query_index, o.id FROM (SELECT * "
            + BATCH
            + "TOPK 1) s JOIN other o ON o.id = s.id ORDER BY 1",
        "0|d1");
    answers("SELECT id " + BATCH + "LIMIT 0");
    // Without TOPK, LIMIT is the count of each query, and then of all rows.
    answers(SELECT + "LIMIT 2", "0|d1|0.0", "0|d4|1.0");
  }

  @Test
  void anAnswerLargerThanARequestMayBringComesInSeveral() throws SQLException {
    StringBuilder queries = new StringBuilder("VECTOR [0,0,1]");
    for (int i = 0; i < 6; i++) {
      queries.append(", VECTOR [1,0,0]");
    }
    assertThat(
            rows(
                "SELECT query_index, COUNT(*) FROM docs USING EMBEDDING BATCH ("
                    + queries
                    + ") TOPK 10000 GROUP BY query_index ORDER BY 1"))
        .hasSize(7)
        .allMatch(row -> row.endsWith("|8"));
  }

  @Test
  void aWrongQueryIsAnErrorOfTheStatement() {
    fails(
        "22000",
        "3 dimensions",
        "SELECT id FROM docs USING EMBEDDING BATCH (VECTOR [1,0,0], VECTOR [1,0]) TOPK 1");
    fails(
        "22000",
        "3 dimensions",
        "SELECT id FROM docs USING EMBEDDING BATCH (VECTOR [1,0,0], ?) TOPK 1",
        new float[4]);
    fails("42S22", "query_index", "SELECT query_index FROM docs USING EMBEDDING (?) TOPK 1");
  }
}
