package io.github.chromajdbc.calcite.parser;

import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.util.ImmutableNullableList;
import org.jspecify.annotations.Nullable;

/** {@code column [TYPE]}: what CREATE INDEX covers. */
public final class SqlIndexKey extends SqlCall {
  private static final SqlOperator OPERATOR =
      new NodeOperator(
          "INDEX KEY",
          SqlKind.OTHER,
          (position, operands) ->
              new SqlIndexKey(position, operands.name(0), (SqlLiteral) operands.optionalNode(1)));

  private final SqlIdentifier column;
  private final @Nullable SqlLiteral type;

  private SqlIndexKey(SqlParserPos position, SqlIdentifier column, @Nullable SqlLiteral type) {
    super(position);
    this.column = column;
    this.type = type;
  }

  /** The key whose type is this word, which is an error where it names no type. */
  public static SqlIndexKey of(
      SqlParserPos position, SqlIdentifier column, @Nullable SqlIdentifier typeName) {
    if (typeName == null) {
      return new SqlIndexKey(position, column, null);
    }
    IndexKeyType type =
        IndexKeyType.of(typeName.getSimple())
            .orElseThrow(
                () ->
                    new SyntaxProblem(
                        typeName.getParserPosition(),
                        "An index covers STRING, INT, FLOAT or BOOL values"
                            + " (or VARCHAR, BIGINT, DOUBLE, BOOLEAN), not %s",
                        typeName.getSimple()));
    return new SqlIndexKey(position, column, type.symbol(typeName.getParserPosition()));
  }

  /** {@code metadata.KEY} or {@code id}. */
  public SqlIdentifier column() {
    return column;
  }

  /** Null where values of every type are covered. */
  public @Nullable IndexKeyType type() {
    return type == null ? null : type.getValueAs(IndexKeyType.class);
  }

  @Override
  public SqlOperator getOperator() {
    return OPERATOR;
  }

  @Override
  public List<SqlNode> getOperandList() {
    return ImmutableNullableList.of(column, type);
  }

  @Override
  public void unparse(SqlWriter writer, int leftPrecedence, int rightPrecedence) {
    column.unparse(writer, 0, 0);
    IndexKeyType keyType = type();
    if (keyType != null) {
      writer.keyword(keyType.name());
    }
  }
}
