package io.github.chromajdbc.calcite.rel;

import io.github.chromajdbc.calcite.exec.read.ReadPlan;
import io.github.chromajdbc.calcite.exec.read.RoutedRead;
import io.github.chromajdbc.calcite.pushdown.Condition;
import io.github.chromajdbc.calcite.pushdown.FilterPushdown;
import io.github.chromajdbc.calcite.pushdown.PushedFilter;
import io.github.chromajdbc.calcite.pushdown.RouteConditions;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.calcite.plan.RelOptRuleCall;
import org.apache.calcite.plan.RelRule;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rex.RexNode;

/** Moves what Chroma can filter into the read; what it cannot stays as a filter above. */
final class FilterIntoRead extends RelRule<FilterIntoRead.Config> {
  private FilterIntoRead(Config config) {
    super(config);
  }

  @Override
  public void onMatch(RelOptRuleCall call) {
    Filter filter = call.rel(0);
    ChromaRead read = call.rel(1);
    ReadPlan plan = read.plan();
    if (plan.search() != null || plan.bounded() || plan.counting()) {
      return; // a filter above is about the rows that these leave
    }
    PushedFilter pushed =
        FilterPushdown.push(
            filter.getCondition(),
            plan.columns(),
            read.chromaTable().abilities(),
            read.getCluster().getRexBuilder(),
            read.operands(),
            plan.conditions());
    List<RexNode> operands = pushed.operands();
    RoutedRead routed = plan.routed();
    boolean narrower = false;
    if (routed != null) {
      // Where records can be is also said by what Chroma cannot filter.
      RouteConditions.Extracted extracted =
          RouteConditions.of(
              filter.getCondition(),
              plan.columns(),
              read.chromaTable().abilities(),
              read.getCluster().getRexBuilder(),
              operands);
      RoutedRead after = routed.and(extracted.conditions());
      narrower = !after.equals(routed);
      operands = extracted.operands();
      plan = plan.withRouted(after);
    }
    Set<Condition> conditions = new LinkedHashSet<>(plan.conditions());
    boolean more = conditions.addAll(pushed.conditions());
    boolean told = read.remaining().equals(pushed.remaining());
    if (!more && !narrower && told && pushed.residual().equals(filter.getCondition())) {
      return;
    }
    ReadPlan filtered = plan.withConditions(new ArrayList<>(conditions));
    ChromaRead narrowed = read.withPlan(filtered, operands).withRemaining(pushed.remaining());
    if (pushed.residual().isAlwaysTrue()) {
      call.transformTo(narrowed);
    } else if (more || narrower || !told) {
      call.transformTo(LogicalFilter.create(narrowed, pushed.residual()));
    }
  }

  /** Configuration of the rule. */
  record Config() implements RuleConfig {
    static final Config DEFAULT = new Config();

    @Override
    public RelRule.OperandTransform operandSupplier() {
      return b -> b.operand(Filter.class).oneInput(c -> c.operand(ChromaRead.class).noInputs());
    }

    @Override
    public String description() {
      return "Chroma:FilterIntoRead";
    }

    @Override
    public FilterIntoRead toRule() {
      return new FilterIntoRead(this);
    }
  }
}
