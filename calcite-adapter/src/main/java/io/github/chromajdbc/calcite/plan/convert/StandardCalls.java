package io.github.chromajdbc.calcite.plan.convert;

import io.github.chromajdbc.calcite.function.ChromaFunctions;
import io.github.chromajdbc.error.ChromaError;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;

/**
 * Calls of standard functions as Calcite (1.42) converts them, where its generated code computes
 * something else than SQL says, or does not compile.
 */
final class StandardCalls {
  private final RexBuilder rexBuilder;

  private StandardCalls(RexBuilder rexBuilder) {
    this.rexBuilder = rexBuilder;
  }

  /** The call with a function of ours in its place or with other operands, or as it is. */
  static RexNode corrected(RexNode converted, RexBuilder rexBuilder) {
    return converted instanceof RexCall call
        ? new StandardCalls(rexBuilder).corrected(call)
        : converted;
  }

  private RexNode corrected(RexCall call) {
    call.getOperands().forEach(StandardCalls::requireNoTextAsArray); // beside an array in CASE
    if (call.getType().getSqlTypeName() == SqlTypeName.NULL
        && !(call instanceof RexOver)
        && !(call instanceof RexSubQuery)) {
      return rexBuilder.makeNullLiteral(call.getType()); // no code is generated for ABS(NULL)
    }
    return switch (call.getOperator().getName()) {
      case "/" -> divided(call);
      case "*" -> SqlTypeUtil.isInterval(call.getType()) ? ofInterval(call) : call;
      case "CAST", "TRY_CAST", "SAFE_CAST" -> cast(call);
      case "POWER", "POW" -> ofDoubles(call, ChromaFunctions.POWER);
      case "ASIN", "ACOS", "ACOSH", "ATANH" -> defined(call);
      case "ABS" ->
          isWhole(call) ? inLong(call, ChromaFunctions.ABS, call.getOperands().get(0)) : call;
      case "ROUND" -> rounded(call);
      case "TRUNCATE" -> call(call, SqlStdOperatorTable.TRUNCATE, withIntegers(call, 1));
      case "SIMILAR TO" ->
          call(
              call,
              call.getOperands().size() > 2
                  ? ChromaFunctions.SIMILAR_ESCAPE
                  : ChromaFunctions.SIMILAR,
              call.getOperands());
      case "MEMBER OF" -> // Calcite's has no INTEGER that equals a BIGINT
          call(
              call,
              ChromaFunctions.ANY_OF_ARRAY,
              List.of(
                  call.getOperands().get(0),
                  rexBuilder.makeLiteral(SqlKind.EQUALS.sql),
                  call.getOperands().get(1)));
      case "DIFFERENCE" -> call(call, ChromaFunctions.DIFFERENCE, call.getOperands());
      case "OVERLAY" -> overlay(call);
      case "CHR" -> call(call, ChromaFunctions.CHARACTER, withIntegers(call, 0));
      case "RAND_INTEGER" -> call(call, call.getOperator(), withIntegers(call, 0));
      case "INITCAP" -> call(call, ChromaFunctions.CAPITALIZED, call.getOperands());
      case "LEFT", "RIGHT", "REPEAT", "LPAD", "RPAD", "SUBSTR" ->
          call(call, call.getOperator(), withIntegers(call, 1));
      case "SPLIT_PART", "POSITION" -> call(call, call.getOperator(), withIntegers(call, 2));
      default -> call;
    };
  }

  private RexNode call(RexCall original, SqlOperator operator, List<RexNode> operands) {
    return rexBuilder.makeCall(original.getType(), operator, operands);
  }

  /** Calcite rounds the quotient of DECIMALs to 16 digits, and divides DOUBLEs by 0. */
  private RexNode divided(RexCall call) {
    RelDataType type = call.getType();
    if (SqlTypeUtil.isInterval(type)) {
      return ofInterval(call);
    }
    if (SqlTypeUtil.isApproximateNumeric(type)) {
      return ofDoubles(call, ChromaFunctions.DIVIDE_DOUBLES);
    }
    if (type.getSqlTypeName() != SqlTypeName.DECIMAL) {
      return call;
    }
    List<RexNode> operands = new ArrayList<>();
    for (RexNode operand : call.getOperands()) {
      operands.add(SqlTypeUtil.isDecimal(operand.getType()) ? operand : decimal(operand));
    }
    operands.add(rexBuilder.makeExactLiteral(BigDecimal.valueOf(type.getScale())));
    return rexBuilder.makeCall(type, ChromaFunctions.DIVIDE, operands);
  }

  /** An interval by a number with a fraction: for whole numbers alone is code generated. */
  private RexNode ofInterval(RexCall call) {
    List<RexNode> operands = new ArrayList<>();
    boolean whole = true;
    for (RexNode operand : call.getOperands()) {
      whole &= SqlTypeUtil.isInterval(operand.getType()) || isWhole(operand);
      operands.add(SqlTypeUtil.isInterval(operand.getType()) ? units(operand) : operand);
    }
    if (whole) {
      return call;
    }
    SqlOperator operator = call.isA(SqlKind.TIMES) ? SqlStdOperatorTable.MULTIPLY : call.op;
    RexNode exact = corrected(rexBuilder.makeCall(operator, operands), rexBuilder);
    return rexBuilder.makeReinterpretCast(
        call.getType(), cast(exact, SqlTypeName.BIGINT), rexBuilder.makeLiteral(false));
  }

  /** The milliseconds or months of an interval. */
  private RexNode units(RexNode interval) {
    return rexBuilder.makeReinterpretCast(
        type(SqlTypeName.BIGINT, interval.getType().isNullable()),
        interval,
        rexBuilder.makeLiteral(false));
  }

  private RexNode ofDoubles(RexCall call, SqlOperator function) {
    List<RexNode> operands = new ArrayList<>();
    boolean nullable = false;
    for (RexNode operand : call.getOperands()) {
      operands.add(cast(operand, SqlTypeName.DOUBLE));
      nullable |= operand.getType().isNullable();
    }
    return rexBuilder.makeCast(
        call.getType(),
        rexBuilder.makeCall(type(SqlTypeName.DOUBLE, nullable), function, operands));
  }

  /** Java has NaN where a function is not defined. */
  private RexNode defined(RexCall call) {
    return rexBuilder.makeCall(
        call.getType(),
        ChromaFunctions.DEFINED,
        List.of(call, rexBuilder.makeLiteral(call.getOperator().getName())));
  }

  private RexNode cast(RexCall cast) {
    if (SqlTypeUtil.isArray(cast.getType())) {
      return castElements(cast);
    }
    return isWhole(cast) ? roundedToLong(cast) : textOfNumber(cast);
  }

  /** Generated code that casts an array to whole numbers fails where an element is NULL. */
  private RexNode castElements(RexCall cast) {
    RelDataType type = cast.getType().getComponentType();
    RexNode array = cast.getOperands().get(0);
    RelDataType from = array.getType().getComponentType();
    requireNoTextAsArray(cast);
    if (type == null || from == null) {
      return cast;
    }
    if (array.isA(SqlKind.ARRAY_VALUE_CONSTRUCTOR)) {
      RelDataTypeFactory types = rexBuilder.getTypeFactory();
      List<RexNode> elements = new ArrayList<>();
      for (RexNode element : ((RexCall) array).getOperands()) {
        boolean safe = cast.isA(SqlKind.SAFE_CAST);
        RexNode converted =
            rexBuilder.makeCast(
                types.createTypeWithNullability(type, safe || element.getType().isNullable()),
                element,
                true,
                safe);
        elements.add(corrected(converted, rexBuilder));
      }
      return rexBuilder.makeCall(
          cast.getType(), SqlStdOperatorTable.ARRAY_VALUE_CONSTRUCTOR, elements);
    }
    return SqlTypeUtil.isNumeric(from) && SqlTypeName.INT_TYPES.contains(type.getSqlTypeName())
        ? rexBuilder.makeCall(
            cast.getType(),
            ChromaFunctions.WHOLE_ELEMENTS,
            List.of(array, rexBuilder.makeLiteral(type.getSqlTypeName().getName())))
        : cast;
  }

  private static void requireNoTextAsArray(RexNode node) {
    if (SqlTypeUtil.isArray(node.getType())
        && node instanceof RexCall cast
        && (cast.isA(SqlKind.CAST) || cast.isA(SqlKind.SAFE_CAST))
        && SqlTypeUtil.isCharacter(cast.getOperands().get(0).getType())
        && !RexUtil.isNullLiteral(cast.getOperands().get(0), true)) {
      throw ChromaError.TYPE_MISMATCH.exception(
          "A text is no array: write its elements, as in ARRAY['a', 'b']");
    }
  }

  private RexNode decimal(RexNode whole) {
    return cast(whole, SqlTypeName.DECIMAL);
  }

  /**
   * By way of BIGINT: to that generated code rounds fractions, which it cuts off for the others.
   */
  private RexNode roundedToLong(RexCall cast) {
    RexNode fraction = cast.getOperands().get(0);
    return SqlTypeUtil.isApproximateNumeric(fraction.getType())
            || SqlTypeUtil.isDecimal(fraction.getType())
        ? cast.clone(
            cast.getType(),
            List.of(
                cast.isA(SqlKind.SAFE_CAST)
                    ? rexBuilder.makeCast(type(SqlTypeName.BIGINT, true), fraction, true, true)
                    : cast(fraction, SqlTypeName.BIGINT)))
        : cast;
  }

  private RexNode textOfNumber(RexCall cast) {
    RexNode number = cast.getOperands().get(0);
    if (!SqlTypeUtil.inCharFamily(cast.getType())
        || !SqlTypeUtil.isApproximateNumeric(number.getType())) {
      return cast;
    }
    RexNode text = cast(number, SqlTypeName.VARCHAR);
    return rexBuilder.makeCast(
        cast.getType(),
        rexBuilder.makeCall(text.getType(), ChromaFunctions.TEXT_OF_NUMBER, List.of(text)));
  }

  /** Calcite lets what does not fit wrap. */
  private RexNode rounded(RexCall call) {
    List<RexNode> operands = withIntegers(call, 1);
    return isWhole(call) && operands.size() > 1
        ? inLong(call, ChromaFunctions.ROUND, operands.get(0), operands.get(1))
        : call(call, SqlStdOperatorTable.ROUND, operands);
  }

  /** Calcite's function takes no position or length beyond the end of the text. */
  private RexNode overlay(RexCall call) {
    if (!SqlTypeUtil.inCharFamily(call.getType())) {
      return call;
    }
    List<RexNode> operands = new ArrayList<>(call.getOperands().subList(0, 2));
    for (RexNode number : call.getOperands().subList(2, call.getOperands().size())) {
      operands.add(cast(number, SqlTypeName.BIGINT));
    }
    return rexBuilder.makeCall(
        call.getType(),
        operands.size() > 3 ? ChromaFunctions.OVERLAY : ChromaFunctions.OVERLAY_OF_ITS_LENGTH,
        operands);
  }

  private static boolean isWhole(RexNode node) {
    return SqlTypeName.INT_TYPES.contains(node.getType().getSqlTypeName());
  }

  /** A function of BIGINT, its value cast to the type of the call, which fails where it is less. */
  private RexNode inLong(RexCall call, SqlOperator function, RexNode number, RexNode... others) {
    List<RexNode> operands = new ArrayList<>();
    operands.add(cast(number, SqlTypeName.BIGINT));
    operands.addAll(List.of(others));
    RelDataType type = type(SqlTypeName.BIGINT, call.getType().isNullable());
    RexNode result = rexBuilder.makeCall(type, function, operands);
    return rexBuilder.makeCast(call.getType(), result);
  }

  /** Lengths and positions are INTEGER to generated code, whole numbers of records BIGINT. */
  private List<RexNode> withIntegers(RexCall call, int first) {
    List<RexNode> operands = new ArrayList<>(call.getOperands());
    for (int i = first; i < operands.size(); i++) {
      RexNode operand = operands.get(i);
      if (isWhole(operand) || operand.getType().getSqlTypeName() == SqlTypeName.NULL) {
        operands.set(i, cast(operand, SqlTypeName.INTEGER));
      }
    }
    return operands;
  }

  private RexNode cast(RexNode operand, SqlTypeName type) {
    return rexBuilder.makeCast(type(type, operand.getType().isNullable()), operand);
  }

  private RelDataType type(SqlTypeName name, boolean nullable) {
    RelDataTypeFactory typeFactory = rexBuilder.getTypeFactory();
    return typeFactory.createTypeWithNullability(typeFactory.createSqlType(name), nullable);
  }
}
