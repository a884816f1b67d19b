package io.github.chromajdbc.calcite.parser;

import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.util.ImmutableNullableList;
import org.jspecify.annotations.Nullable;

/** {@code column TYPE [FROM 'format']}: in CREATE TABLE and ALTER TABLE DECLARE. */
public final class SqlColumnDeclaration extends SqlCall {
  private static final SqlOperator OPERATOR =
      new NodeOperator(
          "COLUMN",
          SqlKind.OTHER,
          (position, operands) ->
              new SqlColumnDeclaration(
                  position, operands.name(0), operands.node(1), operands.optionalNode(2)));

  private final SqlIdentifier column;
  private final SqlNode type;
  private final @Nullable SqlNode format;

  public SqlColumnDeclaration(
      SqlParserPos position, SqlIdentifier column, SqlNode type, @Nullable SqlNode format) {
    super(position);
    this.column = column;
    this.type = type;
    this.format = format;
  }

  public SqlIdentifier column() {
    return column;
  }

  /** A {@link org.apache.calcite.sql.SqlDataTypeSpec}. */
  public SqlNode type() {
    return type;
  }

  /**
   * A string literal, {@code epoch_s} for one, that says how a TIMESTAMP is stored; null for the
   * way it is stored unless said.
   */
  public @Nullable SqlNode format() {
    return format;
  }

  @Override
  public SqlOperator getOperator() {
    return OPERATOR;
  }

  @Override
  public List<SqlNode> getOperandList() {
    return ImmutableNullableList.of(column, type, format);
  }

  @Override
  public void unparse(SqlWriter writer, int leftPrecedence, int rightPrecedence) {
    Writing.name(writer, column);
    Writing.name(writer, type);
    Writing.clause(writer, "FROM", format);
  }
}
