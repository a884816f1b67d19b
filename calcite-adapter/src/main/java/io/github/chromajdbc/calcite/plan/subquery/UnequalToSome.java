package io.github.chromajdbc.calcite.plan.subquery;

import com.google.common.collect.ImmutableList;
import io.github.chromajdbc.calcite.plan.walk.SubqueryShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlQuantifyOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;

/**
 * {@code x <> SOME (query)}, which {@code x = ALL (query)} is made of, as {@code x < SOME (query)
 * OR x > SOME (query)}. Calcite makes a join of the former that looks for its counts by name,
 * {@code c} and {@code d}, and finds the first columns of the row that are called so.
 */
public final class UnequalToSome extends SubqueryShuttle {
  private UnequalToSome() {}

  public static RelNode rewrite(RelNode rel) {
    return rel.accept(new UnequalToSome());
  }

  @Override
  public RelNode visit(RelNode other) {
    return super.visit(other).accept(new Conditions(other.getCluster().getRexBuilder()));
  }

  private final class Conditions extends Expressions {
    private final RexBuilder rexBuilder;

    Conditions(RexBuilder rexBuilder) {
      this.rexBuilder = rexBuilder;
    }

    @Override
    public RexNode visitCall(RexCall call) {
      RexNode visited = super.visitCall(call);
      return visited.equals(call) ? call : RexUtil.flatten(rexBuilder, visited);
    }

    @Override
    public RexNode visitSubQuery(RexSubQuery subQuery) {
      RexSubQuery rewritten = (RexSubQuery) super.visitSubQuery(subQuery);
      return rewritten.getOperator() instanceof SqlQuantifyOperator quantifier
              && quantifier.comparisonKind == SqlKind.NOT_EQUALS
              && quantifier.getKind() == SqlKind.SOME
              && rewritten.getOperands().size() == 1
          ? rexBuilder.makeCall(
              SqlStdOperatorTable.OR,
              some(rewritten, SqlStdOperatorTable.SOME_LT),
              some(rewritten, SqlStdOperatorTable.SOME_GT))
          : rewritten;
    }
  }

  private static RexSubQuery some(RexSubQuery subQuery, SqlQuantifyOperator operator) {
    return RexSubQuery.some(subQuery.rel, ImmutableList.copyOf(subQuery.getOperands()), operator);
  }
}
