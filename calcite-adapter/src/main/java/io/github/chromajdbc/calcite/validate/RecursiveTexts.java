package io.github.chromajdbc.calcite.validate;

import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlCharStringLiteral;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * Texts in the first part of a recursive query as VARCHAR of any length. A literal is a CHAR of its
 * own length, to which Calcite (1.42) cuts what the step makes of it, less one step: {@code SELECT
 * 'a' UNION ALL SELECT s || 'b'} would be 'a', 'ab', 'ab', ...
 */
final class RecursiveTexts {
  private RecursiveTexts() {}

  /** Changes the first part in place. */
  static void widen(SqlNode query) {
    switch (query.getKind()) {
      case UNION -> widen(((SqlCall) query).operand(0));
      case SELECT -> {
        SqlNodeList items = ((SqlSelect) query).getSelectList();
        for (int i = 0; i < items.size(); i++) {
          items.set(i, wide(items.get(i)));
        }
      }
      case VALUES -> {
        for (SqlNode row : ((SqlCall) query).getOperandList()) {
          SqlBasicCall values = (SqlBasicCall) row;
          for (int i = 0; i < values.operandCount(); i++) {
            values.setOperand(i, wide(values.operand(i)));
          }
        }
      }
      default -> {}
    }
  }

  private static SqlNode wide(SqlNode item) {
    if (item.getKind() == SqlKind.AS) {
      SqlBasicCall as = (SqlBasicCall) item;
      as.setOperand(0, wide(as.operand(0)));
      return as;
    }
    boolean text =
        item instanceof SqlCharStringLiteral
            || (item instanceof SqlCall call
                && call.getOperator().equals(SqlStdOperatorTable.CONCAT));
    return text ? SqlTypes.cast(item, SqlTypeName.VARCHAR, item.getParserPosition()) : item;
  }
}
