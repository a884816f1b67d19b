package io.github.chromajdbc.calcite.plan.subquery;

import io.github.chromajdbc.calcite.plan.walk.SubqueryShuttle;
import io.github.chromajdbc.error.ChromaError;
import java.util.HashSet;
import java.util.Set;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.rules.JoinCommuteRule;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.tools.RelBuilder;
import org.apache.calcite.util.ImmutableBitSet;

/**
 * Rewrites outer joins whose condition has a subquery that Calcite makes no join of. A right join
 * becomes a left join of the swapped sides; where a subquery is about both sides, the rows that
 * match are looked for with each row of the side that is kept.
 */
public final class OuterJoinConditions extends SubqueryShuttle {
  private final RelBuilder relBuilder;

  private OuterJoinConditions(RelBuilder relBuilder) {
    this.relBuilder = relBuilder;
  }

  public static RelNode rewrite(RelNode rel, RelBuilder relBuilder) {
    return rel.accept(new OuterJoinConditions(relBuilder));
  }

  @Override
  public RelNode visit(RelNode other) {
    RelNode visited = super.visit(other).accept(new Expressions());
    if (!(visited instanceof Join join)
        || !join.getJoinType().isOuterJoin()
        || RexUtil.SubQueryFinder.find(join.getCondition()) == null) {
      return visited;
    }
    Subqueries subqueries = Subqueries.of(join);
    if (join.getJoinType() == JoinRelType.FULL) {
      if (subqueries.correlated || subqueries.aboutBothSides) {
        throw ChromaError.NOT_SUPPORTED.exception(
            "The condition of a FULL JOIN cannot have a subquery about the joined rows. Write a LEFT JOIN"
                + " with UNION ALL and the rows of the right side that have no match");
      }
      return join;
    }
    boolean isRight = join.getJoinType() == JoinRelType.RIGHT;
    if (subqueries.aboutBothSides || (isRight && subqueries.correlated)) {
      return new LateralJoin(join, relBuilder).rel();
    }
    RelNode swapped = isRight ? JoinCommuteRule.swap(join, true, relBuilder) : null;
    return swapped == null ? join : swapped;
  }

  /** What the subqueries of a join's condition are about. */
  private static final class Subqueries extends RexShuttle {
    private final Join join;
    private boolean correlated;
    private boolean aboutBothSides;

    private Subqueries(Join join) {
      this.join = join;
    }

    static Subqueries of(Join join) {
      Subqueries subqueries = new Subqueries(join);
      join.getCondition().accept(subqueries);
      return subqueries;
    }

    @Override
    public RexNode visitSubQuery(RexSubQuery subQuery) {
      Set<CorrelationId> variables = new HashSet<>(RelOptUtil.getVariablesUsed(subQuery.rel));
      variables.retainAll(join.getVariablesSet());
      correlated |= !variables.isEmpty();
      ImmutableBitSet columns = RelOptUtil.InputFinder.bits(subQuery.getOperands(), null);
      for (CorrelationId variable : variables) {
        columns = columns.union(RelOptUtil.correlationColumns(variable, subQuery.rel));
      }
      int left = join.getLeft().getRowType().getFieldCount();
      int all = join.getRowType().getFieldCount();
      aboutBothSides |=
          columns.intersects(ImmutableBitSet.range(left))
              && columns.intersects(ImmutableBitSet.range(left, all));
      return super.visitSubQuery(subQuery);
    }
  }
}
