package io.github.chromajdbc.calcite.parser;

import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.parser.SqlParserPos;

/** {@code ALTER TABLE table REFRESH ROUTES}. */
public final class SqlRefreshRoutes extends SqlCall implements ChromaStatement {
  private static final String NAME = "ALTER TABLE REFRESH ROUTES";
  private static final SqlOperator OPERATOR =
      new NodeOperator(
          NAME,
          SqlKind.ALTER_TABLE,
          (position, operands) -> new SqlRefreshRoutes(position, operands.name(0)));

  private final SqlIdentifier table;

  public SqlRefreshRoutes(SqlParserPos position, SqlIdentifier table) {
    super(position);
    this.table = table;
  }

  public SqlIdentifier table() {
    return table;
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
    return List.of(table);
  }

  @Override
  public void unparse(SqlWriter writer, int leftPrecedence, int rightPrecedence) {
    writer.keyword("ALTER TABLE");
    Writing.name(writer, table);
    writer.keyword("REFRESH ROUTES");
  }
}
