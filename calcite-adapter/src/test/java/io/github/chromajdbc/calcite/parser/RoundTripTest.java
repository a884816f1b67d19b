package io.github.chromajdbc.calcite.parser;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chromajdbc.error.ChromaException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.calcite.sql.SqlNode;

class RoundTripTest {

  /** A search: its clauses in some order, the first {@code before} of them before WHERE. */
  record Search(List<String> clauses, int before, String where) {
    String sql() {
      int middle = Math.min(before, clauses.size());
      List<String> parts = new ArrayList<>(List.of("SELECT id, metadata.year FROM docs AS d"));
      parts.addAll(clauses.subList(0, middle));
      parts.add("WHERE " + where);
      parts.addAll(clauses.subList(middle, clauses.size()));
      return String.join(" ", parts);
    }

    Search sorted() {
      return new Search(clauses.stream().sorted().toList(), 0, where);
    }
  }

  @Property(tries = 500)
  void aSearchIsWrittenAsItWasMeant(@ForAll("searches") Search search) {
    Trees.assertRoundTrip(search.sql());
  }

  @Property(tries = 500)
  void theOrderOfTheClausesDoesNotMatter(@ForAll("searches") Search search) {
    SqlNode given = ChromaSqlParser.parse(search.sql());
    SqlNode sorted = ChromaSqlParser.parse(search.sorted().sql());

    assertThat(Trees.equal(given, sorted)).as(search.sql()).isTrue();
  }

  @Property(tries = 500)
  void aConditionIsWrittenAsItWasMeant(@ForAll("conditions") String condition) {
    Trees.assertRoundTrip("SELECT id FROM docs WHERE " + condition);
  }

  @Property(tries = 500)
  void anyNameAndStringSurvive(@ForAll String name, @ForAll String text) {
    String sql =
        "SELECT metadata.\"%s\" FROM docs WHERE document CONTAINS '%s'"
            .replaceFirst("%s", quoteForReplacement(nonEmpty(name).replace("\"", "\"\"")))
            .replaceFirst("%s", quoteForReplacement(text.replace("'", "''")));
    Trees.assertRoundTrip(sql);
  }

  @Property(tries = 1000)
  void aBrokenStatementIsASyntaxErrorAndNothingElse(
      @ForAll("searches") Search search, @ForAll int cut, @ForAll char inserted) {
    String sql = search.sql();
    int at = Math.floorMod(cut, sql.length());
    String broken = sql.substring(0, at) + inserted + sql.substring(at);
    try {
      ChromaSqlParser.parse(broken);
    } catch (ChromaException e) {
      assertThat(e.error().sqlState()).isEqualTo("42601");
      assertThat(e.sentence()).matches("Line [1-9]\\d*, column [1-9]\\d*: [^\\n]+");
    }
  }

  private static String quoteForReplacement(String text) {
    return Matcher.quoteReplacement(text);
  }

  // A quoted name has at least one character and stays on its line.
  private static String nonEmpty(String name) {
    String line = name.replace('\n', ' ').replace('\r', ' ');
    return line.isEmpty() ? "x" : line;
  }

  @Provide
  Arbitrary<Search> searches() {
    Arbitrary<List<String>> clauses =
        Combinators.combine(
                sources(),
                Arbitraries.of("SIMILARITY COSINE", "SIMILARITY l2", "SIMILARITY Ip", ""),
                Arbitraries.of("TOPK 5", "TOPK -1", "TOPK 0.5", ""),
                documentConditions().map(c -> "WHERE_DOCUMENT " + c),
                Arbitraries.of("RERANK BY MMR", "RERANK BY MMR (candidates = 5, lambda = 0.5)", ""),
                Arbitraries.of("WITH SCORE THRESHOLD 0.25", "WITH SCORE THRESHOLD -1e-3", ""))
            .as((a, b, c, d, e, f) -> List.of(a, b, c, d, e, f))
            .map(all -> all.stream().filter(clause -> !clause.isEmpty()).toList())
            .flatMap(RoundTripTest::shuffled);
    return Combinators.combine(clauses, Arbitraries.integers().between(0, 6), conditions())
        .as(Search::new);
  }

  private static Arbitrary<List<String>> shuffled(List<String> clauses) {
    return Arbitraries.shuffle(clauses);
  }

  private static Arbitrary<String> sources() {
    Arbitrary<String> source =
        Arbitraries.of(
            "TEXT 'a'",
            "TEXT 'a' || d.text MODEL 'p:m'",
            "VECTOR [1, -2.5, 3e-2]",
            "text",
            "d.embedding",
            "(SELECT embedding FROM docs WHERE id = 'a')");
    return Arbitraries.oneOf(
        source.map(one -> "USING EMBEDDING (" + one + ")"),
        source
            .list()
            .ofMinSize(1)
            .ofMaxSize(3)
            .map(all -> "USING EMBEDDING BATCH (" + String.join(", ", all) + ")"));
  }

  private static Arbitrary<String> documentConditions() {
    return nested(
        Arbitraries.of(
            "CONTAINS 'a'",
            "NOT CONTAINS 'a' || 'b'",
            "document LIKE 'a%'",
            "NOT LIKE 'a!%' ESCAPE '!'",
            "document NOT REGEX '^a'",
            "d.document REGEX 'a'",
            "ILIKE 'A%'"));
  }

  @Provide
  Arbitrary<String> conditions() {
    return nested(
        Arbitraries.of(
            "metadata.year > 2020",
            "metadata.order <> metadata.\"odd key\" + 2 * 3",
            "metadata.a.b IN ('x', 'y')",
            "metadata.a NOT IN (SELECT metadata.select FROM other)",
            "metadata.date BETWEEN 1 AND 2",
            "document CONTAINS 'a' || 'b'",
            "metadata.tags NOT CONTAINS 3",
            "document REGEX 'a'",
            "document NOT LIKE 'a%'",
            "metadata.a IS DISTINCT FROM 3",
            "metadata.a IS NOT NULL",
            "CASE WHEN document CONTAINS 'a' THEN TRUE ELSE metadata.open END"));
  }

  private static Arbitrary<String> nested(Arbitrary<String> leaf) {
    return Arbitraries.recursive(
        () -> leaf,
        inner ->
            Arbitraries.oneOf(
                Combinators.combine(inner, Arbitraries.of(" AND ", " OR "), inner)
                    .as((a, operator, b) -> "(" + a + ")" + operator + b),
                inner.map(a -> "NOT (" + a + ")")),
        0,
        3);
  }
}
