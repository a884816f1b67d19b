package io.github.chromajdbc.calcite.validate;

import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.fun.SqlCase;
import org.apache.calcite.sql.fun.SqlInternalOperators;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlShuttle;
import org.jspecify.annotations.Nullable;

/**
 * {@code COALESCE(a, b)} and {@code NULLIF(a, b)} as CASE, where an operand has a query in it. Each
 * stands there twice. Calcite makes the second of the first's own parts; but a part that stands in
 * two queries is known to be in the latter alone, and what it names of the other is not found.
 */
final class RepeatedOperands {
  private RepeatedOperands() {}

  static SqlNode copied(SqlCall call) {
    // The parser leaves functions by their names.
    boolean coalesce = call.getOperator().isName("COALESCE", false) && call.operandCount() > 1;
    boolean nullIf = call.getOperator().isName("NULLIF", false) && call.operandCount() == 2;
    if ((!coalesce && !nullIf) || !CallFinder.isQueryIn(call)) {
      return call;
    }
    return coalesce ? coalesce(call) : nullIf(call);
  }

  private static SqlNode coalesce(SqlCall call) {
    SqlParserPos position = call.getParserPosition();
    SqlNodeList conditions = new SqlNodeList(position);
    SqlNodeList values = new SqlNodeList(position);
    int last = call.operandCount() - 1;
    for (SqlNode operand : call.getOperandList().subList(0, last)) {
      conditions.add(SqlStdOperatorTable.IS_NOT_NULL.createCall(position, operand));
      values.add(SqlInternalOperators.CAST_NOT_NULL.createCall(position, copy(operand)));
    }
    return new SqlCase(position, null, conditions, values, call.operand(last));
  }

  private static SqlNode nullIf(SqlCall call) {
    SqlParserPos position = call.getParserPosition();
    SqlNode equal =
        SqlStdOperatorTable.EQUALS.createCall(position, call.operand(0), call.operand(1));
    return new SqlCase(
        position,
        null,
        SqlNodeList.of(equal),
        SqlNodeList.of(SqlLiteral.createNull(position)),
        copy(call.operand(0)));
  }

  /** The same of new nodes throughout. */
  static SqlNode copy(SqlNode node) {
    SqlNode copy =
        node.accept(
            new SqlShuttle() {
              @Override
              public @Nullable SqlNode visit(SqlCall call) {
                CallCopyingArgHandler operands = new CallCopyingArgHandler(call, true);
                call.getOperator().acceptCall(this, call, false, operands);
                return operands.result();
              }

              @Override
              public SqlNode visit(SqlIdentifier name) {
                return name.clone(name.getParserPosition());
              }

              @Override
              public SqlNode visit(SqlDynamicParam parameter) {
                return parameter.clone(parameter.getParserPosition());
              }
            });
    if (copy == null) {
      throw new IllegalStateException("No copy of " + node);
    }
    return copy;
  }
}
