package io.github.chromajdbc.calcite.parser;

import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.parser.SqlParserPos;

/** {@code CREATE SCHEMA [IF NOT EXISTS] schema}: a database of Chroma. */
public final class SqlCreateSchema extends SqlCall implements ChromaStatement {
  private static final String NAME = "CREATE SCHEMA";
  private static final SqlOperator OPERATOR =
      new NodeOperator(
          NAME,
          SqlKind.CREATE_SCHEMA,
          (position, operands) ->
              new SqlCreateSchema(position, operands.flag(0), operands.name(1)));

  private final boolean ifNotExists;
  private final SqlIdentifier schema;

  public SqlCreateSchema(SqlParserPos position, boolean ifNotExists, SqlIdentifier schema) {
    super(position);
    this.ifNotExists = ifNotExists;
    this.schema = schema;
  }

  public boolean ifNotExists() {
    return ifNotExists;
  }

  public SqlIdentifier schema() {
    return schema;
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
    return List.of(Writing.flag(ifNotExists), schema);
  }

  @Override
  public void unparse(SqlWriter writer, int leftPrecedence, int rightPrecedence) {
    writer.keyword(NAME);
    Writing.keywordIf(writer, ifNotExists, "IF NOT EXISTS");
    Writing.name(writer, schema);
  }
}
