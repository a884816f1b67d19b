package io.github.chromajdbc.calcite.plan.join;

import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;

/**
 * Gives the right side of right and full joins a second column when it has one. Calcite's nested
 * loops remember the rows of the right side that had no match by identity, and a row of one column
 * is its value: of several NULLs, small whole numbers or equal texts one was left.
 */
public final class SingleColumnJoins extends RelHomogeneousShuttle {
  private SingleColumnJoins() {}

  public static RelNode rewrite(RelNode rel) {
    return rel.accept(new SingleColumnJoins());
  }

  @Override
  public RelNode visit(RelNode other) {
    RelNode visited = super.visit(other);
    if (!(visited instanceof Join join)
        || !join.getJoinType().generatesNullsOnLeft()
        || join.getRight().getRowType().getFieldCount() != 1) {
      return visited;
    }
    RexBuilder rexBuilder = join.getCluster().getRexBuilder();
    RelNode right = join.getRight();
    RexNode value = rexBuilder.makeInputRef(right, 0);
    RelNode wide =
        LogicalProject.create(
            right,
            List.of(),
            List.of(value, rexBuilder.makeLiteral(true)),
            List.of(right.getRowType().getFieldNames().get(0), "row"),
            Set.of());
    RelNode joined =
        join.copy(
            join.getTraitSet(),
            join.getCondition(),
            join.getLeft(),
            wide,
            join.getJoinType(),
            join.isSemiJoinDone());
    List<RexNode> columns =
        IntStream.range(0, join.getRowType().getFieldCount())
            .mapToObj(column -> (RexNode) rexBuilder.makeInputRef(joined, column))
            .toList();
    return LogicalProject.create(
        joined, List.of(), columns, join.getRowType().getFieldNames(), Set.of());
  }
}
