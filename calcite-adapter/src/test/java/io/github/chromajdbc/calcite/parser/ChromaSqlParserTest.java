package io.github.chromajdbc.calcite.parser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.chromajdbc.error.ChromaError;
import io.github.chromajdbc.error.ChromaException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlHint;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlInsert;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlMerge;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlWith;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ChromaSqlParserTest {

  @Test
  void searchClausesStandInTheFromOfTheirSelect() {
    SqlSearch search =
        search(
            "SELECT id FROM docs AS d USING EMBEDDING (TEXT 'q' MODEL 'm') SIMILARITY IP TOPK 5"
                + " RERANK BY MMR (candidates = 50) WITH SCORE THRESHOLD -0.5");

    assertThat(search.table()).hasToString("`docs` AS `d`");
    assertThat(search.batch()).isFalse();
    assertThat(search.sources()).hasSize(1);
    SqlTextSource source = (SqlTextSource) given(search.sources()).get(0);
    assertThat(source.text()).hasToString("'q'");
    assertThat(source.model()).hasToString("'m'");
    assertThat(search.similarity()).isEqualTo(Similarity.IP);
    assertThat(search.topK()).hasToString("5");
    assertThat(given(search.rerank()).lambda()).isNull();
    assertThat(given(search.rerank()).candidates()).hasToString("50");
    assertThat(search.threshold()).hasToString("-0.5");
    assertThat(search.documentCondition()).isNull();
  }

  @Test
  void aSelectWithoutSearchClausesHasItsPlainTable() {
    assertThat(select("SELECT id FROM docs").getFrom()).isInstanceOf(SqlIdentifier.class);
  }

  @Test
  void batchSourcesKeepTheirOrder() {
    SqlSearch search =
        search("SELECT id FROM docs USING EMBEDDING BATCH (TEXT 'a', VECTOR [1, -2.5], ?) TOPK 2");

    assertThat(search.batch()).isTrue();
    assertThat(given(search.sources()).get(0)).isInstanceOf(SqlTextSource.class);
    assertThat(((SqlVectorSource) given(search.sources()).get(1)).elements())
        .hasToString("1, -2.5");
    assertThat(given(search.sources()).get(2)).hasToString("?");
  }

  @Test
  void theOrderOfTheClausesDoesNotMatter() {
    SqlNode before =
        ChromaSqlParser.parse(
            "SELECT id FROM d USING EMBEDDING (TEXT 'q') SIMILARITY L2 TOPK 5 WHERE a = 1");
    SqlNode after =
        ChromaSqlParser.parse(
            "SELECT id FROM d WHERE a = 1 TOPK 5 USING EMBEDDING (TEXT 'q') SIMILARITY L2");
    SqlNode around =
        ChromaSqlParser.parse(
            "SELECT id FROM d TOPK 5 WHERE a = 1 SIMILARITY L2 USING EMBEDDING (TEXT 'q')");

    assertThat(Trees.equal(before, after)).isTrue();
    assertThat(Trees.equal(before, around)).isTrue();
  }

  @Test
  void clausesAfterOrderByBelongToTheSelectBeforeIt() {
    SqlOrderBy ordered =
        (SqlOrderBy)
            ChromaSqlParser.parse(
                "SELECT id FROM d USING EMBEDDING (TEXT 'q') TOPK 5 ORDER BY id"
                    + " RERANK BY MMR (lambda = 0.5) LIMIT 3 WITH SCORE THRESHOLD 0.4");

    SqlSearch search = (SqlSearch) ((SqlSelect) ordered.query).getFrom();
    assertThat(search.topK()).hasToString("5");
    assertThat(given(search.rerank()).lambda()).hasToString("0.5");
    assertThat(search.threshold()).hasToString("0.4");
    assertThat(ordered.fetch).hasToString("3");
  }

  @Test
  void aThresholdAtTheEndOfAWithBelongsToItsBody() {
    SqlWith with =
        (SqlWith)
            ChromaSqlParser.parse(
                "WITH a AS (SELECT 1) SELECT id FROM d TOPK 5 GROUP BY id WITH SCORE THRESHOLD 0.4");

    assertThat(((SqlSearch) ((SqlSelect) with.body).getFrom()).threshold()).hasToString("0.4");
  }

  @Test
  void aColumnLeftOutInWhereDocumentIsTheDocument() {
    SqlSearch leftOut = search("SELECT id FROM d WHERE_DOCUMENT CONTAINS 'a' AND NOT LIKE 'b'");
    SqlSelect inWhere =
        select("SELECT id FROM d WHERE document CONTAINS 'a' AND document NOT LIKE 'b'");

    assertThat(Trees.equal(given(leftOut.documentCondition()), given(inWhere.getWhere()))).isTrue();
  }

  @Test
  void limitAndOffsetStandInEitherOrder() {
    SqlOrderBy one = (SqlOrderBy) ChromaSqlParser.parse("SELECT id FROM d LIMIT 10 OFFSET 5");
    SqlOrderBy other = (SqlOrderBy) ChromaSqlParser.parse("SELECT id FROM d OFFSET 5 LIMIT 10");

    assertThat(Trees.equal(one, other)).isTrue();
    assertThat(one.fetch).hasToString("10");
    assertThat(one.offset).hasToString("5");
  }

  @Test
  void parametersAreNumberedAsTheyStandInTheText() {
    SqlSearch search =
        search(
            "SELECT ? FROM d WHERE a = ? TOPK ? USING EMBEDDING (TEXT ? MODEL ?) WITH SCORE THRESHOLD ?");

    assertThat(search.topK())
        .isInstanceOfSatisfying(SqlDynamicParam.class, p -> assertThat(p.getIndex()).isEqualTo(2));
    assertThat(search.threshold())
        .isInstanceOfSatisfying(SqlDynamicParam.class, p -> assertThat(p.getIndex()).isEqualTo(5));
  }

  @Test
  void namesKeepTheirCaseAndMayBeLong() {
    String key = "Key".repeat(1000);
    SqlIdentifier name =
        (SqlIdentifier) select("SELECT Metadata." + key + " FROM d").getSelectList().get(0);

    assertThat(name.names).containsExactly("Metadata", key);
  }

  @Test
  void everyWordIsANameAfterADot() {
    for (String word :
        List.of("select", "FROM", "where", "topk", "regex", "contains", "null", "order")) {
      SqlIdentifier name =
          (SqlIdentifier)
              select("SELECT metadata." + word + " FROM d WHERE metadata . " + word + " = 1")
                  .getSelectList()
                  .get(0);
      assertThat(name.names).containsExactly("metadata", word);
    }
  }

  @Test
  void everyWordIsANameAfterAs() {
    for (String word :
        List.of("select", "FROM", "where", "topk", "regex", "measure", "null", "date")) {
      assertThat(select("SELECT id AS " + word + " FROM d AS " + word).getSelectList().get(0))
          .hasToString("`id` AS `" + word + "`");
    }
  }

  @Test
  void hintsCanBeRead() {
    SqlNode hint = select("SELECT /*+ EXACT, other(a) */ id FROM d TOPK 5").getHints().get(0);

    assertThat(((SqlHint) hint).getName()).isEqualTo("EXACT");
  }

  @Test
  void explainHoldsItsStatementAndFormat() {
    SqlExplainStatement explain =
        (SqlExplainStatement) ChromaSqlParser.parse("EXPLAIN PLAN AS JSON FOR SELECT 1");

    assertThat(explain.format()).isEqualTo(ExplainFormat.JSON);
    assertThat(explain.statement()).isInstanceOf(SqlSelect.class);
    assertThat(((SqlExplainStatement) ChromaSqlParser.parse("EXPLAIN SELECT 1")).format())
        .isEqualTo(ExplainFormat.TEXT);
  }

  @Test
  void upsertIsAnInsertThatSaysSo() {
    assertThat(((SqlInsert) ChromaSqlParser.parse("UPSERT INTO d (id) VALUES ('a')")).isUpsert())
        .isTrue();
    assertThat(((SqlInsert) ChromaSqlParser.parse("INSERT INTO d (id) VALUES ('a')")).isUpsert())
        .isFalse();
  }

  @Test
  void mergeInsertsIntoMetadata() {
    SqlMerge merge =
        (SqlMerge)
            ChromaSqlParser.parse(
                "MERGE INTO d USING e ON d.id = e.id"
                    + " WHEN NOT MATCHED THEN INSERT (id, metadata.order) VALUES (e.id, 1)");

    assertThat(merge.getInsertCall().getTargetColumnList()).hasToString("`id`, `metadata`.`order`");
  }

  @Test
  void numbersAreExactUnlessTheyHaveAnExponent() {
    SqlSelect select = select("SELECT 9223372036854775807, 0.1, 1e1");

    assertThat(((SqlLiteral) select.getSelectList().get(0)).bigDecimalValue())
        .isEqualTo("9223372036854775807");
    assertThat(((SqlLiteral) select.getSelectList().get(1)).bigDecimalValue()).isEqualTo("0.1");
    assertThat(select.getSelectList().get(2)).hasToString("1E1");
  }

  @Test
  void aStatementOfOursNamesItself() {
    assertThat(nameOf("CREATE INDEX i ON d (metadata.a INT)")).isEqualTo("CREATE INDEX");
    assertThat(nameOf("ALTER TABLE d DECLARE (metadata.a BIGINT)"))
        .isEqualTo("ALTER TABLE DECLARE");
    assertThat(nameOf("SHOW ROUTES FROM d")).isEqualTo("SHOW ROUTES");
    assertThat(nameOf("EXPLAIN SELECT 1")).isEqualTo("EXPLAIN");
  }

  @Test
  void anErrorInALaterLineSaysWhere() {
    assertFails("SELECT id\nFROM docs\n  WHERE id = = 'a'", "Line 3, column 14: ");
    assertFails("SELECT id\r\nFROM docs\r\nTOPK x", "Line 3, column 6: ");
    assertFails("SELECT id\n\t, FROM docs", "Line 2, column 4: ");
    assertFails(
        "SELECT id -- 'a\nFROM docs WHERE a = 'b", "Line 2, column 21: This string is not closed");
    assertFails("SELECT '😀' FROM docs TOPK x", "Line 1, column 28: ");
  }

  @Test
  void textThatLooksUnclosedInsideACommentOrNameIsNot() {
    Trees.assertRoundTrip("SELECT id /* it's */ FROM docs -- isn't");
    Trees.assertRoundTrip("SELECT \"it's\" FROM docs");
    assertFails("SELECT \"it's\" FROM docs WHERE", "The statement ends too early");
  }

  @Test
  void nothingIsAnEmptyStatement() {
    for (String sql : List.of("", "  \n ", ";", ";;", "/* a */", "-- a", "-- a\n;")) {
      assertFails(sql, "The statement is empty");
    }
  }

  @Test
  void namesWithSignsDoNotBreakTheMessage() {
    assertFails("SELECT id FROM d SIMILARITY \"%s%d\"", "not %s%d");
    assertFails("SELECT id FROM d WHERE_DOCUMENT \"%n\" CONTAINS 'a'", "%n");
  }

  @Test
  void aLongWrongTokenIsCutAndItsLinesAreJoined() {
    ChromaException error =
        catchThrowableOfType(
            ChromaException.class,
            () -> ChromaSqlParser.parse("SELECT id FROM d TOPK 'a\nb" + "c".repeat(1000) + "'"));

    assertThat(error.sentence())
        .contains("'a b", "c... is not expected here")
        .doesNotContain("\n")
        .hasSizeLessThan(200);
  }

  @Test
  void aStatementNestedTooDeeplyIsALimit() {
    String sql = "SELECT " + "(".repeat(200_000) + "1" + ")".repeat(200_000);

    ChromaException error =
        catchThrowableOfType(ChromaException.class, () -> ChromaSqlParser.parse(sql));
    assertThat(error.error()).isEqualTo(ChromaError.LIMIT_EXCEEDED);
    assertThat(ChromaSqlParser.parse("SELECT 1")).isInstanceOf(SqlSelect.class);
  }

  @Test
  void aLongListParses() {
    String list = "'abc', ".repeat(20_000) + "'x'";

    assertThat(select("SELECT id FROM d WHERE id IN (" + list + ")").getWhere()).isNotNull();
  }

  @Test
  void manyThreadsParseAtOnce() throws Exception {
    List<StatementTable.Good> rows = StatementTable.good();
    List<String> alone = rows.stream().map(row -> outcome(row.sql())).toList();
    Callable<List<String>> all = () -> rows.stream().map(row -> outcome(row.sql())).toList();
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Future<List<String>>> answers = new ArrayList<>();
      for (int i = 0; i < 32; i++) {
        answers.add(threads.submit(all));
      }
      for (Future<List<String>> answer : answers) {
        assertThat(answer.get()).isEqualTo(alone);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private static <T> T given(@Nullable T part) {
    return Objects.requireNonNull(part);
  }

  private static String outcome(String sql) {
    return Trees.write(ChromaSqlParser.parse(sql));
  }

  private static SqlSelect select(String sql) {
    return (SqlSelect) ChromaSqlParser.parse(sql);
  }

  private static SqlSearch search(String sql) {
    return (SqlSearch) select(sql).getFrom();
  }

  private static String nameOf(String sql) {
    return ((ChromaStatement) ChromaSqlParser.parse(sql)).statementName();
  }

  private static void assertFails(String sql, String words) {
    assertThatExceptionOfType(ChromaException.class)
        .isThrownBy(() -> ChromaSqlParser.parse(sql))
        .satisfies(e -> assertThat(e.error()).isEqualTo(ChromaError.SYNTAX))
        .withMessageContaining(words);
  }
}
