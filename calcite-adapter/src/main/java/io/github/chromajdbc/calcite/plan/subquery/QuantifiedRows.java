package io.github.chromajdbc.calcite.plan.subquery;

import io.github.chromajdbc.calcite.plan.walk.ConditionShuttle;
import io.github.chromajdbc.error.ChromaError;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.sql.fun.SqlQuantifyOperator;

/** Refuses {@code (a, b) > ANY (query)}: NULL in a row is a value to Calcite (1.42). */
public final class QuantifiedRows extends ConditionShuttle {
  private QuantifiedRows() {}

  /**
   * The plan itself.
   *
   * @throws io.github.chromajdbc.error.ChromaException 0A000 when rows are compared with ANY or ALL
   */
  public static RelNode refuse(RelNode rel) {
    return rel.accept(new QuantifiedRows());
  }

  @Override
  protected RexNode rewritten(RexCall call, RexBuilder rexBuilder) {
    if (call instanceof RexSubQuery subquery
        && subquery.getOperator() instanceof SqlQuantifyOperator
        && subquery.getOperands().size() > 1) {
      throw ChromaError.NOT_SUPPORTED.exception(
          "ANY and ALL compare one column. Write (a, b) [NOT] IN (SELECT ...), or EXISTS with the"
              + " comparison in its WHERE");
    }
    return call;
  }
}
