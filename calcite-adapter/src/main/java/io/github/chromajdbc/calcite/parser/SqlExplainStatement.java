package io.github.chromajdbc.calcite.parser;

import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.parser.SqlParserPos;

/** {@code EXPLAIN [PLAN] [AS JSON] [FOR] statement}. */
public final class SqlExplainStatement extends SqlCall implements ChromaStatement {
  private static final SqlOperator OPERATOR =
      new NodeOperator(
          "EXPLAIN",
          SqlKind.OTHER,
          (position, operands) ->
              new SqlExplainStatement(
                  position, operands.node(0), operands.symbol(1, ExplainFormat.class)));

  private final SqlNode statement;
  private final ExplainFormat format;

  public SqlExplainStatement(SqlParserPos position, SqlNode statement, ExplainFormat format) {
    super(position);
    this.statement = statement;
    this.format = format;
  }

  /** The query or DML statement to explain. */
  public SqlNode statement() {
    return statement;
  }

  public ExplainFormat format() {
    return format;
  }

  @Override
  public String statementName() {
    return "EXPLAIN";
  }

  @Override
  public SqlOperator getOperator() {
    return OPERATOR;
  }

  @Override
  public List<SqlNode> getOperandList() {
    return List.of(statement, format.symbol(SqlParserPos.ZERO));
  }

  @Override
  public void unparse(SqlWriter writer, int leftPrecedence, int rightPrecedence) {
    writer.keyword("EXPLAIN");
    if (format == ExplainFormat.JSON) {
      writer.keyword("AS");
      writer.keyword("JSON");
    }
    writer.keyword("FOR");
    statement.unparse(writer, 0, 0);
  }
}
