package io.github.chromajdbc.calcite.rel;

import io.github.chromajdbc.calcite.exec.read.RowBounds;
import io.github.chromajdbc.calcite.pushdown.ConditionText;
import io.github.chromajdbc.calcite.pushdown.Operand;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.adapter.enumerable.EnumerableRelImplementor;
import org.apache.calcite.linq4j.tree.BlockBuilder;
import org.apache.calcite.linq4j.tree.Expression;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/**
 * OFFSET and LIMIT of a sort in a plan.
 *
 * @param operands the expressions that the plan's operands are, by position
 */
record SortBounds(RowBounds plan, List<RexNode> operands) {
  static final SortBounds NONE = new SortBounds(new RowBounds(null, null), List.of());

  static SortBounds of(@Nullable RexNode offset, @Nullable RexNode fetch) {
    List<RexNode> operands = new ArrayList<>();
    RowBounds plan = new RowBounds(operand(offset, operands), operand(fetch, operands));
    return new SortBounds(plan, List.copyOf(operands));
  }

  /** The operand that an expression is; what is no literal joins {@code operands}. */
  static @Nullable Operand operand(@Nullable RexNode node, List<RexNode> operands) {
    if (node == null) {
      return null;
    }
    if (node instanceof RexLiteral literal) {
      return new Operand.Constant(literal.getValue());
    }
    operands.add(node);
    return new Operand.Evaluated(operands.size() - 1);
  }

  boolean hasOffset() {
    return plan.offset() != null;
  }

  boolean hasFetch() {
    return plan.fetch() != null;
  }

  String offsetText() {
    return text(plan.offset());
  }

  String fetchText() {
    return text(plan.fetch());
  }

  String keptText() {
    return plan.text();
  }

  private static String text(@Nullable Operand operand) {
    return operand == null ? "" : ConditionText.of(operand);
  }

  /** An {@code Object[]} with the operands' values. */
  Expression values(
      EnumerableRelImplementor implementor, BlockBuilder builder, RexBuilder rexBuilder) {
    return OperandExpressions.array(implementor, builder, rexBuilder, operands);
  }
}
