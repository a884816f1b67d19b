package io.github.chromajdbc.calcite.parser;

import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.parser.SqlParserPos;

/** {@code ALTER TABLE table RENAME TO name}. */
public final class SqlRenameTable extends SqlCall implements ChromaStatement {
  private static final String NAME = "ALTER TABLE RENAME";
  private static final SqlOperator OPERATOR =
      new NodeOperator(
          NAME,
          SqlKind.ALTER_TABLE,
          (position, operands) -> new SqlRenameTable(position, operands.name(0), operands.name(1)));

  private final SqlIdentifier table;
  private final SqlIdentifier newName;

  public SqlRenameTable(SqlParserPos position, SqlIdentifier table, SqlIdentifier newName) {
    super(position);
    this.table = table;
    this.newName = newName;
  }

  public SqlIdentifier table() {
    return table;
  }

  /** A name of one part: a table stays in its database. */
  public SqlIdentifier newName() {
    return newName;
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
    return List.of(table, newName);
  }

  @Override
  public void unparse(SqlWriter writer, int leftPrecedence, int rightPrecedence) {
    writer.keyword("ALTER TABLE");
    Writing.name(writer, table);
    Writing.clause(writer, "RENAME TO", newName);
  }
}
