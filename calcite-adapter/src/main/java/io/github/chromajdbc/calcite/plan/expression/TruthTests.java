package io.github.chromajdbc.calcite.plan.expression;

import io.github.chromajdbc.calcite.plan.walk.SubqueryShuttle;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.rex.RexVisitorImpl;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;

/**
 * {@code x IS FALSE} as {@code (NOT x) IS TRUE}, {@code x IS NOT FALSE} as {@code x OR x IS NULL},
 * and {@code x IS NOT TRUE} as {@code NOT x OR x IS NULL}, where x has a subquery or a CASE, which
 * Calcite takes for false where it is unknown, or a test for NULL, which it then drops beside a
 * comparison of the same column.
 */
public final class TruthTests extends SubqueryShuttle {
  private static final Set<SqlKind> NULL_TESTS = Set.of(SqlKind.IS_NULL, SqlKind.IS_NOT_NULL);

  private TruthTests() {}

  public static RelNode rewrite(RelNode rel) {
    return rel.accept(new TruthTests());
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
      if (!visited.equals(call) && (visited.isA(SqlKind.AND) || visited.isA(SqlKind.OR))) {
        return RexUtil.flatten(rexBuilder, visited);
      }
      if (visited.isA(SqlKind.IS_FALSE) && isMistaken(visited)) {
        RexNode value = ((RexCall) visited).getOperands().get(0);
        return call(SqlStdOperatorTable.IS_TRUE, call(SqlStdOperatorTable.NOT, value));
      }
      boolean negated = visited.isA(SqlKind.NOT);
      RexNode test = negated ? ((RexCall) visited).getOperands().get(0) : visited;
      boolean ofTrue = test.isA(negated ? SqlKind.IS_TRUE : SqlKind.IS_NOT_TRUE);
      boolean ofFalse = test.isA(negated ? SqlKind.IS_FALSE : SqlKind.IS_NOT_FALSE);
      return (ofTrue || ofFalse) && isMistaken(test)
          ? isNot(ofTrue, ((RexCall) test).getOperands().get(0))
          : visited;
    }

    private RexNode isNot(boolean truth, RexNode value) {
      RexNode either =
          call(
              SqlStdOperatorTable.OR,
              truth ? call(SqlStdOperatorTable.NOT, value) : value,
              call(SqlStdOperatorTable.IS_NULL, value));
      return call(SqlStdOperatorTable.IS_TRUE, RexUtil.flatten(rexBuilder, either)); // not nullable
    }

    private RexNode call(SqlOperator operator, RexNode... operands) {
      return rexBuilder.makeCall(operator, operands);
    }
  }

  private static boolean isMistaken(RexNode node) {
    boolean[] found = {RexUtil.SubQueryFinder.find(node) != null};
    node.accept(
        new RexVisitorImpl<Void>(true) {
          @Override
          public Void visitCall(RexCall call) {
            found[0] |= call.isA(SqlKind.CASE) || call.isA(NULL_TESTS);
            return super.visitCall(call);
          }
        });
    return found[0];
  }
}
