package io.github.chromajdbc.calcite.parser;

import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.parser.SqlParserPos;

/** {@code VECTOR [0.1, ?, ...]}: a vector to search with. */
public final class SqlVectorSource extends SqlCall {
  private static final SqlOperator OPERATOR =
      new NodeOperator(
          "VECTOR",
          SqlKind.OTHER,
          (position, operands) -> new SqlVectorSource(position, operands.list(0)));

  private final SqlNodeList elements;

  public SqlVectorSource(SqlParserPos position, SqlNodeList elements) {
    super(position);
    this.elements = elements;
  }

  /** Numeric literals and parameters, in order; may be empty. */
  public SqlNodeList elements() {
    return elements;
  }

  @Override
  public SqlOperator getOperator() {
    return OPERATOR;
  }

  @Override
  public List<SqlNode> getOperandList() {
    return List.of(elements);
  }

  @Override
  public void unparse(SqlWriter writer, int leftPrecedence, int rightPrecedence) {
    writer.keyword("VECTOR");
    SqlWriter.Frame frame = writer.startList("[", "]");
    for (SqlNode element : elements) {
      writer.sep(",");
      element.unparse(writer, 0, 0);
    }
    writer.endList(frame);
  }
}
