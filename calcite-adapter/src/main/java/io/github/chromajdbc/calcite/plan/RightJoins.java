package io.github.chromajdbc.calcite.plan;

import io.github.chromajdbc.error.ChromaError;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.rules.JoinCommuteRule;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.tools.RelBuilder;

/**
 * Makes a right join whose condition has a subquery a left join of the swapped sides. Calcite turns
 * the subquery into a correlated join on the left side, which for a right join it refuses.
 */
final class RightJoins extends RelHomogeneousShuttle {
  private final RelBuilder relBuilder;

  private RightJoins(RelBuilder relBuilder) {
    this.relBuilder = relBuilder;
  }

  static RelNode rewrite(RelNode rel, RelBuilder relBuilder) {
    return rel.accept(new RightJoins(relBuilder));
  }

  @Override
  public RelNode visit(RelNode other) {
    RelNode visited = super.visit(other);
    if (visited instanceof Join join && join.getJoinType().generatesNullsOnLeft()) {
      refuseCorrelation(join);
    }
    if (!(visited instanceof Join join)
        || join.getJoinType() != JoinRelType.RIGHT
        || RexUtil.SubQueryFinder.find(join.getCondition()) == null) {
      return visited;
    }
    RelNode swapped = JoinCommuteRule.swap(join, true, relBuilder);
    return swapped == null ? join : swapped;
  }

  private static void refuseCorrelation(Join outer) {
    RexSubQuery subQuery = RexUtil.SubQueryFinder.find(outer.getCondition());
    if (subQuery != null && !RelOptUtil.getVariablesUsed(subQuery.rel).isEmpty()) {
      throw ChromaError.NOT_SUPPORTED.exception(
          "The condition of a RIGHT or FULL JOIN cannot have a subquery about the joined rows. Write a LEFT"
              + " JOIN, for FULL with UNION ALL and the rows of the right side that have no match");
    }
  }
}
