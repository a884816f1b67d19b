package io.github.chromajdbc.calcite.rel;

import org.apache.calcite.plan.RelOptRuleCall;
import org.apache.calcite.plan.RelRule;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.sql.SqlKind;

/** {@code SELECT COUNT(*)} of a read is a question of its own: no record is brought. */
final class CountIntoRead extends RelRule<CountIntoRead.Config> {
  private CountIntoRead(Config config) {
    super(config);
  }

  @Override
  public void onMatch(RelOptRuleCall call) {
    Aggregate aggregate = call.rel(0);
    ChromaRead read = call.rel(call.rels.length - 1);
    if (!aggregate.getGroupSet().isEmpty()
        || aggregate.getGroupType() != Aggregate.Group.SIMPLE
        || aggregate.getAggCallList().size() != 1
        || read.plan().search() != null
        || read.plan().bounded()
        || read.plan().counting()) {
      return;
    }
    AggregateCall count = aggregate.getAggCallList().get(0);
    if (count.getAggregation().getKind() == SqlKind.COUNT
        && count.getArgList().isEmpty()
        && !count.hasFilter()) {
      call.transformTo(
          read.withPlan(read.plan().asCount(), read.operands(), aggregate.getRowType()));
    }
  }

  /** Configuration of the rule. */
  record Config(boolean overProject) implements RuleConfig {
    static final Config OVER_READ = new Config(false);
    static final Config OVER_PROJECT = new Config(true);

    @Override
    public RelRule.OperandTransform operandSupplier() {
      return overProject
          ? b ->
              b.operand(Aggregate.class)
                  .oneInput(
                      p ->
                          p.operand(Project.class)
                              .oneInput(r -> r.operand(ChromaRead.class).noInputs()))
          : b -> b.operand(Aggregate.class).oneInput(r -> r.operand(ChromaRead.class).noInputs());
    }

    @Override
    public String description() {
      return "Chroma:CountIntoRead" + (overProject ? ":Project" : "");
    }

    @Override
    public CountIntoRead toRule() {
      return new CountIntoRead(this);
    }
  }
}
