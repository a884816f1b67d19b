package io.github.chromajdbc.calcite.parser;

import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.parser.SqlParserPos;

/** {@code REINDEX table}: builds all indexes of a table anew. */
public final class SqlReindex extends SqlCall implements ChromaStatement {
  private static final String NAME = "REINDEX";
  private static final SqlOperator OPERATOR =
      new NodeOperator(
          NAME,
          SqlKind.OTHER_DDL,
          (position, operands) -> new SqlReindex(position, operands.name(0)));

  private final SqlIdentifier table;

  public SqlReindex(SqlParserPos position, SqlIdentifier table) {
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
    writer.keyword(NAME);
    Writing.name(writer, table);
  }
}
