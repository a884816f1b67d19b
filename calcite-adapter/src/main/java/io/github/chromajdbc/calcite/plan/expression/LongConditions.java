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
 * Evaluates a long chain of conjuncts in several steps, one above the other. Each step is a method
 * of the generated code, and the JVM takes none of more than 64 KB.
 */
public final class LongConditions {
  /** Nodes of a condition that surely fit into a method. */
  private static final int NODES_OF_A_STEP = 400;

  private LongConditions() {}

  public static RelNode split(RelNode rel) {
    RelNode visited = RelInputs.rewritten(rel, LongConditions::split);
    return visited instanceof EnumerableCalc calc && calc.getProgram().getCondition() != null
        ? split(calc, calc.getProgram())
        : visited;
  }

  private static RelNode split(EnumerableCalc calc, RexProgram program) {
    RexNode condition = program.expandLocalRef(program.getCondition());
    if (condition.nodeCount() <= NODES_OF_A_STEP) {
      return calc;
    }
    RexBuilder rexBuilder = calc.getCluster().getRexBuilder();
    RelNode input = calc.getInput();
    List<RexNode> step = new ArrayList<>();
    int size = 0;
    for (RexNode conjunct : RelOptUtil.conjunctions(condition)) {
      if (!step.isEmpty() && size + conjunct.nodeCount() > NODES_OF_A_STEP) {
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
