package io.github.chromajdbc.calcite.plan.group;

import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.tools.RelBuilder;

/**
 * {@code SELECT DISTINCT TRUE FROM ...}, which EXISTS is made of, needs no more than one row: it
 * becomes {@code SELECT TRUE FROM ... LIMIT 1}.
 */
public final class ConstantDistinct extends RelHomogeneousShuttle {
  private final RelBuilder relBuilder;

  private ConstantDistinct(RelBuilder relBuilder) {
    this.relBuilder = relBuilder;
  }

  public static RelNode rewrite(RelNode rel, RelBuilder relBuilder) {
    return rel.accept(new ConstantDistinct(relBuilder));
  }

  @Override
  public RelNode visit(RelNode other) {
    RelNode visited = super.visit(other);
    if (!(visited instanceof Aggregate aggregate)
        || aggregate.getGroupType() != Aggregate.Group.SIMPLE
        || aggregate.getGroupSet().isEmpty()
        || !aggregate.getAggCallList().isEmpty()
        || !(aggregate.getInput() instanceof Project input)
        || !aggregate.getGroupSet().asList().stream()
            .allMatch(key -> input.getProjects().get(key) instanceof RexLiteral)) {
      return visited;
    }
    return relBuilder
        .push(input)
        .limit(0, 1)
        .project(relBuilder.fields(aggregate.getGroupSet()))
        .build();
  }
}
