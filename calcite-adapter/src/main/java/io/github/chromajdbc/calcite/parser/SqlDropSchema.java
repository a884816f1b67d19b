package io.github.chromajdbc.calcite.parser;

import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.parser.SqlParserPos;

/** {@code DROP SCHEMA [IF EXISTS] schema}: a database of Chroma, with all that is in it. */
public final class SqlDropSchema extends SqlCall implements ChromaStatement {
  private static final String NAME = "DROP SCHEMA";
  private static final SqlOperator OPERATOR =
      new NodeOperator(
          NAME,
          SqlKind.DROP_SCHEMA,
          (position, operands) -> new SqlDropSchema(position, operands.flag(0), operands.name(1)));

  private final boolean ifExists;
  private final SqlIdentifier schema;

  public SqlDropSchema(SqlParserPos position, boolean ifExists, SqlIdentifier schema) {
    super(position);
    this.ifExists = ifExists;
    this.schema = schema;
  }

  public boolean ifExists() {
    return ifExists;
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
    return List.of(Writing.flag(ifExists), schema);
  }

  @Override
  public void unparse(SqlWriter writer, int leftPrecedence, int rightPrecedence) {
    writer.keyword(NAME);
    Writing.keywordIf(writer, ifExists, "IF EXISTS");
    Writing.name(writer, schema);
  }
}
