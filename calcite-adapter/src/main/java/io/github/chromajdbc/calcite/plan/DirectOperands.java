package io.github.chromajdbc.calcite.plan;

import io.github.chromajdbc.error.ChromaError;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexDynamicParam;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.util.NlsString;
import org.jspecify.annotations.Nullable;

/** Operands simple enough to be evaluated without generated code. */
public final class DirectOperands {
  private DirectOperands() {}

  /** Whether all can be evaluated here. */
  public static boolean areEvaluable(List<RexNode> operands) {
    return operands.stream().allMatch(DirectOperands::isEvaluable);
  }

  private static boolean isEvaluable(RexNode node) {
    if (node instanceof RexLiteral || node instanceof RexDynamicParam) {
      return true;
    }
    return node instanceof RexCall call
        && call.getKind() == SqlKind.CAST
        && isEvaluable(call.getOperands().get(0))
        && isSimpleCast(call.getOperands().get(0).getType(), call.getType());
  }

  private static boolean isSimpleCast(RelDataType from, RelDataType to) {
    return switch (to.getSqlTypeName()) {
      case VARCHAR -> isText(from) && to.getPrecision() == RelDataType.PRECISION_NOT_SPECIFIED;
      case DOUBLE, FLOAT, BIGINT, INTEGER ->
          switch (from.getSqlTypeName()) {
            case TINYINT, SMALLINT, INTEGER, BIGINT, DOUBLE, FLOAT, REAL, DECIMAL -> true;
            default -> false;
          };
      case BOOLEAN -> from.getSqlTypeName() == to.getSqlTypeName();
      default -> false;
    };
  }

  private static boolean isText(RelDataType type) {
    return switch (type.getSqlTypeName()) {
      case CHAR, VARCHAR -> true;
      default -> false;
    };
  }

  /**
   * The values.
   *
   * @param parameters as generated code has them
   * @throws io.github.chromajdbc.error.ChromaException 22003 when a number does not fit
   */
  public static @Nullable Object[] evaluate(
      List<RexNode> operands, List<? extends @Nullable Object> parameters) {
    @Nullable Object[] values = new Object[operands.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = evaluate(operands.get(i), parameters);
    }
    return values;
  }

  private static @Nullable Object evaluate(
      RexNode node, List<? extends @Nullable Object> parameters) {
    if (node instanceof RexLiteral literal) {
      Object value = literal.getValue();
      return value instanceof NlsString text ? text.getValue() : value;
    }
    if (node instanceof RexDynamicParam parameter) {
      return parameters.get(parameter.getIndex());
    }
    Object value = evaluate(((RexCall) node).getOperands().get(0), parameters);
    if (!(value instanceof Number number)) {
      return value;
    }
    return switch (node.getType().getSqlTypeName()) {
      case DOUBLE, FLOAT -> number.doubleValue();
      case BIGINT -> whole(number, Long.MIN_VALUE, Long.MAX_VALUE);
      case INTEGER -> whole(number, Integer.MIN_VALUE, Integer.MAX_VALUE);
      default -> number;
    };
  }

  private static Object whole(Number number, long least, long most) {
    BigInteger whole = new BigDecimal(number.toString()).toBigInteger();
    if (whole.compareTo(BigInteger.valueOf(least)) < 0
        || whole.compareTo(BigInteger.valueOf(most)) > 0) {
      throw ChromaError.NUMBER_OUT_OF_RANGE.exception(
          number + " is not between " + least + " and " + most);
    }
    return whole.longValue();
  }
}
