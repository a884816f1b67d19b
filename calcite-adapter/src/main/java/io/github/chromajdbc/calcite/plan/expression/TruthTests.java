package io.github.chromajdbc.calcite.plan.expression;

import io.github.chromajdbc.calcite.plan.walk.ConditionShuttle;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.rex.RexVisitorImpl;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;

/**
 * {@code x IS FALSE} as {@code (NOT x) IS TRUE}, {@code x IS NOT FALSE} as {@code x OR x IS NULL},
 * and {@code x IS NOT TRUE} as {@code NOT x OR x IS NULL}, where x has a subquery or a CASE, which
 * Calcite takes for false where it is unknown, or a test for NULL, which it then drops beside a
 * comparison of the same column.
 */
public final class TruthTests extends ConditionShuttle {
  private static final Set<SqlKind> NULL_TESTS = Set.of(SqlKind.IS_NULL, SqlKind.IS_NOT_NULL);

  private TruthTests() {}

  public static RelNode rewrite(RelNode rel) {
    return rel.accept(new TruthTests());
  }

  @Override
  protected RexNode rewritten(RexCall call, RexBuilder rexBuilder) {
    if (call.isA(SqlKind.IS_FALSE) && isMistaken(call)) {
      RexNode value = call.getOperands().get(0);
      return rexBuilder.makeCall(
          SqlStdOperatorTable.IS_TRUE, rexBuilder.makeCall(SqlStdOperatorTable.NOT, value));
    }
    boolean negated = call.isA(SqlKind.NOT);
    RexNode test = negated ? call.getOperands().get(0) : call;
    boolean ofTrue = test.isA(negated ? SqlKind.IS_TRUE : SqlKind.IS_NOT_TRUE);
    boolean ofFalse = test.isA(negated ? SqlKind.IS_FALSE : SqlKind.IS_NOT_FALSE);
    if (!(ofTrue || ofFalse) || !isMistaken(test)) {
      return call;
    }
    RexNode value = ((RexCall) test).getOperands().get(0);
    RexNode either =
        rexBuilder.makeCall(
            SqlStdOperatorTable.OR,
            ofTrue ? rexBuilder.makeCall(SqlStdOperatorTable.NOT, value) : value,
            rexBuilder.makeCall(SqlStdOperatorTable.IS_NULL, value));
    // Never NULL, which its type is to say.
    return rexBuilder.makeCall(SqlStdOperatorTable.IS_TRUE, RexUtil.flatten(rexBuilder, either));
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
