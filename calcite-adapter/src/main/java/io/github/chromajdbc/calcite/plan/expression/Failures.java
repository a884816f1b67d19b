package io.github.chromajdbc.calcite.plan.expression;

import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexVisitorImpl;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.apache.calcite.util.Util;

/** Finds what is an error for some values, of which a condition before it may keep them out. */
final class Failures extends RexVisitorImpl<Void> {
  private static final Failures FINDER = new Failures();

  private Failures() {
    super(true);
  }

  /** Whether the expression reads a text as something else, or divides. */
  static boolean areIn(RexNode expression) {
    try {
      expression.accept(FINDER);
      return false;
    } catch (Util.FoundOne found) {
      return true;
    }
  }

  @Override
  public Void visitCall(RexCall call) {
    boolean fails =
        switch (call.getKind()) {
          case CAST ->
              SqlTypeUtil.inCharFamily(call.getOperands().get(0).getType())
                  && !SqlTypeUtil.inCharFamily(call.getType());
          case DIVIDE, CHECKED_DIVIDE, MOD -> true;
          default -> false;
        };
    if (fails) {
      throw Util.FoundOne.NULL;
    }
    return super.visitCall(call);
  }
}
