package io.github.chromajdbc.calcite.plan.subquery;

import com.google.common.collect.ImmutableList;
import io.github.chromajdbc.calcite.plan.walk.ConditionShuttle;
import io.github.chromajdbc.error.ChromaError;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlQuantifyOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;

/**
 * {@code x <> SOME (query)}, which {@code x = ALL (query)} is made of, as {@code x < SOME (query)
 * OR x > SOME (query)}. Calcite makes a join of the former that looks for its counts by name,
 * {@code c} and {@code d}, and finds the first columns of the row that are called so.
 */
public final class UnequalToSome extends ConditionShuttle {
  private UnequalToSome() {}

  /**
   * The plan without them.
   *
   * @throws io.github.chromajdbc.error.ChromaException 0A000 when rows are compared with ANY or
   *     ALL: NULL in a row is a value to Calcite
   */
  public static RelNode rewrite(RelNode rel) {
    return rel.accept(new UnequalToSome());
  }

  @Override
  protected RexNode rewritten(RexCall call, RexBuilder rexBuilder) {
    if (!(call instanceof RexSubQuery subquery)
        || !(subquery.getOperator() instanceof SqlQuantifyOperator quantifier)) {
      return call;
    }
    if (subquery.getOperands().size() > 1) {
      throw ChromaError.NOT_SUPPORTED.exception(
          "ANY and ALL compare one column. Write (a, b) [NOT] IN (SELECT ...), or EXISTS with the"
              + " comparison in its WHERE");
    }
    return quantifier.comparisonKind == SqlKind.NOT_EQUALS && quantifier.getKind() == SqlKind.SOME
        ? rexBuilder.makeCall(
            SqlStdOperatorTable.OR,
            some(subquery, SqlStdOperatorTable.SOME_LT),
            some(subquery, SqlStdOperatorTable.SOME_GT))
        : call;
  }

  private static RexSubQuery some(RexSubQuery subQuery, SqlQuantifyOperator operator) {
    return RexSubQuery.some(subQuery.rel, ImmutableList.copyOf(subQuery.getOperands()), operator);
  }
}
