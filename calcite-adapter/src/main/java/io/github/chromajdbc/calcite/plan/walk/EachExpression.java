package io.github.chromajdbc.calcite.plan.walk;

import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rex.RexShuttle;

/** The expressions of a plan, without the plans of subqueries in them. */
public final class EachExpression {
  private EachExpression() {}

  /** The plan with each expression as {@code shuttle} has it, those below first. */
  public static RelNode rewritten(RelNode rel, RexShuttle shuttle) {
    return rel.accept(
        new RelHomogeneousShuttle() {
          @Override
          public RelNode visit(RelNode other) {
            return super.visit(other).accept(shuttle);
          }
        });
  }
}
