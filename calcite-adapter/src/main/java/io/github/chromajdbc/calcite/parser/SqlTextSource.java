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

/** {@code TEXT expr [MODEL '[provider:]name']}: a text that is embedded to search with. */
public final class SqlTextSource extends SqlCall {
  private static final SqlOperator OPERATOR =
      new NodeOperator(
          "TEXT",
          SqlKind.OTHER,
          (position, operands) ->
              new SqlTextSource(position, operands.node(0), operands.optionalNode(1)));

  private final SqlNode text;
  private final @Nullable SqlNode model;

  public SqlTextSource(SqlParserPos position, SqlNode text, @Nullable SqlNode model) {
    super(position);
    this.text = text;
    this.model = model;
  }

  /** The text: any expression. */
  public SqlNode text() {
    return text;
  }

  /** A string literal or a parameter; null for the collection's own model. */
  public @Nullable SqlNode model() {
    return model;
  }

  @Override
  public SqlOperator getOperator() {
    return OPERATOR;
  }

  @Override
  public List<SqlNode> getOperandList() {
    return ImmutableNullableList.of(text, model);
  }

  @Override
  public void unparse(SqlWriter writer, int leftPrecedence, int rightPrecedence) {
    writer.keyword("TEXT");
    text.unparse(writer, 0, 0);
    if (model != null) {
      writer.keyword("MODEL");
      model.unparse(writer, 0, 0);
    }
  }
}
