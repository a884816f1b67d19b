package io.github.chromajdbc.calcite.plan.expression;

import java.util.List;
import org.apache.calcite.plan.RelOptRule;
import org.apache.calcite.plan.RelOptRuleCall;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.rules.ReduceExpressionsRule;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;

/**
 * Simplifies the conditions of filters. Calcite's rule (1.42) makes {@code CASE WHEN a IS NOT NULL
 * THEN a >= '' ELSE b >= '' END} of {@code CASE WHEN a IS NOT NULL THEN a ELSE b END >= ''}, as
 * which it has COALESCE, and gives the comparisons the type of the one: never NULL. When the test
 * for NULL is then found needless, {@code a >= ''} is computed of NULL, and is false. Here a CASE
 * may be NULL where one of its values may.
 */
public final class FilterReduction extends ReduceExpressionsRule.FilterReduceExpressionsRule {
  public static final RelOptRule INSTANCE =
      new FilterReduction(FilterReduceExpressionsRuleConfig.DEFAULT);

  private FilterReduction(FilterReduceExpressionsRuleConfig config) {
    super(config);
  }

  @Override
  public void onMatch(RelOptRuleCall call) {
    Filter filter = call.rel(0);
    RexBuilder rexBuilder = call.builder().getRexBuilder();
    RexNode condition = filter.getCondition().accept(new NullableCases(rexBuilder));
    if (condition.equals(filter.getCondition())) {
      super.onMatch(call);
    } else {
      call.transformTo(filter.copy(filter.getTraitSet(), filter.getInput(), condition));
    }
  }

  private static final class NullableCases extends RexShuttle {
    private final RexBuilder rexBuilder;

    NullableCases(RexBuilder rexBuilder) {
      this.rexBuilder = rexBuilder;
    }

    @Override
    public RexNode visitCall(RexCall call) {
      RexNode visited = super.visitCall(call);
      if (!(visited instanceof RexCall inner) || inner.getType().isNullable()) {
        return visited;
      }
      boolean nullable =
          inner.isA(SqlKind.CASE)
              ? hasNullableValue(inner)
              : becameNullable(call.getOperands(), inner.getOperands()) && !isNeverNull(inner);
      return nullable ? inner.clone(nullable(inner.getType()), inner.getOperands()) : inner;
    }

    private static boolean hasNullableValue(RexCall cases) {
      List<RexNode> operands = cases.getOperands();
      for (int i = 0; i < operands.size(); i++) {
        if (!RexUtil.isCasePredicate(cases, i) && operands.get(i).getType().isNullable()) {
          return true;
        }
      }
      return false;
    }

    private static boolean becameNullable(List<RexNode> before, List<RexNode> after) {
      for (int i = 0; i < before.size(); i++) {
        if (after.get(i).getType().isNullable() && !before.get(i).getType().isNullable()) {
          return true;
        }
      }
      return false;
    }

    private static boolean isNeverNull(RexCall call) {
      return switch (call.getKind()) {
        case IS_NULL,
            IS_NOT_NULL,
            IS_TRUE,
            IS_NOT_TRUE,
            IS_FALSE,
            IS_NOT_FALSE,
            IS_UNKNOWN,
            IS_DISTINCT_FROM,
            IS_NOT_DISTINCT_FROM ->
            true;
        default -> false;
      };
    }

    private RelDataType nullable(RelDataType type) {
      RelDataTypeFactory types = rexBuilder.getTypeFactory();
      return types.createTypeWithNullability(type, true);
    }
  }
}
