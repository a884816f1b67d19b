package io.github.chromajdbc.calcite.plan.expression;

import io.github.chromajdbc.calcite.plan.walk.SubqueryShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeUtil;

/**
 * Takes away casts that say no more than that a value is not NULL. COALESCE(x, 1) is converted to
 * CASE WHEN x IS NOT NULL THEN CAST(x AS NOT NULL) ELSE 1 END, and the simplification of a
 * condition can lose the WHEN but keep the cast: NULL was then compared as 0.
 */
public final class NotNullCasts extends SubqueryShuttle {
  private NotNullCasts() {}

  public static RelNode remove(RelNode rel) {
    return rel.accept(new NotNullCasts());
  }

  @Override
  public RelNode visit(RelNode other) {
    return super.visit(other).accept(new Casts());
  }

  private final class Casts extends Expressions {
    @Override
    public RexNode visitCall(RexCall call) {
      if (call.getKind() == SqlKind.CAST && !call.getType().isNullable()) {
        RexNode value = call.getOperands().get(0);
        if (value.getType().isNullable()
            && SqlTypeUtil.equalSansNullability(value.getType(), call.getType())) {
          return value.accept(this);
        }
      }
      return super.visitCall(call);
    }
  }
}
