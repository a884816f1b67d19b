package io.github.chromajdbc.calcite.plan.walk;

import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.rex.RexUtil;

/** Writes conditions in another way, what is in them and the plans of subqueries first. */
public abstract class ConditionShuttle extends SubqueryShuttle {

  /** The same condition in the other way, or {@code call} itself. */
  protected abstract RexNode rewritten(RexCall call, RexBuilder rexBuilder);

  @Override
  public final RelNode visit(RelNode other) {
    return super.visit(other).accept(new Conditions(other.getCluster().getRexBuilder()));
  }

  private final class Conditions extends Expressions {
    private final RexBuilder rexBuilder;

    Conditions(RexBuilder rexBuilder) {
      this.rexBuilder = rexBuilder;
    }

    @Override
    public RexNode visitCall(RexCall call) {
      RexNode visited = super.visitCall(call);
      RexNode flat = visited.equals(call) ? visited : RexUtil.flatten(rexBuilder, visited);
      return rewritten((RexCall) flat, rexBuilder);
    }

    @Override
    public RexNode visitSubQuery(RexSubQuery subQuery) {
      return rewritten((RexSubQuery) super.visitSubQuery(subQuery), rexBuilder);
    }
  }
}
