package io.github.chromajdbc.calcite.rel;

import io.github.chromajdbc.calcite.search.SearchShape;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.plan.RelOptRuleCall;
import org.apache.calcite.plan.RelRule;
import org.apache.calcite.rex.RexNode;

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
    if (read.plan().routed() != null
        && search.search().shape().rerank() != SearchShape.Rerank.NONE) {
      return; // reranks the nearest rows of all collections, not those of each
    }
    List<RexNode> operands = new ArrayList<>(read.operands());
    int shift = operands.size();
    operands.addAll(search.operands());
    call.transformTo(
        read.withPlan(
            read.plan().withSearch(search.search().shifted(shift), search.columns()),
            operands,
            search.getRowType()));
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
