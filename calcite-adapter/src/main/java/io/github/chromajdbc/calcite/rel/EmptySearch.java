package io.github.chromajdbc.calcite.rel;

import org.apache.calcite.plan.RelOptRuleCall;
import org.apache.calcite.plan.RelRule;
import org.apache.calcite.rel.core.Values;

/** A search among no candidates finds nothing, and embeds no text. */
final class EmptySearch extends RelRule<EmptySearch.Config> {
  private EmptySearch(Config config) {
    super(config);
  }

  @Override
  public void onMatch(RelOptRuleCall call) {
    ChromaSearch search = call.rel(0);
    call.transformTo(call.builder().push(search).empty().build());
  }

  /** Configuration of the rule. */
  record Config() implements RuleConfig {
    static final Config DEFAULT = new Config();

    @Override
    public String description() {
      return "Chroma:EmptySearch";
    }

    @Override
    public RelRule.OperandTransform operandSupplier() {
      return b ->
          b.operand(ChromaSearch.class)
              .oneInput(c -> c.operand(Values.class).predicate(Values::isEmpty).noInputs());
    }

    @Override
    public EmptySearch toRule() {
      return new EmptySearch(this);
    }
  }
}
