package io.github.chromajdbc.calcite.explain;

import io.github.chromajdbc.calcite.plan.DirectOperands;
import io.github.chromajdbc.calcite.rel.ReadsCollection;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexDynamicParam;
import org.apache.calcite.rex.RexExecutor;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.rex.RexVisitorImpl;
import org.apache.calcite.util.Util;

/**
 * Operands like {@code 10 * 4}, which a read computes when it runs: an explanation shows what they
 * are in its requests.
 */
final class ConstantOperands {
  private ConstantOperands() {}

  /** The operands, of constants their values; as they are where that would be an error. */
  static List<RexNode> computed(ReadsCollection read) {
    List<RexNode> computed = new ArrayList<>();
    for (RexNode operand : read.operands()) {
      computed.add(isComputed(operand) ? value(operand, read.getCluster()) : operand);
    }
    return computed;
  }

  private static boolean isComputed(RexNode operand) {
    return !DirectOperands.areEvaluable(List.of(operand))
        && RexUtil.isConstant(operand)
        && RexUtil.isDeterministic(operand)
        && !dependsOnExecution(operand);
  }

  private static boolean dependsOnExecution(RexNode operand) {
    try {
      operand.accept(
          new RexVisitorImpl<Void>(true) {
            @Override
            public Void visitDynamicParam(RexDynamicParam parameter) {
              throw Util.FoundOne.NULL;
            }

            @Override
            public Void visitCall(RexCall call) {
              if (call.getOperator().isDynamicFunction()) {
                throw Util.FoundOne.NULL;
              }
              return super.visitCall(call);
            }
          });
      return false;
    } catch (Util.FoundOne found) {
      return true;
    }
  }

  private static RexNode value(RexNode operand, RelOptCluster cluster) {
    RexExecutor executor = cluster.getPlanner().getExecutor();
    List<RexNode> values = new ArrayList<>();
    if (executor != null) {
      executor.reduce(cluster.getRexBuilder(), List.of(operand), values);
    }
    return values.isEmpty() ? operand : values.get(0);
  }
}
