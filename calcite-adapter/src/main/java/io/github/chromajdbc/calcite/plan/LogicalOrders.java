package io.github.chromajdbc.calcite.plan;

import io.github.chromajdbc.calcite.rel.RelInputs;
import org.apache.calcite.plan.Convention;
import org.apache.calcite.rel.RelCollations;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Sort;

/**
 * Takes from a plan with windows what its logical nodes say of the order of their rows. A
 * projection with windows says it of its input, whose rows a window puts in an order of its own,
 * and Calcite (1.42) says it on of the parts of the projection, whose columns stand elsewhere.
 * Physical nodes find out for themselves.
 */
final class LogicalOrders {
  private LogicalOrders() {}

  static RelNode rewrite(RelNode plan) {
    return hasWindows(plan) ? forgotten(plan) : plan;
  }

  private static boolean hasWindows(RelNode rel) {
    return (rel instanceof Project project && project.containsOver())
        || rel.getInputs().stream().anyMatch(LogicalOrders::hasWindows);
  }

  private static RelNode forgotten(RelNode rel) {
    RelNode rewritten = RelInputs.rewritten(rel, LogicalOrders::forgotten);
    return rewritten instanceof Sort || rewritten.getConvention() != Convention.NONE
        ? rewritten
        : rewritten.copy(
            rewritten.getTraitSet().replace(RelCollations.EMPTY), rewritten.getInputs());
  }
}
