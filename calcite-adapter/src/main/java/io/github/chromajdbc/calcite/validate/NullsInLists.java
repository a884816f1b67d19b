package io.github.chromajdbc.calcite.validate;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlBasicTypeNameSpec;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlNumericLiteral;
import org.apache.calcite.sql.SqlUtil;
import org.apache.calcite.sql.fun.SqlInOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * Makes NULL beside numbers in a list a number: {@code x IN (0, CAST(NULL AS INTEGER))}. Calcite
 * gives it the type of x, and the list of a text and numbers is one of texts.
 */
final class NullsInLists {
  private NullsInLists() {}

  static SqlNode typed(SqlNode node) {
    if (!(node instanceof SqlCall call)
        || !(call.getOperator() instanceof SqlInOperator)
        || !(call.operand(1) instanceof SqlNodeList list)
        || list.stream().noneMatch(NullsInLists::isNumber)
        || list.stream().noneMatch(value -> SqlUtil.isNullLiteral(value, false))) {
      return node;
    }
    List<SqlNode> values = new ArrayList<>();
    for (SqlNode value : list) {
      values.add(
          SqlUtil.isNullLiteral(value, false) ? numeric(value, value.getParserPosition()) : value);
    }
    return call.getOperator()
        .createCall(
            call.getParserPosition(),
            call.operand(0),
            new SqlNodeList(values, list.getParserPosition()));
  }

  private static boolean isNumber(SqlNode node) {
    return node instanceof SqlNumericLiteral
        || (node.getKind() == SqlKind.MINUS_PREFIX && isNumber(((SqlCall) node).operand(0)));
  }

  private static SqlNode numeric(SqlNode nothing, SqlParserPos position) {
    return SqlStdOperatorTable.CAST.createCall(
        position,
        nothing,
        new SqlDataTypeSpec(new SqlBasicTypeNameSpec(SqlTypeName.INTEGER, position), position));
  }
}
