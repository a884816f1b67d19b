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

/** {@code CREATE INDEX [IF NOT EXISTS] index ON table (key [TYPE], ...)}. */
public final class SqlCreateIndex extends SqlCall implements ChromaStatement {
  private static final String NAME = "CREATE INDEX";
  private static final SqlOperator OPERATOR =
      new NodeOperator(
          NAME,
          SqlKind.CREATE_INDEX,
          (position, operands) ->
              new SqlCreateIndex(
                  position,
                  operands.flag(0),
                  operands.name(1),
                  operands.name(2),
                  operands.list(3)));

  private final boolean ifNotExists;
  private final SqlIdentifier index;
  private final SqlIdentifier table;
  private final SqlNodeList keys;

  public SqlCreateIndex(
      SqlParserPos position,
      boolean ifNotExists,
      SqlIdentifier index,
      SqlIdentifier table,
      SqlNodeList keys) {
    super(position);
    this.ifNotExists = ifNotExists;
    this.index = index;
    this.table = table;
    this.keys = keys;
  }

  public boolean ifNotExists() {
    return ifNotExists;
  }

  /** A name of one part. */
  public SqlIdentifier index() {
    return index;
  }

  public SqlIdentifier table() {
    return table;
  }

  /** Each a {@link SqlIndexKey}. */
  public SqlNodeList keys() {
    return keys;
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
    return List.of(Writing.flag(ifNotExists), index, table, keys);
  }

  @Override
  public void unparse(SqlWriter writer, int leftPrecedence, int rightPrecedence) {
    writer.keyword(NAME);
    Writing.keywordIf(writer, ifNotExists, "IF NOT EXISTS");
    Writing.name(writer, index);
    Writing.clause(writer, "ON", table);
    Writing.list(writer, keys);
  }
}
