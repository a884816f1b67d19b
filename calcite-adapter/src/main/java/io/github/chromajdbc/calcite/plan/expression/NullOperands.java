package io.github.chromajdbc.calcite.plan.expression;

import io.github.chromajdbc.calcite.plan.walk.EachExpression;
import org.apache.calcite.plan.Strong;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;

/**
 * {@code a < NULL} and {@code NULL / b} as NULL: Calcite's simplification leaves such calls, but
 * asserts that there are none when it takes conditions together and when it asks for the order of a
 * product.
 */
public class NullOperands extends RexShuttle {
  private final RexBuilder rexBuilder;

  NullOperands(RexBuilder rexBuilder) {
    this.rexBuilder = rexBuilder;
  }

  /** What a column is may be seen only when a join turned out to match nothing. */
  public static RelNode in(RelNode rel) {
    return EachExpression.rewritten(rel, new NullOperands(rel.getCluster().getRexBuilder()));
  }

  @Override
  public RexNode visitCall(RexCall call) {
    RexNode visited = super.visitCall(call);
    return visited instanceof RexCall inner
            && Strong.policy(inner) == Strong.Policy.ANY
            && inner.getOperands().stream().anyMatch(RexLiteral::isNullLiteral)
        ? rexBuilder.makeNullLiteral(inner.getType())
        : visited;
  }
}
