package io.github.chromajdbc.calcite.parser;

import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.util.ImmutableNullableList;
import org.jspecify.annotations.Nullable;

/**
 * The search clauses of a SELECT. It stands where the SELECT's FROM is and holds what stood there.
 *
 * <p>Immutable. At least one clause is given; which ones go together is for the planner to say.
 */
public final class SqlSearch extends SqlCall {
  private static final SqlOperator OPERATOR =
      new NodeOperator(
          "SEARCH",
          SqlKind.OTHER,
          (position, operands) ->
              new SqlSearch(
                  position,
                  operands.node(0),
                  new Clauses(
                      operands.optionalList(1),
                      operands.flag(2),
                      operands.optionalNode(3),
                      (SqlLiteral) operands.optionalNode(4),
                      operands.optionalNode(5),
                      (SqlMmrRerank) operands.optionalNode(6),
                      operands.optionalNode(7))));

  /**
   * The clauses, null where they are not given.
   *
   * @param sources of USING EMBEDDING: each a {@link SqlTextSource}, a {@link SqlVectorSource} or
   *     any expression; one, unless {@code batch}
   * @param batch whether it is USING EMBEDDING BATCH
   * @param documentCondition of WHERE_DOCUMENT, an ordinary predicate: a column that was left out
   *     is filled in as the identifier {@code document}
   * @param similarity a symbol of {@link Similarity}
   * @param topK a numeric literal, of any sign and scale, or a parameter
   * @param threshold a numeric literal or a parameter
   */
  public record Clauses(
      @Nullable SqlNodeList sources,
      boolean batch,
      @Nullable SqlNode documentCondition,
      @Nullable SqlLiteral similarity,
      @Nullable SqlNode topK,
      @Nullable SqlMmrRerank rerank,
      @Nullable SqlNode threshold) {}

  private final SqlNode table;
  private final Clauses clauses;

  public SqlSearch(SqlParserPos position, SqlNode table, Clauses clauses) {
    super(position);
    this.table = table;
    this.clauses = clauses;
  }

  /** What FROM names: a table with or without alias, a join, a derived table. */
  public SqlNode table() {
    return table;
  }

  public Clauses clauses() {
    return clauses;
  }

  /** See {@link Clauses}. */
  public @Nullable SqlNodeList sources() {
    return clauses.sources();
  }

  /** Whether it is USING EMBEDDING BATCH. */
  public boolean batch() {
    return clauses.batch();
  }

  /** See {@link Clauses}. */
  public @Nullable SqlNode documentCondition() {
    return clauses.documentCondition();
  }

  /** What SIMILARITY names; null for the collection's own space. */
  public @Nullable Similarity similarity() {
    SqlLiteral literal = clauses.similarity();
    return literal == null ? null : literal.getValueAs(Similarity.class);
  }

  /** See {@link Clauses}. */
  public @Nullable SqlNode topK() {
    return clauses.topK();
  }

  public @Nullable SqlMmrRerank rerank() {
    return clauses.rerank();
  }

  /** See {@link Clauses}. */
  public @Nullable SqlNode threshold() {
    return clauses.threshold();
  }

  @Override
  public SqlOperator getOperator() {
    return OPERATOR;
  }

  @Override
  public List<SqlNode> getOperandList() {
    return ImmutableNullableList.of(
        table,
        clauses.sources(),
        Writing.flag(clauses.batch()),
        clauses.documentCondition(),
        clauses.similarity(),
        clauses.topK(),
        clauses.rerank(),
        clauses.threshold());
  }

  @Override
  public void unparse(SqlWriter writer, int leftPrecedence, int rightPrecedence) {
    table.unparse(writer, leftPrecedence, rightPrecedence);
    unparseSources(writer);
    Writing.clause(writer, "WHERE_DOCUMENT", clauses.documentCondition());
    Similarity similarity = similarity();
    if (similarity != null) {
      writer.keyword("SIMILARITY");
      writer.keyword(similarity.name());
    }
    Writing.clause(writer, "TOPK", clauses.topK());
    if (clauses.rerank() != null) {
      clauses.rerank().unparse(writer, 0, 0);
    }
    Writing.clause(writer, "WITH SCORE THRESHOLD", clauses.threshold());
  }

  private void unparseSources(SqlWriter writer) {
    SqlNodeList sources = clauses.sources();
    if (sources == null) {
      return;
    }
    writer.keyword(clauses.batch() ? "USING EMBEDDING BATCH" : "USING EMBEDDING");
    Writing.list(writer, sources);
  }
}
