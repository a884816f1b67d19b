package io.github.chromajdbc.calcite.plan.expression;

import io.github.chromajdbc.calcite.function.ChromaFunctions;
import io.github.chromajdbc.calcite.plan.walk.SubqueryShuttle;
import java.util.function.IntPredicate;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.jspecify.annotations.Nullable;

/**
 * A key with values of several types reads as text. Where a number or a truth value is needed of
 * it, text that is none is NULL; a cast would raise an error.
 */
public final class MixedCasts extends SubqueryShuttle {
  private MixedCasts() {}

  public static RelNode rewrite(RelNode rel) {
    return rel.accept(new MixedCasts());
  }

  @Override
  public RelNode visit(RelNode other) {
    RelNode visited = super.visit(other);
    RexBuilder rexBuilder = visited.getCluster().getRexBuilder();
    if (visited instanceof Join join) {
      return join.accept(new Casts(column -> MixedColumns.isMixed(join, column), rexBuilder));
    }
    if (visited.getInputs().size() != 1) {
      return visited; // has no expressions
    }
    RelNode input = visited.getInput(0);
    return visited.accept(new Casts(column -> MixedColumns.isMixed(input, column), rexBuilder));
  }

  private final class Casts extends Expressions {
    private final IntPredicate isMixed;
    private final RexBuilder rexBuilder;

    Casts(IntPredicate isMixed, RexBuilder rexBuilder) {
      this.isMixed = isMixed;
      this.rexBuilder = rexBuilder;
    }

    @Override
    public RexNode visitCall(RexCall call) {
      if (call.isA(SqlKind.COMPARISON) && call.getOperands().size() == 2) {
        RexNode left = asNumber(call.getOperands().get(0));
        RexNode right = asNumber(call.getOperands().get(1));
        if (left != null || right != null) {
          return rexBuilder.makeCall(
              call.getOperator(),
              left == null ? toDouble(call.getOperands().get(0)) : left,
              right == null ? toDouble(call.getOperands().get(1)) : right);
        }
      }
      if (call.getKind() == SqlKind.SEARCH && asNumber(call.getOperands().get(0)) != null) {
        // Its values have the type of the cast: of whole numbers, which 0.75 must not become.
        return RexUtil.expandSearch(rexBuilder, null, call).accept(this);
      }
      RexNode number = asNumber(call);
      if (number != null) {
        return rexBuilder.makeCast(call.getType(), number, true, false);
      }
      if (call.getKind() == SqlKind.CAST
          && SqlTypeUtil.isBoolean(call.getType())
          && isMixed(call.getOperands().get(0))) {
        return rexBuilder.makeCall(ChromaFunctions.TRUTH_OR_NULL, call.getOperands());
      }
      return super.visitCall(call);
    }

    private RexNode toDouble(RexNode node) {
      return rexBuilder.makeCast(
          rexBuilder
              .getTypeFactory()
              .createTypeWithNullability(
                  rexBuilder
                      .getTypeFactory()
                      .createSqlType(org.apache.calcite.sql.type.SqlTypeName.DOUBLE),
                  node.getType().isNullable()),
          node);
    }

    /** The number of a cast of a mixed column to a numeric type, null for anything else. */
    private @Nullable RexNode asNumber(RexNode node) {
      return node instanceof RexCall cast
              && cast.getKind() == SqlKind.CAST
              && SqlTypeUtil.isNumeric(cast.getType())
              && isMixed(cast.getOperands().get(0))
          ? rexBuilder.makeCall(ChromaFunctions.NUMBER_OR_NULL, cast.getOperands())
          : null;
    }

    private boolean isMixed(RexNode node) {
      return node instanceof RexInputRef ref && isMixed.test(ref.getIndex());
    }
  }
}
