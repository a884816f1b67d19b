package io.github.chromajdbc.calcite.plan.convert;

import static java.util.Objects.requireNonNull;

import io.github.chromajdbc.calcite.function.ChromaFunctions;
import io.github.chromajdbc.calcite.parser.ChromaOperators;
import io.github.chromajdbc.calcite.validate.LongInLists;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.calcite.avatica.util.TimeUnit;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlJsonValueFunction;
import org.apache.calcite.sql.fun.SqlLikeOperator;
import org.apache.calcite.sql.fun.SqlQuantifyOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.apache.calcite.sql2rel.SqlRexContext;
import org.apache.calcite.sql2rel.SqlRexConvertlet;
import org.apache.calcite.sql2rel.SqlRexConvertletTable;
import org.apache.calcite.sql2rel.StandardConvertletTable;
import org.jspecify.annotations.Nullable;

/** How operators become expressions of a plan: the infix predicates become functions. */
final class Convertlets implements SqlRexConvertletTable {
  static final Convertlets INSTANCE = new Convertlets();

  private static final Set<TimeUnit> WITHIN_A_DAY =
      Set.of(
          TimeUnit.HOUR,
          TimeUnit.MINUTE,
          TimeUnit.SECOND,
          TimeUnit.MILLISECOND,
          TimeUnit.MICROSECOND,
          TimeUnit.NANOSECOND);

  private Convertlets() {}

  @Override
  public @Nullable SqlRexConvertlet get(SqlCall call) {
    if (call.getOperator().equals(ChromaOperators.CONTAINS)) {
      return (context, contains) -> {
        List<RexNode> operands = operands(context::convertExpression, contains);
        boolean array = operands.get(0).getType().getSqlTypeName() == SqlTypeName.ARRAY;
        SqlOperator function = array ? ChromaFunctions.ARRAY_CONTAINS : ChromaFunctions.CONTAINS;
        return context.getRexBuilder().makeCall(function, operands);
      };
    }
    if (call.getOperator().equals(ChromaOperators.REGEX)) {
      return (context, regex) ->
          context
              .getRexBuilder()
              .makeCall(ChromaFunctions.MATCHES, operands(context::convertExpression, regex));
    }
    if (call.getKind() == SqlKind.LIKE
        && call.getOperator() instanceof SqlLikeOperator operator
        && (call.operandCount() > 2 || !operator.isCaseSensitive())) {
      return (context, like) -> like(context, operator, like);
    }
    if (call.getOperator().equals(LongInLists.IN_LITERALS)) {
      return (context, in) -> in(context, in);
    }
    if (call.getOperator().equals(LongInLists.NOT_IN_LITERALS)) {
      return (context, in) ->
          context.getRexBuilder().makeCall(SqlStdOperatorTable.NOT, in(context, in));
    }
    if (call.getOperator() instanceof SqlQuantifyOperator operator) {
      return (context, quantified) -> quantified(context, operator, quantified);
    }
    if (call.getKind() == SqlKind.ITEM) {
      return Convertlets::item;
    }
    if (isOfTime(call)) {
      return Convertlets::rounded;
    }
    if (call.getOperator().equals(SqlStdOperatorTable.OVERLAPS)) {
      return Overlaps::convert;
    }
    SqlRexConvertlet standard = StandardConvertletTable.INSTANCE.get(call);
    if (standard == null) {
      return null;
    }
    if (call.getKind() == SqlKind.CAST || call.getKind() == SqlKind.SAFE_CAST) {
      return (context, cast) -> {
        RexBuilder rexBuilder = context.getRexBuilder();
        RexNode converted =
            StandardCalls.corrected(
                TimeCasts.mended(standard.convertCall(context, cast), rexBuilder), rexBuilder);
        return cast.getKind() == SqlKind.SAFE_CAST && !converted.getType().isNullable()
            ? rexBuilder.makeAbstractCast(
                context.getValidator().getValidatedNodeType(cast), converted, false)
            : converted;
      };
    }
    return call.getOperator() instanceof SqlJsonValueFunction
        ? (context, value) -> typed(standard.convertCall(context, value), context.getRexBuilder())
        : (context, other) ->
            StandardCalls.corrected(standard.convertCall(context, other), context.getRexBuilder());
  }

  private static RexNode like(SqlRexContext context, SqlLikeOperator operator, SqlCall like) {
    RexBuilder rexBuilder = context.getRexBuilder();
    SqlOperator escaped =
        operator.isCaseSensitive() ? ChromaFunctions.LIKE_ESCAPE : ChromaFunctions.ILIKE_ESCAPE;
    SqlOperator function = like.operandCount() > 2 ? escaped : ChromaFunctions.ILIKE;
    RexNode call = rexBuilder.makeCall(function, operands(context::convertExpression, like));
    return operator.isNegated() ? rexBuilder.makeCall(SqlStdOperatorTable.NOT, call) : call;
  }

  /** One comparison with a list, not one for each value. */
  private static RexNode in(SqlRexContext context, SqlCall in) {
    List<RexNode> operands = operands(context::convertExpression, in);
    return context.getRexBuilder().makeIn(operands.get(0), operands.subList(1, operands.size()));
  }

  /** With an array; that with a query is no call any more. */
  private static RexNode quantified(
      SqlRexContext context, SqlQuantifyOperator operator, SqlCall call) {
    RexBuilder rexBuilder = context.getRexBuilder();
    SqlNode array = call.operand(1) instanceof SqlNodeList list ? list.get(0) : call.operand(1);
    boolean all = operator.kind == SqlKind.ALL;
    SqlKind comparison = operator.comparisonKind;
    RexNode any =
        rexBuilder.makeCall(
            ChromaFunctions.ANY_OF_ARRAY,
            context.convertExpression(call.operand(0)),
            rexBuilder.makeLiteral((all ? comparison.negateNullSafe() : comparison).sql),
            exact(context.convertExpression(array)));
    return all ? rexBuilder.makeCall(SqlStdOperatorTable.NOT, any) : any;
  }

  /** Without a cast that changes no element, of which generated code fails where it is NULL. */
  private static RexNode exact(RexNode array) {
    RexNode inner =
        array instanceof RexCall cast && cast.isA(SqlKind.CAST) ? cast.getOperands().get(0) : array;
    RelDataType from = inner.getType().getComponentType();
    RelDataType to = array.getType().getComponentType();
    return from != null && to != null && RexUtil.isLosslessCast(from, to) ? inner : array;
  }

  /** Generated code takes positions that are INTEGER only. */
  private static RexNode item(SqlRexContext context, SqlCall call) {
    RexBuilder rexBuilder = context.getRexBuilder();
    RexNode values = context.convertExpression(call.operand(0));
    RexNode position = context.convertExpression(call.operand(1));
    if (SqlTypeUtil.isArray(values.getType())) {
      RelDataTypeFactory types = rexBuilder.getTypeFactory();
      position =
          rexBuilder.ensureType(
              types.createTypeWithNullability(
                  types.createSqlType(SqlTypeName.INTEGER), position.getType().isNullable()),
              position,
              true);
    }
    return rexBuilder.makeCall(call.getOperator(), values, position);
  }

  private static boolean isOfTime(SqlCall call) {
    return (call.getKind() == SqlKind.FLOOR || call.getKind() == SqlKind.CEIL)
        && call.operandCount() == 2;
  }

  /** A DATE has no hours: Calcite (1.42) takes its days for milliseconds. */
  private static RexNode rounded(SqlRexContext context, SqlCall call) {
    RexNode time = context.convertExpression(call.operand(0));
    boolean whole =
        SqlTypeUtil.isDate(time.getType())
            && WITHIN_A_DAY.contains(((SqlIntervalQualifier) call.operand(1)).getUnit());
    return whole
        ? time
        : requireNonNull(StandardConvertletTable.INSTANCE.get(call)).convertCall(context, call);
  }

  /**
   * {@code JSON_VALUE(... RETURNING BIGINT)}: generated code casts the Java value that the JSON
   * parser gave, an Integer, to Long, and a String to the int of a DATE. Its text is converted
   * instead, and what does not fit is NULL, as NULL ON ERROR has it.
   */
  private static RexNode typed(RexNode converted, RexBuilder rexBuilder) {
    RelDataType type = converted.getType();
    if (!(converted instanceof RexCall value)
        || !(SqlTypeUtil.isNumeric(type)
            || SqlTypeUtil.isBoolean(type)
            || SqlTypeUtil.isDatetime(type))) {
      return converted;
    }
    RelDataTypeFactory typeFactory = rexBuilder.getTypeFactory();
    RelDataType text =
        typeFactory.createTypeWithNullability(typeFactory.createSqlType(SqlTypeName.VARCHAR), true);
    return TimeCasts.mended(
        rexBuilder.makeCast(
            type, rexBuilder.makeCall(text, value.getOperator(), value.getOperands()), true, true),
        rexBuilder);
  }

  private static List<RexNode> operands(
      java.util.function.Function<SqlNode, RexNode> convert, SqlCall call) {
    List<RexNode> operands = new ArrayList<>();
    call.getOperandList().forEach(operand -> operands.add(convert.apply(operand)));
    return operands;
  }
}
