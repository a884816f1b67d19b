package io.github.chromajdbc.it.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What EXPLAIN tells of searches: the requests with their bodies. */
class SearchExplainTest extends SqlAnswers {
  private static final String NEAR = " FROM docs USING EMBEDDING (VECTOR [1,0,0]) ";

  private List<String> requests(String sql) throws SQLException {
    List<String> lines = rows("EXPLAIN " + sql);
    return lines.subList(
        lines.indexOf(
            lines.stream().filter(line -> line.startsWith("request")).findFirst().orElseThrow()),
        lines.size());
  }

  @Test
  void aSearchAsksForOneRowMoreThanItAnswers() throws SQLException {
    assertThat(requests("SELECT id" + NEAR + "TOPK 3"))
        .hasSize(2)
        .last()
        .asString()
        .contains("\"n_results\":4", "\"include\":[\"distances\"]");
  }

  @Test
  void aBatchIsOneRequest() throws SQLException {
    assertThat(
            requests(
                "SELECT id FROM docs"
                    + " USING EMBEDDING BATCH (VECTOR [1,0,0], VECTOR [0,0,1]) TOPK 3"))
        .hasSize(2)
        .last()
        .asString()
        .contains("\"query_embeddings\":[[1.0,0.0,0.0],[0.0,0.0,1.0]]", "\"n_results\":4");
  }

  @Test
  void aRerankReadsTheEmbeddingsOfItsCandidates() throws SQLException {
    assertThat(requests("SELECT id" + NEAR + "TOPK 3 RERANK BY MMR"))
        .last()
        .asString()
        .contains("\"n_results\":51", "embeddings");
    assertThat(requests("SELECT id" + NEAR + "TOPK 3 RERANK BY MMR (candidates = 20)"))
        .last()
        .asString()
        .contains("\"n_results\":21");
  }

  @Test
  void aConditionThatChromaCannotTakeIsSaidToBeTheDrivers() throws SQLException {
    List<String> lines =
        requests("SELECT id" + NEAR + "WHERE metadata.year > 0 AND metadata.name LIKE 'a%' TOPK 3");
    assertThat(lines)
        .hasSize(6)
        .anyMatch(line -> line.contains("4 times n_results"))
        .anyMatch(line -> line.contains("embeddings of the records that remain"));
    assertThat(lines.get(1)).contains("\"n_results\":4", "{\"year\":{\"$gte\":1}}", "metadatas");
    assertThat(lines.get(4)).contains("\"limit\":", "{\"year\":{\"$gte\":1}}", "metadatas");
  }

  @Test
  void anOrderByADistanceIsSaidToBeExact() throws SQLException {
    assertThat(requests("SELECT id FROM docs ORDER BY L2_DISTANCE(embedding, '[1,0,0]') LIMIT 3"))
        .first()
        .asString()
        .contains("exact distances");
  }
}
