package io.github.chromajdbc.calcite.rel;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.plan.RelOptRuleCall;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.plan.RelRule;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexDynamicParam;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.jspecify.annotations.Nullable;

/**
 * Tells a {@link ComputedScan} what equalities say of its key columns, so that it makes those rows
 * only. The filter stays: it decides.
 */
final class KeysIntoComputedScan extends RelRule<KeysIntoComputedScan.Config> {
  private KeysIntoComputedScan(Config config) {
    super(config);
  }

  @Override
  public void onMatch(RelOptRuleCall call) {
    Filter filter = call.rel(0);
    ComputedScan scan = call.rel(1);
    List<RexNode> keys = new ArrayList<>(scan.keys());
    for (RexNode conjunct : RelOptUtil.conjunctions(filter.getCondition())) {
      if (conjunct instanceof RexCall equality && equality.isA(SqlKind.EQUALS)) {
        note(equality.getOperands().get(0), equality.getOperands().get(1), scan, keys);
        note(equality.getOperands().get(1), equality.getOperands().get(0), scan, keys);
      }
    }
    if (!keys.equals(scan.keys())) {
      call.transformTo(filter.copy(filter.getTraitSet(), List.of(scan.withKeys(keys))));
    }
  }

  private static void note(RexNode column, RexNode value, ComputedScan scan, List<RexNode> keys) {
    RexInputRef reference = withoutTextCasts(column) instanceof RexInputRef ref ? ref : null;
    int key = reference == null ? -1 : scan.keyColumns().indexOf(reference.getIndex());
    if (key < 0 || !RexLiteral.isNullLiteral(keys.get(key))) {
      return;
    }
    RexNode operand = withoutTextCasts(value);
    if (SqlTypeUtil.inCharFamily(operand.getType())
        && (operand instanceof RexLiteral || operand instanceof RexDynamicParam)) {
      keys.set(key, operand);
    }
  }

  /** Casts that change no text: those to a length might. */
  private static RexNode withoutTextCasts(RexNode node) {
    @Nullable RexNode inner =
        node instanceof RexCall call && call.isA(SqlKind.CAST) ? call.getOperands().get(0) : null;
    return inner != null
            && SqlTypeUtil.inCharFamily(inner.getType())
            && SqlTypeUtil.inCharFamily(node.getType())
            && node.getType().getPrecision() == RelDataType.PRECISION_NOT_SPECIFIED
        ? withoutTextCasts(inner)
        : node;
  }

  /** Configuration of the rule. */
  record Config() implements RuleConfig {
    static final Config DEFAULT = new Config();

    @Override
    public RelRule.OperandTransform operandSupplier() {
      return b -> b.operand(Filter.class).oneInput(c -> c.operand(ComputedScan.class).noInputs());
    }

    @Override
    public String description() {
      return "Chroma:KeysIntoComputedScan";
    }

    @Override
    public KeysIntoComputedScan toRule() {
      return new KeysIntoComputedScan(this);
    }
  }
}
