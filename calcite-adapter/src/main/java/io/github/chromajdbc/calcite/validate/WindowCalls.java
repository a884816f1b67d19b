package io.github.chromajdbc.calcite.validate;

import io.github.chromajdbc.error.ChromaError;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.fun.SqlCase;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * Functions over windows as Calcite's validator takes them.
 *
 * <p>{@code SUM(x) FILTER (WHERE c) OVER w} becomes {@code SUM(CASE WHEN c THEN x END) OVER w}, as
 * aggregates leave NULL out. What IGNORE NULLS is about becomes nullable: of what is not, validator
 * and converter (1.42) disagree whether there is a value in a frame without rows.
 */
final class WindowCalls {
  private WindowCalls() {}

  /** The call as described, or the call itself. */
  static SqlCall rewritten(SqlCall call) {
    if (call.getKind() != SqlKind.OVER || !(call.operand(0) instanceof SqlCall function)) {
      return call;
    }
    if (function.getOperandList().stream()
        .anyMatch(operand -> operand instanceof SqlNodeList order && !order.isEmpty())) {
      throw ChromaError.NOT_SUPPORTED.exception(
          "ORDER BY inside "
              + function.getOperator().getName()
              + " is not supported over a window. Write it in the window, OVER (ORDER BY ...)");
    }
    if (function.getKind() == SqlKind.FILTER) {
      return over(call, ofFirst(function.operand(0), function.operand(1)));
    }
    if (function.getKind() == SqlKind.IGNORE_NULLS) {
      SqlParserPos position = function.getParserPosition();
      SqlNode nullable = ofFirst(function.operand(0), SqlLiteral.createBoolean(true, position));
      return over(call, function.getOperator().createCall(position, nullable));
    }
    return call;
  }

  private static SqlCall over(SqlCall call, SqlNode function) {
    return call.getOperator().createCall(call.getParserPosition(), function, call.operand(1));
  }

  /** The function of its first operand where the condition holds, and else of NULL. */
  private static SqlNode ofFirst(SqlNode function, SqlNode condition) {
    if (!(function instanceof SqlCall call) || call.operandCount() == 0) {
      return function;
    }
    SqlNode[] operands = call.getOperandList().toArray(SqlNode[]::new);
    operands[0] = where(condition, operands[0]);
    return call.getOperator()
        .createCall(call.getFunctionQuantifier(), call.getParserPosition(), operands);
  }

  private static SqlNode where(SqlNode condition, SqlNode value) {
    SqlParserPos position = condition.getParserPosition();
    boolean ofRows = value instanceof SqlIdentifier name && name.isStar();
    return new SqlCase(
        position,
        null,
        SqlNodeList.of(condition),
        SqlNodeList.of(ofRows ? SqlLiteral.createExactNumeric("1", position) : value),
        SqlLiteral.createNull(position));
  }
}
