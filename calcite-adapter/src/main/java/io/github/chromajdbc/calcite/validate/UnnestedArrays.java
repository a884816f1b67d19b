package io.github.chromajdbc.calcite.validate;

import io.github.chromajdbc.calcite.function.ChromaFunctions;
import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;

/**
 * {@code UNNEST(a, b)}: where one array ends before another there are NULLs, whatever Calcite
 * (1.42) thinks of its elements.
 */
final class UnnestedArrays {
  private UnnestedArrays() {}

  /** The call, with elements that can be NULL when it is one of several arrays. */
  static SqlCall rewritten(SqlCall call) {
    if (call.getKind() != SqlKind.UNNEST || call.operandCount() < 2) {
      return call;
    }
    List<SqlNode> arrays = call.getOperandList().stream().map(UnnestedArrays::withNulls).toList();
    return call.getOperator()
        .createCall(
            call.getFunctionQuantifier(), call.getParserPosition(), arrays.toArray(SqlNode[]::new));
  }

  private static SqlNode withNulls(SqlNode array) {
    return array.getKind().belongsTo(SqlKind.QUERY)
        ? array
        : ChromaFunctions.WITH_NULLS.createCall(array.getParserPosition(), array);
  }
}
