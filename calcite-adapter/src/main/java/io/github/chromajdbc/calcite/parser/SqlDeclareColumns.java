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

/** {@code ALTER TABLE table DECLARE (metadata.key TYPE, ...)}: says of what type keys are. */
public final class SqlDeclareColumns extends SqlCall implements ChromaStatement {
  private static final String NAME = "ALTER TABLE DECLARE";
  private static final SqlOperator OPERATOR =
      new NodeOperator(
          NAME,
          SqlKind.ALTER_TABLE,
          (position, operands) ->
              new SqlDeclareColumns(position, operands.name(0), operands.list(1)));

  private final SqlIdentifier table;
  private final SqlNodeList columns;

  public SqlDeclareColumns(SqlParserPos position, SqlIdentifier table, SqlNodeList columns) {
    super(position);
    this.table = table;
    this.columns = columns;
  }

  public SqlIdentifier table() {
    return table;
  }

  /** Each a {@link SqlColumnDeclaration}; empty to take all declarations back. */
  public SqlNodeList columns() {
    return columns;
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
    return List.of(table, columns);
  }

  @Override
  public void unparse(SqlWriter writer, int leftPrecedence, int rightPrecedence) {
    writer.keyword("ALTER TABLE");
    Writing.name(writer, table);
    writer.keyword("DECLARE");
    Writing.list(writer, columns);
  }
}
