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

/** {@code ALTER TABLE table SET (name = value, ...)}. */
public final class SqlSetTableOptions extends SqlCall implements ChromaStatement {
  private static final String NAME = "ALTER TABLE SET";
  private static final SqlOperator OPERATOR =
      new NodeOperator(
          NAME,
          SqlKind.ALTER_TABLE,
          (position, operands) ->
              new SqlSetTableOptions(position, operands.name(0), operands.list(1)));

  private final SqlIdentifier table;
  private final SqlNodeList options;

  public SqlSetTableOptions(SqlParserPos position, SqlIdentifier table, SqlNodeList options) {
    super(position);
    this.table = table;
    this.options = options;
  }

  public SqlIdentifier table() {
    return table;
  }

  /** Each a {@link SqlOption}. */
  public SqlNodeList options() {
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
    return List.of(table, options);
  }

  @Override
  public void unparse(SqlWriter writer, int leftPrecedence, int rightPrecedence) {
    writer.keyword("ALTER TABLE");
    Writing.name(writer, table);
    writer.keyword("SET");
    Writing.list(writer, options);
  }
}
