package io.github.chromajdbc.it.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chromajdbc.client.Space;
import io.github.chromajdbc.testing.TestDatabase;
import io.github.chromajdbc.testing.TestRecord;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The distance functions in expressions, and as the order of a statement. */
class DistanceFunctionTest extends SqlAnswers {

  @Test
  void theyTakeEmbeddingsArraysTextsAndParameters() throws SQLException {
    answers(
        "SELECT L2_DISTANCE(embedding, ARRAY[3, 4, 0]), L2_SQUARED_DISTANCE('[0, 0, 0]', embedding),"
            + " INNER_PRODUCT(embedding, ARRAY[0.5, 2.0, 0]), cosine_distance(embedding, embedding)"
            + " FROM docs WHERE id = 'd6'",
        "4.123105625617661|4.0|1.0|0.0");
    for (Object vector :
        List.of(new float[] {0, 3, 0}, new double[] {0, 3, 0}, List.of(0, 3, 0), "[0, 3, 0]")) {
      assertThat(
              rows("SELECT L2_DISTANCE(embedding, ?) FROM docs WHERE id IN ('d1', 'd7')", vector))
          .containsExactlyInAnyOrder("3.1622776601683795", "1.0");
    }
    answers(
        "SELECT COSINE_DISTANCE(ARRAY[1, 0], ARRAY[0, 2]), INNER_PRODUCT('[1,2]', '[3,4]')",
        "1.0|11.0");
    answers("SELECT L2_DISTANCE(embedding, NULL) FROM docs WHERE id = 'd1'", "null");
    answers(
        "SELECT a.id, b.id FROM docs a JOIN other b"
            + " ON L2_DISTANCE(a.embedding, b.embedding) < 0.5 ORDER BY 1",
        "d1|d1",
        "d2|d2",
        "d3|o3");
  }

  @Test
  void theyMeasureAsTheDistanceOfASearchDoes() throws SQLException {
    answers(
        "SELECT distance = L2_SQUARED_DISTANCE(embedding, ARRAY[1,2,3])"
            + " FROM docs USING EMBEDDING (VECTOR [1,2,3]) TOPK 1",
        "true");
    answers(
        "SELECT distance = 1 - INNER_PRODUCT(embedding, ARRAY[1,2,3])"
            + " FROM docs_ip USING EMBEDDING (VECTOR [1,2,3]) TOPK 1",
        "true");
    answers(
        "SELECT ABS(distance - COSINE_DISTANCE(embedding, ARRAY[1,2,3])) < 1e-6"
            + " FROM docs_cosine USING EMBEDDING (VECTOR [1,2,3]) TOPK 1",
        "true");
  }

  @Test
  void conditionsAndGroupsMayUseThem() throws SQLException {
    answersInAnyOrder(
        "SELECT id FROM docs WHERE L2_DISTANCE(embedding, '[1,0,0]') <= 1", "d1", "d4", "d6");
    answers(
        "SELECT MIN(L2_SQUARED_DISTANCE(embedding, '[9,0,0]')), COUNT(*) FROM docs"
            + " WHERE INNER_PRODUCT(embedding, '[1,0,0]') > 0",
        "49.0|4");
    answers(
        "SELECT id FROM docs USING EMBEDDING (VECTOR [0,1,0])"
            + " WHERE COSINE_DISTANCE(embedding, '[1,0,0]') < 0.5 TOPK 2",
        "d4",
        "d1");
  }

  @Test
  void anOrderByOneOfThemIsASearchForTheNearest() throws SQLException {
    String nearest = "SELECT id FROM docs ORDER BY L2_DISTANCE(embedding, ?), id LIMIT 3";
    assertThat(rows(nearest, new float[] {1, 0, 0})).containsExactly("d1", "d4", "d6");
    assertThat(rows(nearest, "[1, 0, 0]")).containsExactly("d1", "d4", "d6");
    assertThat(plan(nearest)).contains("EXACT", "SIMILARITY EUCLIDEAN", "TOPK");
    answers(
        "SELECT id, INNER_PRODUCT(embedding, ARRAY[1,0,0]) AS p FROM docs ORDER BY p DESC LIMIT 1",
        "d6|2.0");
    answers(
        "SELECT id FROM docs WHERE metadata.year > 0 AND metadata.name LIKE '%n%'"
            + " ORDER BY COSINE_DISTANCE(embedding, '[0,1,0]'), id LIMIT 2 OFFSET 1",
        "d7", "d1");
    assertThat(
            rows(
                "SELECT id FROM docs ORDER BY L2_DISTANCE(?, embedding), id LIMIT ? OFFSET ?",
                List.of(1, 0, 0),
                2,
                1))
        .containsExactly("d4", "d6");
    assertThat(rows("SELECT id FROM docs ORDER BY L2_DISTANCE(embedding, '[0,0,0]') LIMIT ?", 0))
        .isEmpty();
    assertThat(
            warnings("SELECT id FROM docs ORDER BY COSINE_DISTANCE(embedding, '[0,1,0]') LIMIT 1"))
        .isEmpty();
  }

  /** Distances as the functions have them decide, and where these are equal the id. */
  @Test
  void theNearestAreThoseThatTheFunctionSays(TestDatabase database) throws SQLException {
    database
        .create("near", Space.L2)
        .add(TestRecord.of("b", 1, 0), TestRecord.of("a", 1, 1.5e-8f), TestRecord.of("c", 2, 0));
    String root = "SELECT id FROM near ORDER BY L2_DISTANCE(embedding, ?), id LIMIT 1";
    assertThat(rows(root, "[0, 0]")).containsExactly("a");
    answers(
        "SELECT id FROM near ORDER BY L2_SQUARED_DISTANCE(embedding, '[0, 0]'), id LIMIT 1", "b");
    database
        .create("tiny", Space.IP)
        .add(TestRecord.of("b", 1e-17f, 0), TestRecord.of("a", 2e-17f, 0));
    answers("SELECT id FROM tiny ORDER BY INNER_PRODUCT(embedding, '[1, 0]') DESC LIMIT 1", "a");
    assertThat(rows(root.replace("near", "tiny"), (Object) null)).containsExactly("a");
  }

  @Test
  void anotherOrderIsNoSearch() throws SQLException {
    for (String order :
        List.of(
            "L2_DISTANCE(embedding, '[1,0,0]') DESC, id",
            "INNER_PRODUCT(embedding, '[1,0,0]'), id",
            "L2_DISTANCE(embedding, '[1,0,0]'), metadata.year, id",
            "L2_DISTANCE(embedding, '[1,0,0]') + 1, id",
            "id, L2_DISTANCE(embedding, '[1,0,0]')")) {
      String ordered = "SELECT id FROM docs ORDER BY " + order;
      assertThat(plan(ordered + " LIMIT 4")).as(order).doesNotContain("EXACT");
      assertThat(rows(ordered + " LIMIT 4")).isEqualTo(rows(ordered).subList(0, 4));
    }
  }

  @Test
  void vectorsOfDifferentDimensionsAndOtherValuesAreErrors() {
    fails("22000", "of 3 and 2", "SELECT L2_DISTANCE(embedding, ARRAY[1, 2]) FROM docs");
    fails("22018", "A vector is", "SELECT COSINE_DISTANCE(embedding, 'abc') FROM docs");
    fails("42804", "L2_DISTANCE", "SELECT L2_DISTANCE(embedding, 5) FROM docs");
    fails("42000", "L2_DISTANCE", "SELECT L2_DISTANCE(embedding) FROM docs");
  }

  private String plan(String sql) throws SQLException {
    return String.join(
        "\n", rows("EXPLAIN " + sql, sql.contains("?") ? new Object[] {"[1,0,0]"} : new Object[0]));
  }
}
