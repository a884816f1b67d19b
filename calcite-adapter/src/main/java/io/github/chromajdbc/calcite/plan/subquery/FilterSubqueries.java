package io.github.chromajdbc.calcite.plan.subquery;

import java.util.List;
import org.apache.calcite.plan.RelOptRuleCall;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.tools.RelBuilder;
import org.apache.calcite.util.ImmutableBitSet;

/** Makes joins of the subqueries of a filter. */
public final class FilterSubqueries extends RowSubqueries {
  public static final FilterSubqueries INSTANCE = new FilterSubqueries();

  private FilterSubqueries() {
    super(Config.FILTER);
  }

  @Override
  public void onMatch(RelOptRuleCall call) {
    Filter filter = call.rel(0);
    RelBuilder builder = call.builder().push(filter.getInput());
    int columns = filter.getRowType().getFieldCount();
    List<RexNode> condition =
        joined(
            List.of(filter.getCondition()),
            filter.getVariablesSet(),
            RelOptUtil.Logic.TRUE,
            builder);
    builder.filter(condition);
    call.transformTo(
        builder.project(builder.fields(ImmutableBitSet.range(columns).asList())).build());
  }
}
