package io.github.chromajdbc.calcite.plan;

import com.google.common.collect.ImmutableList;
import java.util.List;
import org.apache.calcite.plan.RelOptPredicateList;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelCollation;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.SetOp;
import org.apache.calcite.rel.core.Window;
import org.apache.calcite.rel.metadata.RelMetadataQuery;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.jspecify.annotations.Nullable;

/** What is known of a plan's nodes, kept within what Calcite can deal with. */
final class PlanMetadata extends RelMetadataQuery {
  /** More rows than there are. Of a tower of joins, the products come out infinite. */
  private static final double MOST_ROWS = 1e18;

  @Override
  public Double getRowCount(RelNode rel) {
    return Math.min(super.getRowCount(rel), MOST_ROWS);
  }

  /** Of windows none: their rows come out by the window's order. */
  @Override
  public @Nullable ImmutableList<RelCollation> collations(RelNode rel) {
    return rel.stripped() instanceof Window ? ImmutableList.of() : super.collations(rel);
  }

  /**
   * Without subqueries, which Calcite would try to compute to see what they imply; of set
   * operations none, since it compares what both sides imply and fails on values of other types; of
   * a join on a comparison with NULL none, which it takes for a mistake.
   */
  @Override
  public RelOptPredicateList getPulledUpPredicates(RelNode rel) {
    RelNode node = rel.stripped();
    if (node instanceof SetOp || (node instanceof Join join && comparesNull(join.getCondition()))) {
      return RelOptPredicateList.EMPTY;
    }
    RelOptPredicateList all = super.getPulledUpPredicates(rel);
    if (all.pulledUpPredicates.stream().noneMatch(PlanMetadata::hasSubquery)) {
      return all;
    }
    RexBuilder rexBuilder = rel.getCluster().getRexBuilder();
    return RelOptPredicateList.of(
        rexBuilder,
        plain(all.pulledUpPredicates),
        plain(all.leftInferredPredicates),
        plain(all.rightInferredPredicates));
  }

  private static boolean comparesNull(RexNode condition) {
    return RelOptUtil.conjunctions(condition).stream()
        .anyMatch(
            each ->
                each.isA(SqlKind.COMPARISON)
                    && ((RexCall) each).getOperands().stream().anyMatch(RexLiteral::isNullLiteral));
  }

  private static List<RexNode> plain(List<RexNode> predicates) {
    return predicates.stream().filter(predicate -> !hasSubquery(predicate)).toList();
  }

  private static boolean hasSubquery(RexNode node) {
    return RexUtil.SubQueryFinder.find(node) != null;
  }
}
