package io.github.chromajdbc.calcite.rel;

import io.github.chromajdbc.calcite.pushdown.Operand;
import io.github.chromajdbc.calcite.search.SearchPlan;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.plan.RelOptRuleCall;
import org.apache.calcite.plan.RelRule;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/** A search whose candidates are a plain read: Chroma can find the nearest of them. */
final class SearchIntoRead extends RelRule<SearchIntoRead.Config> {
  private SearchIntoRead(Config config) {
    super(config);
  }

  @Override
  public void onMatch(RelOptRuleCall call) {
    ChromaSearch search = call.rel(0);
    ChromaRead read = call.rel(1);
    if (read.plan().search() != null || read.plan().bounded() || read.plan().counting()) {
      return;
    }
    List<RexNode> operands = new ArrayList<>(read.operands());
    int shift = operands.size();
    operands.addAll(search.operands());
    call.transformTo(
        read.withPlan(
            read.plan().withSearch(shifted(search.search(), shift), search.columns()),
            operands,
            search.getRowType()));
  }

  private static SearchPlan shifted(SearchPlan plan, int by) {
    Operand threshold = plan.threshold();
    return new SearchPlan(
        plan.shape(),
        shifted(plan.count(), by),
        shiftedOrNull(threshold, by),
        plan.sources().stream()
            .map(
                source ->
                    new SearchPlan.SourceOperands(
                        shifted(source.value(), by), shiftedOrNull(source.model(), by)))
            .toList());
  }

  private static Operand shifted(Operand operand, int by) {
    return operand instanceof Operand.Evaluated evaluated
        ? new Operand.Evaluated(evaluated.position() + by)
        : operand;
  }

  private static @Nullable Operand shiftedOrNull(@Nullable Operand operand, int by) {
    return operand == null ? null : shifted(operand, by);
  }

  /** Configuration of the rule. */
  record Config() implements RuleConfig {
    static final Config DEFAULT = new Config();

    @Override
    public RelRule.OperandTransform operandSupplier() {
      return b ->
          b.operand(ChromaSearch.class).oneInput(c -> c.operand(ChromaRead.class).noInputs());
    }

    @Override
    public String description() {
      return "Chroma:SearchIntoRead";
    }

    @Override
    public SearchIntoRead toRule() {
      return new SearchIntoRead(this);
    }
  }
}
