package io.github.chromajdbc.calcite.plan.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;

/**
 * Stands columns, which no row has, in place of subqueries while an expression is simplified. Of
 * {@code 7 IN (SELECT m ...)} Calcite takes for granted that it is never unknown, as 7 is not, and
 * makes {@code NOT x} of {@code x IS NOT TRUE}; of a column it knows no more than its type says.
 */
final class SubqueryColumns {
  private final int first;
  private final UnaryOperator<RexNode> operands;
  private final List<RexSubQuery> subqueries = new ArrayList<>();

  /**
   * @param first how many columns there really are
   * @param operands what becomes of the operands of subqueries
   */
  SubqueryColumns(int first, UnaryOperator<RexNode> operands) {
    this.first = first;
    this.operands = operands;
  }

  RexNode hidden(RexNode node) {
    return node.accept(
        new RexShuttle() {
          @Override
          public RexNode visitSubQuery(RexSubQuery written) {
            RexSubQuery subquery =
                written.clone(
                    written.getType(), written.getOperands().stream().map(operands).toList());
            if (!subqueries.contains(subquery)) {
              subqueries.add(subquery);
            }
            return new RexInputRef(first + subqueries.indexOf(subquery), subquery.getType());
          }
        });
  }

  RexNode shown(RexNode node) {
    return node.accept(
        new RexShuttle() {
          @Override
          public RexNode visitInputRef(RexInputRef column) {
            return column.getIndex() < first ? column : subqueries.get(column.getIndex() - first);
          }
        });
  }
}
