package io.github.chromajdbc.calcite.plan.expression;

import io.github.chromajdbc.calcite.rel.RelInputs;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.adapter.enumerable.EnumerableCalc;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexProgram;
import org.apache.calcite.rex.RexProgramBuilder;
import org.apache.calcite.rex.RexUtil;

/**
 * Evaluates conjuncts in several steps, one above the other, in the order written. Each step is a
 * method of the generated code, and the JVM takes none of more than 64 KB. Within a step Calcite
 * computes all operands first: what can fail gets a step of its own, which sees only the rows that
 * the conjuncts before it let through.
 */
public final class ConditionSteps {
  /** Nodes of a condition that surely fit into a method. */
  private static final int NODES_OF_A_STEP = 400;

  private ConditionSteps() {}

  public static RelNode in(RelNode rel) {
    RelNode visited = RelInputs.rewritten(rel, ConditionSteps::in);
    return visited instanceof EnumerableCalc calc && calc.getProgram().getCondition() != null
        ? split(calc, calc.getProgram())
        : visited;
  }

  private static RelNode split(EnumerableCalc calc, RexProgram program) {
    RexNode condition = program.expandLocalRef(program.getCondition());
    List<RexNode> conjuncts = RelOptUtil.conjunctions(condition);
    if (condition.nodeCount() <= NODES_OF_A_STEP
        && conjuncts.stream().skip(1).noneMatch(Failures::areIn)) {
      return calc;
    }
    RexBuilder rexBuilder = calc.getCluster().getRexBuilder();
    RelNode input = calc.getInput();
    List<RexNode> step = new ArrayList<>();
    int size = 0;
    for (RexNode conjunct : conjuncts) {
      if (!step.isEmpty()
          && (size + conjunct.nodeCount() > NODES_OF_A_STEP || Failures.areIn(conjunct))) {
        input = filter(rexBuilder, input, step);
        step.clear();
        size = 0;
      }
      step.add(conjunct);
      size += conjunct.nodeCount();
    }
    return EnumerableCalc.create(
        input,
        RexProgram.create(
            input.getRowType(),
            program.getProjectList().stream().map(program::expandLocalRef).toList(),
            RexUtil.composeConjunction(rexBuilder, step),
            program.getOutputRowType(),
            rexBuilder));
  }

  private static RelNode filter(RexBuilder rexBuilder, RelNode input, List<RexNode> conjuncts) {
    RexProgramBuilder builder = new RexProgramBuilder(input.getRowType(), rexBuilder);
    builder.addIdentity();
    builder.addCondition(RexUtil.composeConjunction(rexBuilder, conjuncts));
    return EnumerableCalc.create(input, builder.getProgram());
  }
}
