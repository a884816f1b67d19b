package io.github.chromajdbc.calcite.parser;

import java.util.List;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlWith;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/**
 * Gathers the search clauses of one SELECT while the generated parser reads them. A clause that is
 * given twice is an error at its second place.
 */
public final class SearchClauses {
  private static final String DOCUMENT = "document";

  private @Nullable SqlNodeList sources;
  private boolean batch;
  private @Nullable SqlNode documentCondition;
  private @Nullable SqlLiteral similarity;
  private @Nullable SqlNode topK;
  private @Nullable SqlMmrRerank rerank;
  private @Nullable SqlNode threshold;
  private @Nullable SqlParserPos thresholdPosition;
  private @Nullable SqlParserPos extent;

  public void embedding(SqlParserPos position, List<SqlNode> given, boolean isBatch) {
    checkFirst("USING EMBEDDING", sources, position);
    sources = new SqlNodeList(given, position);
    batch = isBatch;
    extend(position);
  }

  public void documentCondition(SqlParserPos position, SqlNode given) {
    checkFirst("WHERE_DOCUMENT", documentCondition, position);
    documentCondition = given;
    extend(position);
  }

  public void similarity(SqlParserPos position, SqlIdentifier given) {
    checkFirst("SIMILARITY", similarity, position);
    Similarity named =
        Similarity.of(given.getSimple())
            .orElseThrow(
                () ->
                    new SyntaxProblem(
                        given.getParserPosition(),
                        "SIMILARITY is COSINE, L2 or IP, not %s",
                        given.getSimple()));
    similarity = named.symbol(given.getParserPosition());
    extend(position);
  }

  public void topK(SqlParserPos position, SqlNode given) {
    checkFirst("TOPK", topK, position);
    topK = given;
    extend(position);
  }

  public void rerank(SqlMmrRerank given) {
    checkFirst("RERANK", rerank, given.getParserPosition());
    rerank = given;
    extend(given.getParserPosition());
  }

  public void threshold(SqlParserPos position, SqlNode given) {
    checkFirst("WITH SCORE THRESHOLD", threshold, position);
    threshold = given;
    thresholdPosition = position;
    extend(position);
  }

  /** What stands in the SELECT's FROM: the search, or just the table when no clause is given. */
  public SqlNode over(SqlNode table) {
    if (extent == null) {
      return table;
    }
    return new SqlSearch(table.getParserPosition().plus(extent), table, clauses());
  }

  /**
   * Adds the clauses that stood after ORDER BY to the SELECT before it.
   *
   * @return the query, unchanged but for the FROM of its SELECT
   */
  public SqlNode addTo(SqlNode query) {
    if (extent == null) {
      return query;
    }
    SqlNode body = query instanceof SqlWith with ? with.body : query;
    if (!(body instanceof SqlSelect select) || select.getFrom() == null) {
      throw new SyntaxProblem(
          extent,
          "%s belongs to one SELECT with a FROM, not to %s: put it into the SELECT that it is for",
          rerank != null ? "RERANK" : "WITH SCORE THRESHOLD",
          describe(body));
    }
    SqlNode from = select.getFrom();
    if (from instanceof SqlSearch search) {
      addClausesOf(search.clauses());
      from = search.table();
    }
    select.setFrom(over(from));
    return query;
  }

  private void addClausesOf(SqlSearch.Clauses before) {
    if (rerank != null) {
      checkFirst("RERANK", before.rerank(), rerank.getParserPosition());
    }
    if (thresholdPosition != null) {
      checkFirst("WITH SCORE THRESHOLD", before.threshold(), thresholdPosition);
    }
    sources = before.sources();
    batch = before.batch();
    documentCondition = before.documentCondition();
    similarity = before.similarity();
    topK = before.topK();
    rerank = rerank == null ? before.rerank() : rerank;
    threshold = threshold == null ? before.threshold() : threshold;
  }

  private SqlSearch.Clauses clauses() {
    return new SqlSearch.Clauses(
        sources, batch, documentCondition, similarity, topK, rerank, threshold);
  }

  private void extend(SqlParserPos position) {
    extent = extent == null ? position : extent.plus(position);
  }

  private static String describe(SqlNode body) {
    return switch (body.getKind()) {
      case UNION, INTERSECT, EXCEPT -> body.getKind().sql;
      case VALUES -> "VALUES";
      case SELECT -> "a SELECT without one";
      default -> "this";
    };
  }

  private static void checkFirst(String clause, @Nullable SqlNode before, SqlParserPos position) {
    if (before != null) {
      throw new SyntaxProblem(position, "The clause %s is given twice", clause);
    }
  }

  /** The column of a predicate in WHERE_DOCUMENT that names none, at the place of its operator. */
  public static SqlIdentifier documentAt(int line, int column) {
    return new SqlIdentifier(DOCUMENT, new SqlParserPos(line, column));
  }

  /** Requires that a column named in WHERE_DOCUMENT is the document. */
  public static void checkDocument(SqlIdentifier column) {
    String name = column.names.get(column.names.size() - 1);
    if (!name.equalsIgnoreCase(DOCUMENT)) {
      throw new SyntaxProblem(
          column.getParserPosition(),
          "WHERE_DOCUMENT is about the column document, not %s: put other conditions into WHERE",
          column);
    }
  }
}
