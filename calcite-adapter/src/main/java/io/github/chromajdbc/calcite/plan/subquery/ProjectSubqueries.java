package io.github.chromajdbc.calcite.plan.subquery;

import java.util.List;
import java.util.Set;
import org.apache.calcite.plan.RelOptRuleCall;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.rules.SubQueryRemoveRule;
import org.apache.calcite.rex.LogicVisitor;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.tools.RelBuilder;

/**
 * Makes joins of the subqueries of a projection. Calcite's rule makes them one after the other, and
 * the projection that it leaves for the second no longer tells which variables are its own. It then
 * takes all that the subquery names for its own, those of rows farther around, too.
 */
public final class ProjectSubqueries extends SubQueryRemoveRule {
  public static final ProjectSubqueries INSTANCE = new ProjectSubqueries();

  private ProjectSubqueries() {
    super(Config.PROJECT);
  }

  @Override
  public void onMatch(RelOptRuleCall call) {
    Project project = call.rel(0);
    RelBuilder builder = call.builder().push(project.getInput());
    List<RexNode> projects = project.getProjects();
    RexSubQuery subquery = RexUtil.SubQueryFinder.find(projects);
    for (int index = 0; subquery != null; index++) {
      Set<CorrelationId> variables = RelOptUtil.getVariablesUsed(subquery.rel);
      variables.retainAll(project.getVariablesSet());
      RelOptUtil.Logic logic =
          LogicVisitor.find(RelOptUtil.Logic.TRUE_FALSE_UNKNOWN, projects, subquery);
      int columns = builder.peek().getRowType().getFieldCount();
      RexNode column = apply(subquery, variables, logic, builder, 1, columns, index);
      projects = new Replacement(subquery, column).apply(projects);
      subquery = RexUtil.SubQueryFinder.find(projects);
    }
    call.transformTo(builder.project(projects, project.getRowType().getFieldNames()).build());
  }

  private static final class Replacement extends RexShuttle {
    private final RexSubQuery subquery;
    private final RexNode column;

    Replacement(RexSubQuery subquery, RexNode column) {
      this.subquery = subquery;
      this.column = column;
    }

    @Override
    public RexNode visitSubQuery(RexSubQuery other) {
      return other.equals(subquery) ? column : other;
    }
  }
}
