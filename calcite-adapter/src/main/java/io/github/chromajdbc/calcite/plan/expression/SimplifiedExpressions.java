package io.github.chromajdbc.calcite.plan.expression;

import io.github.chromajdbc.calcite.plan.walk.SubqueryShuttle;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.RelOptPredicateList;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.SingleRel;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexSimplify;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.tools.RelBuilder;

/**
 * Simplifies what is selected and asked, which the conversion leaves as it was written. Calcite
 * expects it so: asked for the order of {@code a * (NULL / b)}, it fails on the NULL that is no
 * literal yet.
 */
public final class SimplifiedExpressions extends SubqueryShuttle {
  /** Each makes the next possible, one level of an expression up. */
  private static final int MOST_PASSES = 16;

  private final RelBuilder relBuilder;

  private SimplifiedExpressions(RelBuilder relBuilder) {
    this.relBuilder = relBuilder;
  }

  public static RelNode rewrite(RelNode rel, RelBuilder relBuilder) {
    // Merged, they would leave correlation variables of the inner one behind.
    return rel.accept(
        new SimplifiedExpressions(
            relBuilder.transform(config -> config.withBloat(-1).withSimplify(false))));
  }

  @Override
  public RelNode visit(RelNode other) {
    RelNode inside = super.visit(other).accept(new Expressions());
    if (inside instanceof Filter filter) {
      return simplified(filter);
    }
    return inside instanceof Project project ? simplified(project) : inside;
  }

  private RelNode simplified(Filter filter) {
    RelNode simplified =
        relBuilder
            .push(filter.getInput())
            .filter(
                filter.getVariablesSet(),
                new Simplification(filter).condition(filter.getCondition()))
            .build();
    return simplified instanceof Filter changed
            && !changed.getVariablesSet().isEmpty()
            && RexUtil.SubQueryFinder.find(changed.getCondition()) == null
        ? LogicalFilter.create(changed.getInput(), changed.getCondition())
        : simplified;
  }

  /** A CASE such as {@code NULLIF(a, a)} may turn out to be NULL, too. */
  private static final class Simplification extends NullOperands {
    private final RexSimplify simplify;
    private final int columns;

    Simplification(SingleRel rel) {
      super(rel.getCluster().getRexBuilder());
      RelOptCluster cluster = rel.getCluster();
      this.columns = rel.getInput().getRowType().getFieldCount();
      this.simplify =
          new RexSimplify(
              cluster.getRexBuilder(),
              RelOptPredicateList.EMPTY,
              Objects.requireNonNull(cluster.getPlanner().getExecutor()));
    }

    @Override
    public RexNode visitCall(RexCall call) {
      RexNode visited = super.visitCall(call);
      return visited.isA(SqlKind.CASE) ? simplify.simplifyPreservingType(visited) : visited;
    }

    RexNode simplified(RexNode node) {
      SubqueryColumns hiding = new SubqueryColumns(columns, this::simplified);
      return hiding.shown(repeatedly(hiding.hidden(node)));
    }

    /** Of a filter, to which unknown is false. */
    RexNode condition(RexNode node) {
      SubqueryColumns hiding = new SubqueryColumns(columns, this::simplified);
      RexNode kept = simplify.simplifyFilterPredicates(List.of(repeatedly(hiding.hidden(node))));
      return kept == null ? simplify.rexBuilder.makeLiteral(false) : hiding.shown(kept);
    }

    /** Simplified until nothing changes. */
    private RexNode repeatedly(RexNode node) {
      RexNode before = node.accept(this);
      for (int pass = 0; pass < MOST_PASSES; pass++) {
        RexNode after = simplify.simplifyPreservingType(before).accept(this);
        if (after.equals(before)) {
          break;
        }
        before = after;
      }
      return before;
    }
  }

  private RelNode simplified(Project project) {
    Simplification simplification = new Simplification(project);
    RelNode simplified =
        relBuilder
            .push(project.getInput())
            .project(
                project.getProjects().stream().map(simplification::simplified).toList(),
                project.getRowType().getFieldNames(),
                true,
                project.getVariablesSet())
            .build();
    if (!(simplified instanceof Project changed)
        || changed.getVariablesSet().isEmpty()
        || changed.getProjects().stream()
            .anyMatch(each -> RexUtil.SubQueryFinder.find(each) != null)) {
      return simplified;
    }
    // The subquery turned out not to matter: with its variable left, nothing could run this.
    return LogicalProject.create(
        changed.getInput(),
        changed.getHints(),
        changed.getProjects(),
        changed.getRowType(),
        Set.of());
  }
}
