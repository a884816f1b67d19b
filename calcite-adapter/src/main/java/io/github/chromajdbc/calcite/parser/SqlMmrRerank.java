package io.github.chromajdbc.calcite.parser;

import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.util.ImmutableNullableList;
import org.jspecify.annotations.Nullable;

/** {@code RERANK BY MMR [(lambda = 0.5, candidates = 50)]}: maximal marginal relevance. */
public final class SqlMmrRerank extends SqlCall {
  private static final SqlOperator OPERATOR =
      new NodeOperator(
          "RERANK BY MMR",
          SqlKind.OTHER,
          (position, operands) ->
              new SqlMmrRerank(position, operands.optionalNode(0), operands.optionalNode(1)));

  private final @Nullable SqlNode lambda;
  private final @Nullable SqlNode candidates;

  public SqlMmrRerank(
      SqlParserPos position, @Nullable SqlNode lambda, @Nullable SqlNode candidates) {
    super(position);
    this.lambda = lambda;
    this.candidates = candidates;
  }

  /** A numeric literal or a parameter: 1 for relevance alone, 0 for diversity alone. */
  public @Nullable SqlNode lambda() {
    return lambda;
  }

  /** A numeric literal or a parameter: how many of the nearest are reranked. */
  public @Nullable SqlNode candidates() {
    return candidates;
  }

  @Override
  public SqlOperator getOperator() {
    return OPERATOR;
  }

  @Override
  public List<SqlNode> getOperandList() {
    return ImmutableNullableList.of(lambda, candidates);
  }

  @Override
  public void unparse(SqlWriter writer, int leftPrecedence, int rightPrecedence) {
    writer.keyword("RERANK");
    writer.keyword("BY");
    writer.keyword("MMR");
    if (lambda == null && candidates == null) {
      return;
    }
    SqlWriter.Frame frame = writer.startList("(", ")");
    unparseParameter(writer, "LAMBDA", lambda);
    unparseParameter(writer, "CANDIDATES", candidates);
    writer.endList(frame);
  }

  private static void unparseParameter(SqlWriter writer, String name, @Nullable SqlNode value) {
    if (value != null) {
      writer.sep(",");
      writer.keyword(name);
      writer.keyword("=");
      value.unparse(writer, 0, 0);
    }
  }
}
