package io.github.chromajdbc.calcite.plan.subquery;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import io.github.chromajdbc.calcite.plan.walk.SubqueryShuttle;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rel.logical.LogicalJoin;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql2rel.DeduplicateCorrelateVariables;

/**
 * {@code (a, b) IN (SELECT x, y ...)} as {@code TRUE IN (SELECT a = x AND b = y ...)}, where it may
 * be unknown. Calcite takes it for unknown whenever a or b is NULL; but {@code (NULL, 1) = (x, 2)}
 * is false. A conjunct of a condition, of which only the truth counts, stays what it is: a join by
 * equality.
 */
public final class RowMembership extends SubqueryShuttle {
  private RowMembership() {}

  public static RelNode rewrite(RelNode rel) {
    return rel.accept(new RowMembership());
  }

  @Override
  public RelNode visit(RelNode other) {
    RelNode visited = super.visit(other).accept(new Expressions());
    if (visited instanceof Filter filter) {
      return rewritten(filter);
    }
    if (visited instanceof Project project) {
      return rewritten(project);
    }
    return visited instanceof Join join ? rewritten(join) : visited;
  }

  private static RelNode rewritten(Filter filter) {
    Memberships memberships = new Memberships(filter, filter.getInput().getRowType());
    RexNode condition = memberships.ofConjuncts(filter.getCondition());
    return memberships.hasRewritten()
        ? LogicalFilter.create(filter.getInput(), condition, memberships.variables())
        : filter;
  }

  private static RelNode rewritten(Project project) {
    Memberships memberships = new Memberships(project, project.getInput().getRowType());
    List<RexNode> projects = memberships.apply(project.getProjects());
    return memberships.hasRewritten()
        ? LogicalProject.create(
            project.getInput(),
            project.getHints(),
            projects,
            project.getRowType().getFieldNames(),
            memberships.variables())
        : project;
  }

  private static RelNode rewritten(Join join) {
    Memberships memberships = new Memberships(join, join.getRowType());
    RexNode condition =
        join.getJoinType().isOuterJoin()
            ? memberships.apply(join.getCondition())
            : memberships.ofConjuncts(join.getCondition());
    return memberships.hasRewritten()
        ? LogicalJoin.create(
            join.getLeft(),
            join.getRight(),
            join.getHints(),
            condition,
            memberships.variables(),
            join.getJoinType())
        : join;
  }

  /** Rewrites expressions over a row, for which a variable stands in the subqueries. */
  private static final class Memberships extends RexShuttle {
    private final RelNode rel;
    private final RelDataType row;
    private final RexBuilder rexBuilder;
    private final Set<CorrelationId> variables;

    /** Equal ones stay equal, so that they become one join. */
    private final Map<RexSubQuery, RexSubQuery> rewritten = new HashMap<>();

    Memberships(RelNode rel, RelDataType row) {
      this.rel = rel;
      this.row = row;
      rexBuilder = rel.getCluster().getRexBuilder();
      variables = new LinkedHashSet<>(rel.getVariablesSet());
    }

    RexNode ofConjuncts(RexNode condition) {
      List<RexNode> conjuncts = new ArrayList<>();
      for (RexNode conjunct : RelOptUtil.conjunctions(condition)) {
        conjuncts.add(isOfRows(conjunct) ? conjunct : conjunct.accept(this));
      }
      return RexUtil.composeConjunction(rexBuilder, conjuncts);
    }

    boolean hasRewritten() {
      return !rewritten.isEmpty();
    }

    ImmutableSet<CorrelationId> variables() {
      return ImmutableSet.copyOf(variables);
    }

    @Override
    public RexNode visitSubQuery(RexSubQuery subquery) {
      RexSubQuery visited = (RexSubQuery) super.visitSubQuery(subquery);
      return isOfRows(visited) && visited.getType().isNullable()
          ? rewritten.computeIfAbsent(visited, this::among)
          : visited;
    }

    private RexSubQuery among(RexSubQuery subquery) {
      CorrelationId variable = rel.getCluster().createCorrel();
      RexShuttle ofRow = namedBy(variable);
      List<RexNode> equal = new ArrayList<>();
      for (int i = 0; i < subquery.getOperands().size(); i++) {
        equal.add(
            rexBuilder.makeCall(
                SqlStdOperatorTable.EQUALS,
                subquery.getOperands().get(i).accept(ofRow),
                rexBuilder.makeInputRef(subquery.rel, i)));
      }
      RelNode matches =
          LogicalProject.create(
              subquery.rel,
              List.of(),
              List.of(RexUtil.composeConjunction(rexBuilder, equal)),
              List.of("matches"),
              Set.of());
      return RexSubQuery.in(
          namingRowBy(variable, matches), ImmutableList.of(rexBuilder.makeLiteral(true)));
    }

    /** By one variable alone: Calcite makes no join of a subquery with several of the same row. */
    private RelNode namingRowBy(CorrelationId variable, RelNode matches) {
      Set<CorrelationId> written = RelOptUtil.getVariablesUsed(matches);
      written.retainAll(rel.getVariablesSet());
      variables.add(variable);
      return DeduplicateCorrelateVariables.go(rexBuilder, variable, written, matches);
    }

    private RexShuttle namedBy(CorrelationId variable) {
      return new RexShuttle() {
        @Override
        public RexNode visitInputRef(RexInputRef column) {
          return rexBuilder.makeFieldAccess(
              rexBuilder.makeCorrel(row, variable), column.getIndex());
        }
      };
    }

    private static boolean isOfRows(RexNode node) {
      return node instanceof RexSubQuery subquery
          && subquery.isA(SqlKind.IN)
          && subquery.getOperands().size() > 1;
    }
  }
}
