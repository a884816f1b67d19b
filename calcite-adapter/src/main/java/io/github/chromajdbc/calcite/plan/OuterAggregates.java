package io.github.chromajdbc.calcite.plan;

import io.github.chromajdbc.error.ChromaError;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rex.RexNode;

/**
 * Refuses an aggregate in a subquery that is about columns of the query around alone. To SQL it is
 * an aggregate of that query; Calcite computes it over the rows of the subquery.
 */
final class OuterAggregates extends SubqueryShuttle {
  private OuterAggregates() {}

  /** The plan as it is, or 0A000. */
  static RelNode refuse(RelNode rel) {
    return rel.accept(new OuterAggregates());
  }

  @Override
  public RelNode visit(RelNode other) {
    if (other instanceof Aggregate aggregate && aggregate.getInput() instanceof Project input) {
      for (AggregateCall call : aggregate.getAggCallList()) {
        for (int argument : call.getArgList()) {
          refuseOuter(input.getProjects().get(argument));
        }
      }
    }
    return super.visit(other).accept(new Expressions());
  }

  private static void refuseOuter(RexNode argument) {
    RelOptUtil.VariableUsedVisitor outside = new RelOptUtil.VariableUsedVisitor(null);
    argument.accept(outside); // but not into subqueries, which may be about this row
    if (!outside.variables.isEmpty() && RelOptUtil.InputFinder.bits(argument).isEmpty()) {
      throw ChromaError.NOT_SUPPORTED.exception(
          "An aggregate in a subquery cannot be about columns of the query around alone. Compute it in that"
              + " query, or in a query in its FROM");
    }
  }
}
