package io.github.chromajdbc.calcite.plan.expression;

import io.github.chromajdbc.calcite.function.ValueSet;
import io.github.chromajdbc.calcite.plan.walk.EachExpression;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.calcite.plan.RelOptPredicateList;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexExecutor;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSimplify;
import org.apache.calcite.rex.RexUnknownAs;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.util.NlsString;
import org.apache.calcite.util.Sarg;
import org.jspecify.annotations.Nullable;

/** Makes of a long list of literals that remains for the driver a look into a set. */
public final class LongLists extends RexShuttle {
  /** Values of a list that may stay comparisons. */
  private static final int SHORT = 50;

  /** Nodes of a condition from which on it is worth the time to look for lists in it. */
  private static final int LONG_CONDITION = 4 * SHORT;

  private final RexBuilder rexBuilder;
  private final RexSimplify simplify;
  private final Map<String, Object> planObjects;

  private LongLists(RexBuilder rexBuilder, RexExecutor executor, Map<String, Object> planObjects) {
    this.rexBuilder = rexBuilder;
    this.simplify = new RexSimplify(rexBuilder, RelOptPredicateList.EMPTY, executor);
    this.planObjects = planObjects;
  }

  /**
   * The plan with sets for lists.
   *
   * @param planObjects takes the sets
   */
  public static RelNode rewrite(
      RelNode rel, RexExecutor executor, Map<String, Object> planObjects) {
    LongLists lists = new LongLists(rel.getCluster().getRexBuilder(), executor, planObjects);
    return EachExpression.rewritten(rel, lists);
  }

  @Override
  public RexNode visitCall(RexCall call) {
    RexNode node = call;
    boolean chain = call.isA(SqlKind.OR) || call.isA(SqlKind.AND);
    if (chain && call.nodeCount() > LONG_CONDITION) { // equalities that nobody made a list of yet
      node = simplify.simplifyUnknownAs(call, RexUnknownAs.UNKNOWN);
    }
    if (!(node instanceof RexCall simplified)) {
      return node;
    }
    RexNode lookup = simplified.isA(SqlKind.SEARCH) ? lookup(simplified) : null;
    return lookup == null ? super.visitCall(simplified) : lookup;
  }

  private @Nullable RexNode lookup(RexCall search) {
    RexNode value = search.getOperands().get(0);
    SqlTypeName type = value.getType().getSqlTypeName();
    Sarg<?> sarg = ((RexLiteral) search.getOperands().get(1)).getValueAs(Sarg.class);
    if (sarg == null || !ValueSet.isPossible(type)) {
      return null;
    }
    boolean excluded = sarg.isComplementedPoints();
    Sarg<?> points = excluded ? sarg.negate() : sarg;
    if (!points.isPoints() || points.pointCount <= SHORT) {
      return null;
    }
    List<Object> literals = new ArrayList<>();
    points
        .rangeSet
        .asRanges()
        .forEach(
            range -> {
              Object point = range.lowerEndpoint();
              literals.add(point instanceof NlsString text ? text.getValue() : point);
            });
    String name = "list#" + planObjects.size();
    planObjects.put(name, ValueSet.of(type, literals));
    RexNode found = rexBuilder.makeCall(ValueSet.function(name), value.accept(this));
    RexNode answer = excluded ? rexBuilder.makeCall(SqlStdOperatorTable.NOT, found) : found;
    return switch (sarg.nullAs) {
      case UNKNOWN -> answer;
      case TRUE ->
          rexBuilder.makeCall(
              SqlStdOperatorTable.OR,
              rexBuilder.makeCall(SqlStdOperatorTable.IS_NULL, value),
              answer);
      case FALSE ->
          rexBuilder.makeCall(
              SqlStdOperatorTable.AND,
              rexBuilder.makeCall(SqlStdOperatorTable.IS_NOT_NULL, value),
              answer);
    };
  }
}
