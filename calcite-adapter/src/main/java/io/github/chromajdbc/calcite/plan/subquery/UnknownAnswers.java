package io.github.chromajdbc.calcite.plan.subquery;

import io.github.chromajdbc.calcite.plan.walk.ConditionShuttle;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.rex.RexVisitorImpl;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;

/**
 * Keeps the answer of a subquery unknown where it matters. Making a join of it, Calcite takes
 * unknown for false below IS TRUE and for true below NOT, whatever stands between: of {@code ((x IN
 * (...)) = flag) IS TRUE} that makes true where it is unknown. And of {@code 7 IN (...)} it takes
 * unknown for true when it was asked for false. Below CASE and {@code =} it does neither.
 */
public final class UnknownAnswers extends ConditionShuttle {
  private static final Set<SqlKind> CONNECTIVES = Set.of(SqlKind.AND, SqlKind.OR, SqlKind.NOT);

  /** Below these unknown stays what it is, or they have been looked at by themselves. */
  private static final Set<SqlKind> DECIDED =
      Set.of(
          SqlKind.CASE,
          SqlKind.IS_NULL,
          SqlKind.IS_NOT_NULL,
          SqlKind.IS_TRUE,
          SqlKind.IS_NOT_TRUE,
          SqlKind.IS_FALSE,
          SqlKind.IS_NOT_FALSE);

  private UnknownAnswers() {}

  public static RelNode keep(RelNode rel) {
    return rel.accept(new UnknownAnswers());
  }

  @Override
  protected RexNode rewritten(RexCall call, RexBuilder rexBuilder) {
    if (call.isA(SqlKind.IS_TRUE) && isMistaken(call.getOperands().get(0), true)) {
      return rexBuilder.makeCall(
          SqlStdOperatorTable.CASE,
          call.getOperands().get(0),
          rexBuilder.makeLiteral(true),
          rexBuilder.makeLiteral(false));
    }
    if (call.isA(SqlKind.NOT) && isMistaken(call.getOperands().get(0), false)) {
      return rexBuilder.makeCall(
          SqlStdOperatorTable.EQUALS, call.getOperands().get(0), rexBuilder.makeLiteral(false));
    }
    return call;
  }

  /**
   * @param asFalse whether unknown would be taken for false here
   */
  private static boolean isMistaken(RexNode node, boolean asFalse) {
    if (node instanceof RexSubQuery subquery) {
      return asFalse && mayBeUnknown(subquery) && RexUtil.allLiterals(subquery.getOperands());
    }
    if (!(node instanceof RexCall call) || DECIDED.contains(call.getKind())) {
      return false;
    }
    return CONNECTIVES.contains(call.getKind())
        ? call.getOperands().stream()
            .anyMatch(each -> isMistaken(each, asFalse != call.isA(SqlKind.NOT)))
        : hasUnknownAnswer(call);
  }

  private static boolean hasUnknownAnswer(RexNode node) {
    boolean[] found = {false};
    node.accept(
        new RexVisitorImpl<Void>(true) {
          @Override
          public Void visitSubQuery(RexSubQuery subquery) {
            found[0] |= mayBeUnknown(subquery);
            return super.visitSubQuery(subquery);
          }
        });
    return found[0];
  }

  private static boolean mayBeUnknown(RexSubQuery subquery) {
    return subquery.getType().isNullable() && !subquery.isA(SqlKind.SCALAR_QUERY);
  }
}
