package io.github.chromajdbc.calcite.plan.subquery;

import com.google.common.collect.ImmutableSet;
import io.github.chromajdbc.calcite.plan.walk.SubqueryShuttle;
import io.github.chromajdbc.error.ChromaError;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rel.logical.LogicalJoin;
import org.apache.calcite.rel.rules.JoinCommuteRule;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.tools.RelBuilder;
import org.apache.calcite.util.ImmutableBitSet;

/**
 * Rewrites joins whose condition has a subquery that Calcite makes no join of. An inner join leaves
 * them to a filter. A right join becomes a left join of the swapped sides; where a subquery is
 * about both sides or an operand of another, or several name the joined rows (Calcite forgets what
 * the second names), the rows that match are looked for with each row of the side that is kept.
 */
public final class JoinSubqueries extends SubqueryShuttle {
  private final RelBuilder relBuilder;

  private JoinSubqueries(RelBuilder relBuilder) {
    this.relBuilder = relBuilder;
  }

  public static RelNode rewrite(RelNode rel, RelBuilder relBuilder) {
    return rel.accept(new JoinSubqueries(relBuilder));
  }

  @Override
  public RelNode visit(RelNode other) {
    RelNode visited = super.visit(other).accept(new Expressions());
    if (!(visited instanceof Join join)
        || RexUtil.SubQueryFinder.find(join.getCondition()) == null) {
      return visited;
    }
    if (join.getJoinType() == JoinRelType.INNER) {
      return filtered(join);
    }
    if (!join.getJoinType().isOuterJoin()) {
      return visited;
    }
    Subqueries subqueries = Subqueries.of(join);
    if (join.getJoinType() == JoinRelType.FULL) {
      if (subqueries.correlated || subqueries.ofBothSides) {
        throw ChromaError.NOT_SUPPORTED.exception(
            "The condition of a FULL JOIN cannot have a subquery about the joined rows. Write a LEFT JOIN"
                + " with UNION ALL and the rows of the right side that have no match");
      }
      return join;
    }
    boolean isRight = join.getJoinType() == JoinRelType.RIGHT;
    if (subqueries.correlated || subqueries.ofBothSides || subqueries.withinEachOther) {
      return new LateralJoin(join, relBuilder).rel();
    }
    RelNode swapped = isRight ? JoinCommuteRule.swap(join, true, relBuilder) : null;
    return swapped == null ? join : swapped;
  }

  private static RelNode filtered(Join join) {
    RexBuilder rexBuilder = join.getCluster().getRexBuilder();
    List<RexNode> plain = new ArrayList<>();
    List<RexNode> withSubqueries = new ArrayList<>();
    for (RexNode conjunct : RelOptUtil.conjunctions(join.getCondition())) {
      (RexUtil.SubQueryFinder.find(conjunct) == null ? plain : withSubqueries).add(conjunct);
    }
    return LogicalFilter.create(
        LogicalJoin.create(
            join.getLeft(),
            join.getRight(),
            join.getHints(),
            RexUtil.composeConjunction(rexBuilder, plain),
            Set.of(),
            JoinRelType.INNER),
        RexUtil.composeConjunction(rexBuilder, withSubqueries),
        ImmutableSet.copyOf(join.getVariablesSet()));
  }

  /** What the subqueries of a join's condition are about. */
  private static final class Subqueries extends RexShuttle {
    private final Join join;
    private boolean correlated;
    private boolean ofBothSides;
    private boolean withinEachOther;

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
      correlated |=
          !Collections.disjoint(RelOptUtil.getVariablesUsed(subQuery.rel), join.getVariablesSet());
      ImmutableBitSet operands = RelOptUtil.InputFinder.bits(subQuery.getOperands(), null);
      int left = join.getLeft().getRowType().getFieldCount();
      int all = join.getRowType().getFieldCount();
      ofBothSides |=
          operands.intersects(ImmutableBitSet.range(left))
              && operands.intersects(ImmutableBitSet.range(left, all));
      withinEachOther |= RexUtil.SubQueryFinder.find(subQuery.getOperands()) != null;
      return super.visitSubQuery(subQuery);
    }
  }
}
