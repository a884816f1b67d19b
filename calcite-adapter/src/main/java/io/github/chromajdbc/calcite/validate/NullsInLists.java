package io.github.chromajdbc.calcite.validate;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlBasicTypeNameSpec;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlUtil;
import org.apache.calcite.sql.fun.SqlInOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * Takes NULL out of lists: {@code x IN (0, NULL)} is {@code x IN (0) OR NULL}. Calcite gives it the
 * type of x, and the list then has no type but text.
 */
final class NullsInLists {
  private NullsInLists() {}

  static SqlNode apart(SqlNode node) {
    if (!(node instanceof SqlCall call)
        || !(call.getOperator() instanceof SqlInOperator in)
        || !(call.operand(1) instanceof SqlNodeList list)) {
      return node;
    }
    List<SqlNode> values = new ArrayList<>();
    for (SqlNode value : list) {
      if (!SqlUtil.isNullLiteral(value, false)) {
        values.add(value);
      }
    }
    if (values.isEmpty() || values.size() == list.size()) {
      return node;
    }
    SqlParserPos position = call.getParserPosition();
    SqlCall rest =
        in.createCall(position, call.operand(0), new SqlNodeList(values, list.getParserPosition()));
    return (in.kind == SqlKind.NOT_IN ? SqlStdOperatorTable.AND : SqlStdOperatorTable.OR)
        .createCall(position, rest, unknown(position));
  }

  private static SqlNode unknown(SqlParserPos position) {
    return SqlStdOperatorTable.CAST.createCall(
        position,
        SqlLiteral.createNull(position),
        new SqlDataTypeSpec(new SqlBasicTypeNameSpec(SqlTypeName.BOOLEAN, position), position));
  }
}
