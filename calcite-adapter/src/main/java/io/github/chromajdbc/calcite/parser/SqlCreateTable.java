package io.github.chromajdbc.calcite.parser;

import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.util.ImmutableNullableList;
import org.jspecify.annotations.Nullable;

/**
 * {@code CREATE TABLE [IF NOT EXISTS] table [(metadata.key TYPE, ...)] [WITH (name = value, ...)]}:
 * a collection.
 */
public final class SqlCreateTable extends SqlCall implements ChromaStatement {
  private static final String NAME = "CREATE TABLE";
  private static final SqlOperator OPERATOR =
      new NodeOperator(
          NAME,
          SqlKind.CREATE_TABLE,
          (position, operands) ->
              new SqlCreateTable(
                  position,
                  operands.flag(0),
                  operands.name(1),
                  operands.optionalList(2),
                  operands.optionalList(3)));

  private final boolean ifNotExists;
  private final SqlIdentifier table;
  private final @Nullable SqlNodeList columns;
  private final @Nullable SqlNodeList options;

  public SqlCreateTable(
      SqlParserPos position,
      boolean ifNotExists,
      SqlIdentifier table,
      @Nullable SqlNodeList columns,
      @Nullable SqlNodeList options) {
    super(position);
    this.ifNotExists = ifNotExists;
    this.table = table;
    this.columns = columns;
    this.options = options;
  }

  public boolean ifNotExists() {
    return ifNotExists;
  }

  public SqlIdentifier table() {
    return table;
  }

  /** Each a {@link SqlColumnDeclaration}. */
  public @Nullable SqlNodeList columns() {
    return columns;
  }

  /** Each a {@link SqlOption}. */
  public @Nullable SqlNodeList options() {
    return options;
  }

  @Override
  public String statementName() {
    return NAME;
  }

  @Override
  public SqlOperator getOperator() {
    return OPERATOR;
  }

  @Override
  public List<SqlNode> getOperandList() {
    return ImmutableNullableList.of(Writing.flag(ifNotExists), table, columns, options);
  }

  @Override
  public void unparse(SqlWriter writer, int leftPrecedence, int rightPrecedence) {
    writer.keyword(NAME);
    Writing.keywordIf(writer, ifNotExists, "IF NOT EXISTS");
    Writing.name(writer, table);
    if (columns != null) {
      Writing.list(writer, columns);
    }
    if (options != null) {
      writer.keyword("WITH");
      Writing.list(writer, options);
    }
  }
}
