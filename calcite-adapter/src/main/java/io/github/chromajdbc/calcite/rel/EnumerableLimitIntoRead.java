package io.github.chromajdbc.calcite.rel;

import org.apache.calcite.adapter.enumerable.EnumerableLimit;
import org.apache.calcite.plan.RelOptRuleCall;
import org.apache.calcite.plan.RelRule;

/**
 * Moves OFFSET and LIMIT into the read in a plan of another Calcite: there a filter and the read
 * that it became have different conventions, and of what stands above them only the Enumerable
 * forms see the read.
 */
final class EnumerableLimitIntoRead extends RelRule<EnumerableLimitIntoRead.Config> {
  private EnumerableLimitIntoRead(Config config) {
    super(config);
  }

  @Override
  public void onMatch(RelOptRuleCall call) {
    EnumerableLimit limit = call.rel(0);
    ChromaRead read = call.rel(1);
    if (read.chromaTable().contexts() != null
        && !read.plan().bounded()
        && !read.plan().counting()) {
      call.transformTo(LimitIntoRead.bounded(read, limit.offset, limit.fetch));
    }
  }

  /** Configuration of the rule. */
  record Config() implements RuleConfig {
    static final Config DEFAULT = new Config();

    @Override
    public RelRule.OperandTransform operandSupplier() {
      return b ->
          b.operand(EnumerableLimit.class).oneInput(c -> c.operand(ChromaRead.class).noInputs());
    }

    @Override
    public String description() {
      return "Chroma:EnumerableLimitIntoRead";
    }

    @Override
    public EnumerableLimitIntoRead toRule() {
      return new EnumerableLimitIntoRead(this);
    }
  }
}
