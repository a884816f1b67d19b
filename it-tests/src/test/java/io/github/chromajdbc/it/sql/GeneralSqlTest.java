package io.github.chromajdbc.it.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What standard SQL has beyond predicates. */
class GeneralSqlTest extends SqlAnswers {
  @Test
  void nullsSortHighUnlessToldOtherwise() throws SQLException {
    String years = "SELECT id, metadata.year FROM docs ORDER BY metadata.year";
    answers(years + ", id LIMIT 2", "d8|-5", "d1|2001");
    answers(years + " DESC, id LIMIT 3", "d4|null", "d5|null", "d3|2003");
    answers(years + " NULLS FIRST, id LIMIT 3", "d4|null", "d5|null", "d8|-5");
    answers(years + " DESC NULLS LAST, id LIMIT 2 OFFSET 1", "d2|2002", "d7|2002");
  }

  @Test
  void groupsAreFilteredAndSorted() throws SQLException {
    answers(
        "SELECT metadata.year, COUNT(*) FROM docs GROUP BY metadata.year HAVING COUNT(*) > 1"
            + " ORDER BY 1",
        "2001|2",
        "2002|2",
        "null|2");
    answers(
        "SELECT DISTINCT metadata.year FROM docs ORDER BY 1 DESC",
        "null",
        "2003",
        "2002",
        "2001",
        "-5");
    answers(
        "SELECT COUNT(DISTINCT metadata.year), COUNT(metadata.year), SUM(DISTINCT metadata.year)"
            + " FROM docs",
        "4|6|6001");
    answers(
        "SELECT COUNT(*) FILTER (WHERE metadata.year = 2001),"
            + " LISTAGG(id, ',') WITHIN GROUP (ORDER BY id DESC) FROM docs",
        "2|d8,d7,d6,d5,d4,d3,d2,d1");
    fails("42000", "not being grouped", "SELECT id FROM docs GROUP BY metadata.year");
  }

  @Test
  void anArrayHasTheNullsOfItsGroup() throws SQLException {
    String values = " FROM (VALUES (1, 'a'), (NULL, 'a'), (NULL, 'b'), (3, 'c')) AS t (x, k)";
    answers(
        "SELECT k, ARRAY_AGG(x ORDER BY x DESC)" + values + " GROUP BY k ORDER BY k",
        "a|[null, 1]",
        "b|[null]",
        "c|[3]");
    answers(
        "SELECT ARRAY_AGG(x) FILTER (WHERE k < 'c'), ARRAY_AGG(x) FILTER (WHERE k > 'c')" + values,
        "[1, null, null]|null");
    answers("SELECT ARRAY_AGG(x) IGNORE NULLS, CARDINALITY(ARRAY_AGG(x))" + values, "[1, 3]|4");
  }

  @Test
  void timesAreRoundedToTheirUnits() throws SQLException {
    answers(
        "SELECT DATE_TRUNC('quarter', DATE '2024-06-03'), date_trunc('YEAR', DATE '1969-06-03')",
        "2024-04-01|1969-01-01");
    answers(
        "SELECT DATE_TRUNC('hour', t), DATE_TRUNC('day', t), DATE_TRUNC('week', t)"
            + " FROM (VALUES (TIMESTAMP '1969-06-01 12:34:56.789')) AS v (t)",
        "1969-06-01 12:00:00.0|1969-06-01 00:00:00.0|1969-05-26 00:00:00.0");
    answers(
        "SELECT DATE_TRUNC('week', DATE '2024-03-04'), DATE_TRUNC('week', DATE '2024-03-03'),"
            + " DATE_TRUNC('hour', DATE '2024-03-03'), CEIL(DATE '2024-03-03' TO MINUTE)",
        "2024-03-04|2024-02-26|2024-03-03|2024-03-03");
    answers("SELECT DATE_TRUNC('month', CAST(NULL AS DATE))", "null");
    fails("22023", "'quarter'", "SELECT DATE_TRUNC('fortnight', DATE '2024-03-03')");
  }

  @Test
  void groupingSetsTellTheirRowsApart() throws SQLException {
    answersInAnyOrder(
        "SELECT metadata.year, metadata.active, COUNT(*), GROUPING(metadata.year) FROM docs"
            + " WHERE metadata.year = 2001 OR metadata.active"
            + " GROUP BY GROUPING SETS ((metadata.year), (metadata.active), ())",
        "2001|null|2|0",
        "null|null|1|0",
        "null|true|2|1",
        "null|null|1|1",
        "null|null|3|1");
    assertThat(rows("SELECT metadata.year, COUNT(*) FROM docs GROUP BY ROLLUP(metadata.year)"))
        .hasSize(6)
        .contains("null|8", "null|2");
  }

  @Test
  void setOperationsTreatNullsAsEqual() throws SQLException {
    answers(
        "SELECT id FROM docs EXCEPT SELECT id FROM other ORDER BY 1",
        "d3",
        "d4",
        "d5",
        "d6",
        "d7",
        "d8");
    answersInAnyOrder("SELECT id FROM docs INTERSECT SELECT id FROM other", "d1", "d2");
    answers("SELECT COUNT(*) FROM (SELECT id FROM docs UNION SELECT id FROM other)", "9");
    answersInAnyOrder(
        "SELECT metadata.year FROM docs INTERSECT ALL SELECT metadata.year FROM other",
        "2001",
        "2001");
    answersInAnyOrder(
        "SELECT metadata.year FROM docs EXCEPT ALL SELECT metadata.year FROM other",
        "null",
        "null",
        "2002",
        "2002",
        "2003",
        "-5");
    assertThat(rows("SELECT * FROM docs INTERSECT SELECT * FROM docs_ip")).hasSize(8);
  }

  @Test
  void subqueriesOfEveryKind() throws SQLException {
    String noMatch =
        "SELECT d.id FROM docs d WHERE NOT EXISTS"
            + " (SELECT 1 FROM other o WHERE o.metadata.year = d.metadata.year)";
    answersInAnyOrder(noMatch, "d2", "d3", "d4", "d5", "d7", "d8");
    answersInAnyOrder(
        "SELECT id FROM docs WHERE metadata.year IN (SELECT metadata.year FROM other)", "d1", "d6");
    answersInAnyOrder(
        "SELECT id FROM docs WHERE metadata.year NOT IN (SELECT metadata.year FROM other)",
        "d2",
        "d3",
        "d7",
        "d8");
    // A NULL in the list makes NOT IN never true.
    answers("SELECT id FROM docs WHERE metadata.year NOT IN (SELECT metadata.year FROM docs)");
    answersInAnyOrder(
        "SELECT id FROM docs WHERE metadata.year > ALL"
            + " (SELECT metadata.year FROM other WHERE metadata.year < 2002)",
        "d2",
        "d3",
        "d7");
    answers(
        "SELECT d.id, (SELECT COUNT(*) FROM other o WHERE o.metadata.year = d.metadata.year)"
            + " FROM docs d WHERE d.id < 'd3' ORDER BY id",
        "d1|2",
        "d2|0");
    fails(
        "21000",
        "several rows",
        "SELECT id FROM docs WHERE metadata.year = (SELECT metadata.year FROM docs)");
  }

  @Test
  void commonTableExpressionsMayRecur() throws SQLException {
    answers(
        "WITH RECURSIVE t(n) AS (VALUES (1) UNION ALL SELECT n + 1 FROM t WHERE n < 5)"
            + " SELECT SUM(n) FROM t",
        "15");
    answers(
        "WITH RECURSIVE t(id, ref, n) AS (SELECT id, metadata.ref, 1 FROM other WHERE id = 'd1'"
            + " UNION ALL SELECT o.id, o.metadata.ref, t.n + 1 FROM other o JOIN t ON o.id = t.ref"
            + " WHERE t.n < 3) SELECT t.n, d.document FROM t JOIN docs d ON d.id = t.id ORDER BY 1",
        "1|the red fox",
        "2|the blue fox",
        "3|the red fox");
    fails(
        "0A000",
        "another name",
        "WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t WHERE n < 3)"
            + " SELECT a.n FROM t a, t b WHERE a.n = b.n");
  }

  @Test
  void valuesAreATable() throws SQLException {
    answers("VALUES (1, 'a'), (2, 'b')", "1|a", "2|b");
    answers("SELECT y FROM (VALUES (1, 'a')) AS t(x, y)", "a");
    answers(
        "SELECT d.id FROM docs d JOIN (VALUES ('d1'), ('d3')) AS t(id) ON d.id = t.id ORDER BY 1",
        "d1",
        "d3");
  }

  @Test
  void windowFunctions() throws SQLException {
    answersInAnyOrder(
        "SELECT id, ROW_NUMBER() OVER (PARTITION BY metadata.year ORDER BY id),"
            + " SUM(metadata.year) OVER (ORDER BY id), LAG(id) OVER (ORDER BY id),"
            + " COUNT(*) OVER () FROM docs WHERE id < 'd4'",
        "d1|1|2001|null|3",
        "d2|1|4003|d1|3",
        "d3|1|6006|d2|3");
    answersInAnyOrder(
        "SELECT id FROM docs QUALIFY ROW_NUMBER()"
            + " OVER (PARTITION BY metadata.year ORDER BY id) = 1",
        "d1",
        "d2",
        "d3",
        "d4",
        "d8");
  }

  @Test
  void joinsOfAllKinds() throws SQLException {
    String on = " JOIN other b ON a.metadata.year = b.metadata.year AND a.metadata.price > 2";
    answersInAnyOrder("SELECT a.id, b.id FROM docs a" + on, "d6|d1", "d6|o3");
    answersInAnyOrder("SELECT a.id, b.id FROM docs a RIGHT" + on, "d6|d1", "d6|o3", "null|d2");
    assertThat(rows("SELECT a.id, b.id FROM docs a LEFT" + on)).hasSize(9).contains("d5|null");
    assertThat(rows("SELECT a.id, b.id FROM docs a FULL" + on)).hasSize(10);
    answersInAnyOrder(
        "SELECT a.id, b.id, c.id FROM docs a JOIN other b ON a.metadata.year = b.metadata.year"
            + " JOIN docs c ON c.id = b.metadata.ref",
        "d1|d1|d2",
        "d6|d1|d2");
  }

  @Test
  void arraysAreJoinedGroupedAndUnnested() throws SQLException {
    answersInAnyOrder(
        "SELECT a.id, b.id FROM docs a JOIN other b ON a.metadata.tags = b.metadata.tags",
        "d1|d1",
        "d4|d1");
    answers(
        "SELECT a.id FROM docs a JOIN other b ON a.metadata.tags = b.metadata.tags AND a.id = b.id",
        "d1");
    answers(
        "SELECT a.id FROM docs a JOIN docs_ip b USING (id, \"metadata.tags\", \"metadata.year\","
            + " \"metadata.name\", \"metadata.order\", \"metadata.price\", \"metadata.active\","
            + " document) ORDER BY 1",
        "d1",
        "d2");
    answersInAnyOrder(
        "SELECT metadata.tags, COUNT(*) FROM docs GROUP BY metadata.tags",
        "null|5",
        "[b]|1",
        "[a, b]|2");
    answers(
        "SELECT t, COUNT(*) FROM docs d, UNNEST(d.metadata.tags) AS u(t) GROUP BY t ORDER BY t",
        "a|2",
        "b|3");
    answers("SELECT id FROM docs WHERE metadata.tags = ARRAY['b']", "d2");
  }

  @Test
  void functionsAndCasts() throws SQLException {
    answers(
        "SELECT COALESCE(metadata.name, 'none'), UPPER(document), CHAR_LENGTH(document),"
            + " SUBSTRING(document FROM 5 FOR 3), metadata.name || '!', POSITION('o' IN document)"
            + " FROM docs WHERE id = 'd2'",
        "o'neil|THE BLUE FOX|12|blu|o'neil!|11");
    answers(
        "SELECT CASE WHEN metadata.year > 2001 THEN 'new' WHEN metadata.year IS NULL THEN NULL"
            + " ELSE 'older one' END FROM docs ORDER BY id LIMIT 5",
        "older one",
        "new",
        "new",
        "null",
        "null");
    answers(
        "SELECT CAST(metadata.price AS INTEGER), CAST(metadata.year AS VARCHAR),"
            + " CAST(metadata.mix AS BIGINT), TRY_CAST(metadata.name AS INTEGER) FROM docs"
            + " WHERE id = 'd6'",
        "3|2001|5|null");
    answers(
        "SELECT DATE '2024-01-31' + INTERVAL '1' MONTH, EXTRACT(YEAR FROM DATE '2024-05-06')"
            + " FROM docs LIMIT 1",
        "2024-02-29|2024");
    answers(
        "SELECT JSON_VALUE(metadata, '$.year' RETURNING BIGINT), JSON_VALUE(metadata, '$.name'"
            + " RETURNING BIGINT), JSON_QUERY(metadata, '$.tags'), JSON_EXISTS(metadata, '$.price')"
            + " FROM docs WHERE id = 'd1'",
        "2001|null|[\"a\",\"b\"]|true");
  }

  @Test
  void textsWithQuotesBackslashesAndLinesAreFound() throws SQLException {
    answers("SELECT id FROM docs WHERE metadata.name = 'o''neil'", "d2");
    answers("SELECT id FROM docs WHERE metadata.name = 'back\\slash'", "d6");
    answers("SELECT id FROM docs WHERE document = 'a green\nduck'", "d4");
    assertThat(rows("SELECT id FROM docs WHERE document = ?", "a green\nduck"))
        .containsExactly("d4");
  }

  @Test
  void aKeyOfSeveralTypesReadsAsTextAndComparesByTheOtherSide() throws SQLException {
    answersInAnyOrder("SELECT id FROM docs WHERE metadata.mix = 5", "d6", "d7");
    answersInAnyOrder("SELECT id FROM docs WHERE metadata.mix > 4.5", "d6", "d7");
    answersInAnyOrder("SELECT id FROM docs WHERE metadata.mix IN ('5', 'true')", "d6", "d7", "d8");
    answers("SELECT id FROM docs WHERE metadata.mix = TRUE", "d8");
  }

  @Test
  void longListsAreTaken() throws SQLException {
    answers("SELECT COUNT(*) FROM docs WHERE id IN (" + list("'d%d'", 40_000) + ")", "8");
    answers("SELECT COUNT(*) FROM docs WHERE metadata.year IN (" + list("%d", 5_000) + ")", "5");
    answers("SELECT COUNT(*) FROM docs WHERE metadata.year NOT IN (" + list("%d", 2002) + ")", "4");
    answers("SELECT COUNT(*) FROM docs WHERE metadata.name IN (" + list("'n%d'", 5_000) + ")", "0");
    answers("SELECT COUNT(*) FROM docs WHERE metadata.price IN (" + list("%d.5", 3_000) + ")", "1");
    answers(
        "SELECT COUNT(*) FROM docs WHERE metadata.price NOT IN (" + list("%d.5", 3_000) + ")", "3");
    answers("SELECT COUNT(*) FROM docs WHERE metadata.mix IN (" + list("'%d'", 200) + ")", "2");
  }

  private static String list(String format, int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> String.format(java.util.Locale.ROOT, format, i))
        .collect(Collectors.joining(","));
  }

  @Test
  void wideAndDeepPredicatesAreTaken() throws SQLException {
    String branches =
        IntStream.range(0, 300)
            .mapToObj(i -> "metadata.year = " + (1900 + i) + " AND metadata.price < " + (i + 1))
            .collect(Collectors.joining(" OR "));
    answersInAnyOrder("SELECT id FROM docs WHERE " + branches, "d1", "d2", "d6");
    String chain =
        IntStream.range(0, 300)
            .mapToObj(i -> "(metadata.year <> " + (1900 + i) + " OR metadata.price > 2)")
            .collect(Collectors.joining(" AND "));
    answersInAnyOrder("SELECT id FROM docs WHERE " + chain, "d6", "d8");
    StringBuilder deep = new StringBuilder("metadata.year = 2001");
    for (int i = 0; i < 40; i++) {
      deep.insert(0, "(")
          .append(" OR metadata.year = ")
          .append(i)
          .append(") AND metadata.price < 9");
    }
    answersInAnyOrder("SELECT id FROM docs WHERE " + deep, "d1", "d6");
  }
}
