package io.github.chromajdbc.calcite.plan.subquery;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Correlate;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.fun.SqlCountAggFunction;
import org.jspecify.annotations.Nullable;

/**
 * What Calcite's decorrelator (1.42) makes equal rows of, among the nodes that name rows around
 * them. It is wrong about others: it does not compare the values of rows around that both sides of
 * a join have, loses a literal among the keys of an aggregate, numbers the rows of a window through
 * those of all rows around, and has no row for an aggregate over nothing where that is asked for by
 * anything but an outer join.
 */
final class CorrelatedShapes {
  private CorrelatedShapes() {}

  /**
   * Whether the columns of rows around that a node names are all new to it, or all there already:
   * where only some are, Calcite brings all of them anew, and no longer knows that those which were
   * there are the same.
   *
   * @param named those of the node itself
   */
  static boolean isSound(Set<NamedColumn> named, Set<NamedColumn> namedBelow) {
    return namedBelow.containsAll(named) || Collections.disjoint(namedBelow, named);
  }

  static boolean isSound(Correlate correlate, boolean overScalar) {
    return correlate.getJoinType() == JoinRelType.LEFT
        || (correlate.getJoinType() == JoinRelType.INNER && !overScalar);
  }

  /**
   * @param overScalar whether an input {@link #isScalar}
   */
  static boolean isSound(RelNode rel, boolean overScalar) {
    if (rel instanceof Project project) {
      return !project.containsOver();
    }
    if (overScalar) {
      return false;
    }
    if (rel instanceof Filter) {
      return true;
    }
    if (rel instanceof Sort sort) {
      return isLiteral(sort.offset) && isLiteral(sort.fetch);
    }
    return rel instanceof Aggregate aggregate
        && aggregate.getGroupType() == Aggregate.Group.SIMPLE
        && !hasLiteralAmongKeys(aggregate);
  }

  private static boolean isLiteral(@Nullable RexNode number) {
    return number == null || number instanceof RexLiteral;
  }

  private static boolean hasLiteralAmongKeys(Aggregate aggregate) {
    if (!(aggregate.getInput() instanceof Project project)) {
      return false;
    }
    List<RexNode> projects = project.getProjects();
    long literals =
        aggregate.getGroupSet().asList().stream()
            .filter(key -> projects.get(key) instanceof RexLiteral)
            .count();
    return literals > 0 && literals < aggregate.getGroupCount();
  }

  /** Whether it is one row of aggregates without COUNT, or columns computed of them. */
  static boolean isScalar(RelNode rel, boolean overScalar) {
    return rel instanceof Aggregate aggregate
        ? aggregate.getGroupCount() == 0
            && aggregate.getAggCallList().stream()
                .noneMatch(call -> call.getAggregation() instanceof SqlCountAggFunction)
        : overScalar && rel instanceof Project;
  }
}
