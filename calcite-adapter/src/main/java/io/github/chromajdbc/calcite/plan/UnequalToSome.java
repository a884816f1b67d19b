package io.github.chromajdbc.calcite.plan;

import com.google.common.collect.ImmutableList;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlQuantifyOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;

/**
 * {@code x <> SOME (query)}, which {@code x = ALL (query)} is made of, as {@code x < SOME (query)
 * OR x > SOME (query)}. Calcite makes a join of the former that looks for its counts by name,
 * {@code c} and {@code d}, and finds the first columns of the row that are called so.
 */
final class UnequalToSome extends RelHomogeneousShuttle {
  private UnequalToSome() {}

  static RelNode rewrite(RelNode rel) {
    return rel.accept(new UnequalToSome());
  }

  @Override
  public RelNode visit(RelNode other) {
    return super.visit(other).accept(new Subqueries(other.getCluster().getRexBuilder()));
  }

  private final class Subqueries extends RexShuttle {
    private final RexBuilder rexBuilder;

    Subqueries(RexBuilder rexBuilder) {
      this.rexBuilder = rexBuilder;
    }

    @Override
    public RexNode visitSubQuery(RexSubQuery subQuery) {
      RexSubQuery visited = (RexSubQuery) super.visitSubQuery(subQuery);
      RelNode rel = visited.rel.accept(UnequalToSome.this);
      RexSubQuery rewritten = rel == visited.rel ? visited : visited.clone(rel);
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

    private static RexSubQuery some(RexSubQuery subQuery, SqlQuantifyOperator operator) {
      return RexSubQuery.some(subQuery.rel, ImmutableList.copyOf(subQuery.getOperands()), operator);
    }
  }
}
