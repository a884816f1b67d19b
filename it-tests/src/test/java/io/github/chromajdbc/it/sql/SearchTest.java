package io.github.chromajdbc.it.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Array;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The search clauses, and how they go together with the rest of SQL. */
class SearchTest extends SqlAnswers {
  private static final String NEAR_D1 = "USING EMBEDDING (VECTOR [1,0,0])";

  @Test
  void theClausesMayStandBeforeOrAfterWhere() throws SQLException {
    String[] rows = {"d1|0.0", "d6|1.0", "d3|2.0"};
    String select = "SELECT id, distance FROM docs ";
    String where = " WHERE metadata.year > 2000 AND id <> 'd2' ";
    answers(select + NEAR_D1 + where + "TOPK 3", rows);
    answers(select + where + NEAR_D1 + " TOPK 3", rows);
    answers(select + NEAR_D1 + " TOPK 3 SIMILARITY L2" + where, rows);
    answers(select + where + " SIMILARITY L2 " + NEAR_D1 + " TOPK 3 ORDER BY distance", rows);
    answers(
        select
            + NEAR_D1
            + " WHERE_DOCUMENT CONTAINS 'fox' WHERE metadata.year > 2000 TOPK 3"
            + " WITH SCORE THRESHOLD 2.5",
        "d1|0.0",
        "d6|1.0",
        "d2|2.0");
    answers(
        select
            + "WHERE metadata.year > 2000 "
            + NEAR_D1
            + " WHERE_DOCUMENT CONTAINS 'fox' TOPK 3 ORDER BY distance LIMIT 3"
            + " WITH SCORE THRESHOLD 2.5",
        "d1|0.0",
        "d6|1.0",
        "d2|2.0");
  }

  @Test
  void withoutTopkTheCountIsOffsetAndLimit() throws SQLException {
    // The fourth is one of three at the same distance.
    answers("SELECT id FROM docs " + NEAR_D1 + " LIMIT 4", "d1", "d4", "d6", "d2");
    answers("SELECT id FROM docs " + NEAR_D1 + " LIMIT 2 OFFSET 1", "d4", "d6");
    // All 8, since the default of 10 is more.
    assertThat(rows("SELECT id FROM docs " + NEAR_D1)).hasSize(8);
    answers("SELECT COUNT(*) FROM docs " + NEAR_D1, "8");
  }

  @Test
  void limitAndOffsetPickFromTheTopk() throws SQLException {
    answers("SELECT id FROM docs " + NEAR_D1 + " TOPK 3 LIMIT 2 OFFSET 2", "d6");
    answers("SELECT id FROM docs " + NEAR_D1 + " TOPK 3 LIMIT 10", "d1", "d4", "d6");
    assertThat(rows("SELECT id FROM docs " + NEAR_D1 + " TOPK ? LIMIT ? OFFSET ?", 3, 2, 2))
        .containsExactly("d6");
  }

  @Test
  void anOrderSortsTheNearestRows() throws SQLException {
    answers("SELECT id FROM docs " + NEAR_D1 + " TOPK 3 ORDER BY id DESC", "d6", "d4", "d1");
    answers(
        "SELECT id FROM docs " + NEAR_D1 + " TOPK 6 ORDER BY metadata.year DESC, id LIMIT 3",
        "d4",
        "d5",
        "d3");
  }

  @Test
  void aThresholdKeepsRowsUpToIt() throws SQLException {
    answers(
        "SELECT id, distance FROM docs " + NEAR_D1 + " TOPK 8 WITH SCORE THRESHOLD 1",
        "d1|0.0",
        "d4|1.0",
        "d6|1.0");
    assertThat(rows("SELECT id FROM docs " + NEAR_D1 + " TOPK 8 WITH SCORE THRESHOLD ?", 0.5))
        .containsExactly("d1");
    answers("SELECT id FROM docs " + NEAR_D1 + " WHERE distance < 1 TOPK 8", "d1");
  }

  @Test
  void documentConditionsRestrictTheCandidates() throws SQLException {
    answers(
        "SELECT id FROM docs " + NEAR_D1 + " WHERE_DOCUMENT CONTAINS 'fox' TOPK 8",
        "d1",
        "d6",
        "d2",
        "d7");
    // A record without a document is in neither.
    answers(
        "SELECT id FROM docs " + NEAR_D1 + " WHERE_DOCUMENT NOT CONTAINS 'fox' TOPK 8",
        "d4",
        "d5",
        "d8");
    answers(
        "SELECT id FROM docs "
            + NEAR_D1
            + " WHERE_DOCUMENT REGEX '^the' AND NOT LIKE '%blue%' TOPK 8",
        "d1",
        "d6");
  }

  @Test
  void aSimilarityOtherThanTheSpaceIsComputedExactlyAndSaid() throws SQLException {
    String cosine = "SELECT id FROM docs " + NEAR_D1 + " SIMILARITY COSINE TOPK 3";
    answers(cosine, "d1", "d6", "d4");
    assertThat(warnings(cosine)).singleElement().asString().startsWith("01000 SIMILARITY COSINE");
    answers("SELECT id, distance FROM docs " + NEAR_D1 + " SIMILARITY IP TOPK 1", "d6|-1.0");
    answers("SELECT id, distance FROM docs_ip " + NEAR_D1 + " SIMILARITY L2 TOPK 1", "d1|0.0");
    assertThat(warnings("SELECT id FROM docs_cosine " + NEAR_D1 + " SIMILARITY COSINE TOPK 3"))
        .isEmpty();
  }

  @Test
  void theWhereOfTheBlockRestrictsCandidatesAndAnOuterOneTheNearest() throws SQLException {
    answers("SELECT id FROM docs " + NEAR_D1 + " WHERE metadata.year = 2002 TOPK 1", "d2");
    answers(
        "SELECT id FROM (SELECT * FROM docs "
            + NEAR_D1
            + " TOPK 3) s WHERE s.metadata.year = 2002");
    answers(
        "SELECT id FROM (SELECT * FROM docs " + NEAR_D1 + " TOPK 3) s WHERE s.metadata.year = 2001",
        "d1",
        "d6");
    // Nothing that Chroma could filter: the driver decides on the candidates.
    answers("SELECT id FROM docs " + NEAR_D1 + " WHERE metadata.name LIKE 'a%' TOPK 1", "d1");
    answers(
        "SELECT id FROM docs " + NEAR_D1 + " WHERE CHAR_LENGTH(document) = 3 TOPK 5", "d7", "d8");
  }

  @Test
  void aggregatesAndJoinsWorkOverTheNearestRows() throws SQLException {
    answers(
        "SELECT COUNT(*), MIN(distance), MAX(distance) FROM docs " + NEAR_D1 + " TOPK 3",
        "3|0.0|1.0");
    answers(
        "SELECT metadata.year, COUNT(*) FROM docs "
            + NEAR_D1
            + " TOPK 6 GROUP BY metadata.year ORDER BY 1",
        "2001|2",
        "2002|1",
        "2003|1",
        "null|2");
    answers(
        "SELECT s.id, o.metadata.city FROM (SELECT * FROM docs "
            + NEAR_D1
            + " TOPK 3) s JOIN other o ON s.id = o.id",
        "d1|Rome");
    answers("SELECT id FROM other WHERE id IN (SELECT id FROM docs " + NEAR_D1 + " TOPK 2)", "d1");
    answersInAnyOrder(
        "SELECT id FROM docs "
            + NEAR_D1
            + " TOPK 1 UNION ALL SELECT id FROM docs USING EMBEDDING (VECTOR [0,0,1]) TOPK 1",
        "d1",
        "d3");
  }

  @Test
  void aLateralSearchRunsForEachRow() throws SQLException {
    answersInAnyOrder(
        "SELECT o.id, n.id FROM other o,"
            + " LATERAL (SELECT id FROM docs USING EMBEDDING (o.embedding) TOPK 1) AS n",
        "d1|d1",
        "d2|d2",
        "o3|d3");
    answersInAnyOrder(
        "SELECT o.id, n.id FROM other o, LATERAL (SELECT id FROM docs USING EMBEDDING (o.embedding)"
            + " WHERE metadata.year = o.metadata.year TOPK 1) AS n",
        "d1|d1",
        "o3|d1");
  }

  @Test
  void aSubqueryCanBeTheVector() throws SQLException {
    answers(
        "SELECT id FROM docs USING EMBEDDING ((SELECT embedding FROM other WHERE id = 'd2')) TOPK 1",
        "d2");
    answers(
        "SELECT id FROM docs USING EMBEDDING (SELECT embedding FROM docs WHERE id = 'd8')"
            + " WHERE metadata.year > 0 TOPK 1",
        "d3");
    fails(
        "21000",
        "several rows",
        "SELECT id FROM docs USING EMBEDDING ((SELECT embedding FROM docs)) TOPK 1");
    fails(
        "22023",
        "not NULL",
        "SELECT id FROM docs USING EMBEDDING ((SELECT embedding FROM docs WHERE id = 'x')) TOPK 1");
  }

  @Test
  void aVectorCanBeAnyKindOfParameter() throws SQLException {
    Array array = connection().createArrayOf("REAL", new Object[] {0f, 0f, 1f});
    for (Object vector :
        Arrays.asList(
            new float[] {0, 0, 1},
            new double[] {0, 0, 1},
            array,
            List.of(0, 0, 1),
            List.of(0.0, 0.0, 1.0),
            "[0, 0, 1.0]")) {
      try (PreparedStatement search =
          connection().prepareStatement("SELECT id FROM docs USING EMBEDDING (?) TOPK ?")) {
        search.setObject(1, vector);
        search.setInt(2, 2);
        List<String> ids = new ArrayList<>();
        try (ResultSet results = search.executeQuery()) {
          while (results.next()) {
            ids.add(results.getString(1));
          }
        }
        assertThat(ids).as("%s", vector).containsExactly("d3", "d8");
      }
    }
  }

  @Test
  void aVectorOfAnotherDimensionIsAnError() {
    fails("22000", "3 dimensions", "SELECT id FROM docs USING EMBEDDING (VECTOR [1,0]) TOPK 1");
    fails("22000", "3 dimensions", "SELECT id FROM docs USING EMBEDDING (?) TOPK 1", new float[4]);
    fails("22018", "A vector is", "SELECT id FROM docs USING EMBEDDING ('abc') TOPK 1");
    fails("22023", "not NULL", "SELECT id FROM docs USING EMBEDDING (NULL) TOPK 1");
  }

  @Test
  void theBoundOfDistanceIsTheSameForAllRecords() throws SQLException {
    String block = "SELECT id FROM docs USING EMBEDDING (VECTOR [1, 0, 0]) WHERE distance ";
    for (String bound :
        List.of(
            "< metadata.year",
            "<= docs.metadata.year + 1",
            "< (SELECT MAX(o.metadata.year) FROM other o WHERE o.id = docs.id)")) {
      fails("0A000", "one value for all records", block + bound + " TOPK 1");
    }
    answers(block + "< (SELECT COUNT(*) FROM other) * 0 + 0.5 TOPK 1", "d1");
    fails(
        "22023",
        "NaN",
        "SELECT id FROM docs USING EMBEDDING (VECTOR [1, 0, 0]) TOPK 1" + " WITH SCORE THRESHOLD ?",
        Double.NaN);
  }

  @Test
  void aTopkIsAWholeNumberFromOne() {
    String search = "SELECT id FROM docs " + NEAR_D1 + " TOPK ";
    for (String count : List.of("0", "-1", "1.5")) {
      fails("2201W", "TOPK must be", search + count);
      fails("2201W", "TOPK must be", search + "?", new java.math.BigDecimal(count));
    }
    fails("42601", "NULL", search + "NULL");
    fails("2201W", "TOPK must be", search + "?", new Object[] {null});
    fails("42000", "TOPK needs a search", "SELECT id FROM docs TOPK 3");
    fails("42000", "one collection", "SELECT 1 FROM docs, other " + NEAR_D1 + " TOPK 1");
  }
}
