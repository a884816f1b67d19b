package io.github.chromajdbc.calcite.plan.expression;

import io.github.chromajdbc.calcite.function.ChromaFunctions;
import java.util.Set;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexVisitorImpl;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.apache.calcite.util.Util;

/** Finds what is an error for some values, of which a condition before it may keep them out. */
final class Failures extends RexVisitorImpl<Void> {
  private static final Failures FINDER = new Failures();

  private static final Set<SqlOperator> FUNCTIONS =
      Set.of(
          ChromaFunctions.DIVIDE,
          ChromaFunctions.DIVIDE_DOUBLES,
          ChromaFunctions.POWER,
          ChromaFunctions.DEFINED,
          ChromaFunctions.WHOLE_ELEMENTS,
          ChromaFunctions.ABS,
          ChromaFunctions.ROUND,
          ChromaFunctions.MATCHES,
          ChromaFunctions.LIKE_ESCAPE,
          ChromaFunctions.ILIKE_ESCAPE,
          ChromaFunctions.SIMILAR,
          ChromaFunctions.SIMILAR_ESCAPE,
          ChromaFunctions.OVERLAY,
          ChromaFunctions.OVERLAY_OF_ITS_LENGTH,
          ChromaFunctions.CHARACTER,
          ChromaFunctions.TIME_OF_DAY,
          ChromaFunctions.DAYS_LATER,
          ChromaFunctions.MONTHS_LATER,
          ChromaFunctions.TIME_LATER,
          ChromaFunctions.MONTHS_AFTER_TIME);

  private Failures() {
    super(true);
  }

  /** Whether the expression computes what not all operands have a value for. */
  static boolean areIn(RexNode expression) {
    try {
      expression.accept(FINDER);
      return false;
    } catch (Util.FoundOne found) {
      return true;
    }
  }

  @Override
  public Void visitCall(RexCall call) {
    if (isWithoutValues(call) || FUNCTIONS.contains(call.getOperator())) {
      throw Util.FoundOne.NULL;
    }
    return super.visitCall(call);
  }

  private static boolean isWithoutValues(RexCall call) {
    return switch (call.getKind()) {
      case CAST -> isPartial(call.getOperands().get(0).getType(), call.getType());
      case DIVIDE, CHECKED_DIVIDE, MOD -> true;
      case PLUS, MINUS, TIMES, MINUS_PREFIX -> SqlTypeUtil.isExactNumeric(call.getType());
      case CHECKED_PLUS, CHECKED_MINUS, CHECKED_TIMES, CHECKED_MINUS_PREFIX -> true;
      case LIKE, SIMILAR ->
          call.getOperands().size() > 2 || !(call.getOperands().get(1) instanceof RexLiteral);
      case OTHER_FUNCTION ->
          call.getOperator().getName().startsWith("JSON_")
              || (call.getOperator().getName().equals("SUBSTRING")
                  && call.getOperands().size() > 2
                  && !(call.getOperands().get(2) instanceof RexLiteral));
      default -> false;
    };
  }

  /** Whether some values of one type are none of the other. */
  private static boolean isPartial(RelDataType from, RelDataType to) {
    if (SqlTypeUtil.inCharFamily(from)) {
      return !SqlTypeUtil.inCharFamily(to);
    }
    return SqlTypeUtil.isNumeric(from)
        && SqlTypeUtil.isExactNumeric(to)
        && !(SqlTypeUtil.isExactNumeric(from) && wholeDigits(from) <= wholeDigits(to));
  }

  private static int wholeDigits(RelDataType number) {
    return number.getPrecision() - number.getScale();
  }
}
