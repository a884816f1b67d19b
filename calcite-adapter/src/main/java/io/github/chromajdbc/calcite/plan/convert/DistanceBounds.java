package io.github.chromajdbc.calcite.plan.convert;

import io.github.chromajdbc.calcite.function.ChromaFunctions;
import io.github.chromajdbc.calcite.plan.walk.SubqueryShuttle;
import io.github.chromajdbc.error.ChromaError;
import java.util.Collections;
import java.util.Set;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexCorrelVariable;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.rex.RexVisitorImpl;

/**
 * Bounds of {@code distance} in search blocks, which come to be above the search. The nearest k of
 * the records nearer than x are the nearest k, less those that are not nearer than x: but only if x
 * is the same for all records. Others are refused.
 */
final class DistanceBounds extends SubqueryShuttle {
  private DistanceBounds() {}

  /** The plan without marks of bounds, or 0A000. */
  static RelNode settled(RelNode rel) {
    return rel.accept(new DistanceBounds());
  }

  @Override
  public RelNode visit(RelNode other) {
    RelNode visited = super.visit(other);
    return visited.accept(
        new Expressions() {
          @Override
          public RexNode visitCall(RexCall call) {
            RexNode rewritten = super.visitCall(call);
            if (!call.getOperator().equals(ChromaFunctions.DISTANCE_BOUND)) {
              return rewritten;
            }
            RexNode bound = ((RexCall) rewritten).getOperands().get(0);
            refuseOfRow(bound, visited.getVariablesSet());
            return bound;
          }
        });
  }

  /**
   * Refuses a bound that names the row.
   *
   * @param row the variables that stand for it in subqueries
   */
  private static void refuseOfRow(RexNode bound, Set<CorrelationId> row) {
    bound.accept(
        new RexVisitorImpl<Void>(true) {
          @Override
          public Void visitInputRef(RexInputRef column) {
            throw ofRow();
          }

          @Override
          public Void visitCorrelVariable(RexCorrelVariable variable) {
            if (row.contains(variable.id)) {
              throw ofRow();
            }
            return null;
          }

          @Override
          public Void visitSubQuery(RexSubQuery subquery) {
            if (!Collections.disjoint(RelOptUtil.getVariablesUsed(subquery.rel), row)) {
              throw ofRow();
            }
            return super.visitSubQuery(subquery);
          }
        });
  }

  private static RuntimeException ofRow() {
    return ChromaError.NOT_SUPPORTED.exception(
        "In the WHERE of a search block, the bound of distance is one value for all records, not a"
            + " column. Put the search into a derived table to filter its rows in another way");
  }
}
