package io.github.chromajdbc.calcite.plan.group;

import io.github.chromajdbc.calcite.exec.window.WindowCall;
import io.github.chromajdbc.calcite.exec.window.WindowFrame;
import io.github.chromajdbc.calcite.exec.window.WindowFunction;
import io.github.chromajdbc.calcite.exec.window.WindowGroup;
import io.github.chromajdbc.calcite.exec.window.WindowPlan;
import io.github.chromajdbc.calcite.function.Statistic;
import io.github.chromajdbc.calcite.function.StatisticFunction;
import io.github.chromajdbc.calcite.rel.ExactWindow;
import io.github.chromajdbc.calcite.rel.RelInputs;
import io.github.chromajdbc.error.ChromaError;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.adapter.java.JavaTypeFactory;
import org.apache.calcite.linq4j.tree.Primitive;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Window;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexWindowBound;
import org.apache.calcite.rex.RexWindowExclusion;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeFamily;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.jspecify.annotations.Nullable;

/**
 * Computes windows in the driver that Calcite's generated code (1.42) has other rows for, or none:
 * distances between values, in which it forgets NULL and descending orders; EXCLUDE; DISTINCT;
 * IGNORE NULLS; values of frames that may be empty; what is always NULL; ARRAY_AGG, COLLECT,
 * FUSION, STRING_AGG, APPROX_COUNT_DISTINCT, NTILE, PERCENT_RANK and CUME_DIST.
 */
public final class ExactWindows {
  private static final BigDecimal MILLIS_OF_A_DAY = BigDecimal.valueOf(86_400_000);

  /** Those for which DISTINCT changes nothing. */
  private static final Set<SqlKind> OF_DISTINCT =
      Set.of(SqlKind.MIN, SqlKind.MAX, SqlKind.ANY_VALUE);

  private static final Set<SqlKind> MISTAKEN =
      Set.of(
          SqlKind.PERCENT_RANK,
          SqlKind.CUME_DIST,
          SqlKind.NTILE,
          SqlKind.NTH_VALUE,
          SqlKind.ARRAY_AGG,
          SqlKind.COLLECT,
          SqlKind.FUSION,
          SqlKind.STRING_AGG);

  private static final Set<SqlKind> OF_FRAME_ENDS = Set.of(SqlKind.FIRST_VALUE, SqlKind.LAST_VALUE);

  private ExactWindows() {}

  public static RelNode in(RelNode rel) {
    RelNode rewritten = RelInputs.rewritten(rel, ExactWindows::in);
    return rewritten instanceof Window window
            && window.groups.stream().anyMatch(group -> isMistaken(window, group))
        ? ExactWindow.of(window, plan(window))
        : rewritten;
  }

  private static boolean isMistaken(Window window, Window.Group group) {
    return group.exclude != RexWindowExclusion.EXCLUDE_NO_OTHER
        || (!group.isRows
            && (group.lowerBound.getOffset() != null || group.upperBound.getOffset() != null))
        || group.aggCalls.stream().anyMatch(call -> isMistaken(window, group, call));
  }

  private static boolean isMistaken(Window window, Window.Group group, Window.RexWinAggCall call) {
    SqlKind kind = call.getOperator().getKind();
    return MISTAKEN.contains(kind)
        || call.getOperands().stream().anyMatch(operand -> isNull(window, operand))
        || call.ignoreNulls
        || isApproximate(call)
        || (call.distinct && !OF_DISTINCT.contains(kind))
        || (OF_FRAME_ENDS.contains(kind) && !group.isAlwaysNonEmpty())
        || ((kind == SqlKind.LAG || kind == SqlKind.LEAD)
            && call.getOperands().size() > 1
            && constant(window, call.getOperands().get(1)) == null);
  }

  /** The driver counts exactly. */
  private static boolean isApproximate(Window.RexWinAggCall call) {
    return call.getOperator().equals(SqlStdOperatorTable.APPROX_COUNT_DISTINCT);
  }

  private static boolean isNull(Window window, RexNode operand) {
    RexLiteral literal = constant(window, operand);
    return literal != null && literal.isNull();
  }

  private static WindowPlan plan(Window window) {
    return new WindowPlan(
        window.getInput().getRowType().getFieldCount(),
        window.groups.stream().map(group -> group(window, group)).toList());
  }

  private static WindowGroup group(Window window, Window.Group group) {
    return new WindowGroup(
        group.keys.asList(),
        group.orderKeys.getFieldCollations().stream()
            .map(
                field ->
                    new WindowGroup.SortColumn(
                        field.getFieldIndex(),
                        field.direction.isDescending(),
                        field.nullDirection == RelFieldCollation.NullDirection.FIRST))
            .toList(),
        new WindowFrame(
            group.isRows,
            distance(window, group, group.lowerBound),
            distance(window, group, group.upperBound),
            switch (group.exclude) {
              case EXCLUDE_NO_OTHER -> WindowFrame.Exclusion.NOTHING;
              case EXCLUDE_CURRENT_ROW -> WindowFrame.Exclusion.CURRENT_ROW;
              case EXCLUDE_GROUP -> WindowFrame.Exclusion.PEERS_AND_ROW;
              case EXCLUDE_TIES -> WindowFrame.Exclusion.PEERS;
            }),
        group.aggCalls.stream().map(call -> call(window, call)).toList());
  }

  /** In the numbers that values are: a DATE is in days, a TIMESTAMP in milliseconds. */
  private static @Nullable BigDecimal distance(
      Window window, Window.Group group, RexWindowBound bound) {
    if (bound.isUnbounded()) {
      return null;
    }
    RexNode offset = bound.getOffset();
    if (offset == null) {
      return BigDecimal.ZERO;
    }
    RexLiteral literal = constant(window, offset);
    if (literal == null) {
      throw ChromaError.NOT_SUPPORTED.exception(
          "The distance of a window's frame is a number or an interval. Write it in place of an expression");
    }
    BigDecimal distance = literal.getValueAs(BigDecimal.class);
    if (distance == null || distance.signum() < 0) {
      throw ChromaError.INVALID_FRAME.exception("0 or more", distance == null ? "NULL" : distance);
    }
    if (!group.isRows) {
      distance = inUnits(distance, literal.getType(), orderedType(window, group));
    }
    return bound.isPreceding() ? distance.negate() : distance;
  }

  private static RelDataType orderedType(Window window, Window.Group group) {
    int column = group.orderKeys.getFieldCollations().get(0).getFieldIndex();
    return window.getInput().getRowType().getFieldList().get(column).getType();
  }

  private static BigDecimal inUnits(BigDecimal distance, RelDataType type, RelDataType ordered) {
    if (type.getSqlTypeName().getFamily() == SqlTypeFamily.INTERVAL_YEAR_MONTH) {
      throw ChromaError.NOT_SUPPORTED.exception(
          "The distance of a window's frame cannot be in months or years. Write it in days");
    }
    return SqlTypeUtil.isDate(ordered)
        ? distance.divide(MILLIS_OF_A_DAY, MathContext.DECIMAL64)
        : distance;
  }

  private static WindowCall call(Window window, Window.RexWinAggCall call) {
    Statistic statistic =
        call.getOperator() instanceof StatisticFunction function ? function.statistic() : null;
    return new WindowCall(
        statistic == null ? function(call) : WindowFunction.STATISTIC,
        statistic,
        call.getOperands().stream().map(operand -> operand(window, operand)).toList(),
        call.distinct || isApproximate(call),
        call.ignoreNulls,
        javaClass(window, call.getType()));
  }

  private static WindowFunction function(Window.RexWinAggCall call) {
    SqlKind kind = call.getOperator().getKind();
    String name = (kind == SqlKind.STRING_AGG ? SqlKind.LISTAGG : kind).name();
    Optional<WindowFunction> function =
        Arrays.stream(WindowFunction.values()).filter(each -> each.name().equals(name)).findAny();
    return function.orElseThrow(
        () ->
            ChromaError.NOT_SUPPORTED.exception(
                call.getOperator().getName()
                    + " is not computed with EXCLUDE, DISTINCT or a distance between values, nor beside"
                    + " a window that is. Give it another frame, in a SELECT of its own"));
  }

  private static WindowCall.Operand operand(Window window, RexNode node) {
    RexLiteral literal = constant(window, node);
    return literal == null
        ? new WindowCall.Operand(((RexInputRef) node).getIndex(), null)
        : new WindowCall.Operand(-1, value(window, literal));
  }

  private static @Nullable Object value(Window window, RexLiteral literal) {
    return literal.isNull() ? null : literal.getValueAs(javaClass(window, literal.getType()));
  }

  /** Columns behind those of the input are constants. */
  private static @Nullable RexLiteral constant(Window window, RexNode node) {
    if (node instanceof RexLiteral literal) {
      return literal;
    }
    int columns = window.getInput().getRowType().getFieldCount();
    return node instanceof RexInputRef column && column.getIndex() >= columns
        ? window.constants.get(column.getIndex() - columns)
        : null;
  }

  private static Class<?> javaClass(Window window, RelDataType type) {
    Type java = ((JavaTypeFactory) window.getCluster().getTypeFactory()).getJavaClass(type);
    return java instanceof Class<?> known ? (Class<?>) Primitive.box(known) : Object.class;
  }
}
