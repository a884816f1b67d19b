package io.github.chromajdbc.calcite.plan.convert;

import io.github.chromajdbc.calcite.plan.walk.SubqueryShuttle;
import io.github.chromajdbc.error.ChromaError;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rex.RexCorrelVariable;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.rex.RexVisitorImpl;

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
          refuseOuter(input.getProjects().get(argument), input.getVariablesSet());
        }
      }
    }
    return super.visit(other).accept(new Expressions());
  }

  /**
   * Refuses an argument that names rows around, and not the row below.
   *
   * @param ofRow the variables that stand for the row below in subqueries of the argument
   */
  private static void refuseOuter(RexNode argument, Set<CorrelationId> ofRow) {
    Set<CorrelationId> named = new HashSet<>();
    argument.accept(
        new RexVisitorImpl<Void>(true) {
          @Override
          public Void visitCorrelVariable(RexCorrelVariable variable) {
            named.add(variable.id);
            return null;
          }

          @Override
          public Void visitSubQuery(RexSubQuery subquery) {
            named.addAll(RelOptUtil.getVariablesUsed(subquery.rel));
            return super.visitSubQuery(subquery);
          }
        });
    if (!named.isEmpty()
        && Collections.disjoint(named, ofRow)
        && RelOptUtil.InputFinder.bits(argument).isEmpty()) {
      throw ChromaError.NOT_SUPPORTED.exception(
          "An aggregate in a subquery cannot be about columns of the query around alone. Compute it in that"
              + " query, or in a query in its FROM");
    }
  }
}
