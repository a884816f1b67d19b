package io.github.chromajdbc.calcite.plan.subquery;

import java.util.List;
import org.apache.calcite.plan.RelOptRuleCall;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.tools.RelBuilder;

/**
 * Makes joins of the subqueries of a projection. Calcite's rule makes them one after the other, and
 * the projection that it leaves for the second no longer tells which variables are its own. It then
 * takes all that the subquery names for its own, those of rows farther around, too.
 */
public final class ProjectSubqueries extends RowSubqueries {
  public static final ProjectSubqueries INSTANCE = new ProjectSubqueries();

  private ProjectSubqueries() {
    super(Config.PROJECT);
  }

  @Override
  public void onMatch(RelOptRuleCall call) {
    Project project = call.rel(0);
    RelBuilder builder = call.builder().push(project.getInput());
    List<RexNode> projects =
        joined(
            project.getProjects(),
            project.getVariablesSet(),
            RelOptUtil.Logic.TRUE_FALSE_UNKNOWN,
            builder);
    call.transformTo(builder.project(projects, project.getRowType().getFieldNames()).build());
  }
}
