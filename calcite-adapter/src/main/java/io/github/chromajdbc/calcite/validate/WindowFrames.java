package io.github.chromajdbc.calcite.validate;

import io.github.chromajdbc.calcite.function.ChromaFunctions;
import io.github.chromajdbc.calcite.function.FrameRows;
import java.math.BigDecimal;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNumericLiteral;
import org.apache.calcite.sql.SqlWindow;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/**
 * Frames that reach a number of rows, {@code ROWS n PRECEDING}: n is checked, when the statement
 * runs where it is an expression. Calcite (1.42) takes NULL for a number.
 */
final class WindowFrames {
  private static final BigDecimal MOST_ROWS = BigDecimal.valueOf(FrameRows.MOST);

  private WindowFrames() {}

  /** The call, changed in place where it is such a window. */
  static SqlCall checked(SqlCall call) {
    if (call instanceof SqlWindow window && window.isRows()) {
      window.setLowerBound(bound(window.getLowerBound()));
      window.setUpperBound(bound(window.getUpperBound()));
    }
    return call;
  }

  private static @Nullable SqlNode bound(@Nullable SqlNode bound) {
    return bound instanceof SqlCall call
            && (call.getKind() == SqlKind.PRECEDING || call.getKind() == SqlKind.FOLLOWING)
        ? call.getOperator().createCall(call.getParserPosition(), rows(call.operand(0)))
        : bound;
  }

  private static SqlNode rows(SqlNode distance) {
    SqlParserPos position = distance.getParserPosition();
    if (!(distance instanceof SqlNumericLiteral literal)) {
      return ChromaFunctions.FRAME_ROWS.createCall(
          position,
          distance instanceof SqlDynamicParam
              ? SqlTypes.cast(distance, SqlTypeName.BIGINT, position)
              : distance);
    }
    BigDecimal rows = literal.bigDecimalValue();
    return rows != null && rows.compareTo(MOST_ROWS) > 0
        ? SqlLiteral.createExactNumeric(MOST_ROWS.toString(), position)
        : literal;
  }
}
