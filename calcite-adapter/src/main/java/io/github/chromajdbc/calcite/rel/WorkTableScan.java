package io.github.chromajdbc.calcite.rel;

import io.github.chromajdbc.calcite.exec.generated.ReadRuntime;
import java.util.List;
import org.apache.calcite.adapter.enumerable.EnumerableConvention;
import org.apache.calcite.adapter.enumerable.EnumerableRel;
import org.apache.calcite.adapter.enumerable.EnumerableRelImplementor;
import org.apache.calcite.adapter.enumerable.PhysType;
import org.apache.calcite.linq4j.tree.BlockBuilder;
import org.apache.calcite.linq4j.tree.Expressions;
import org.apache.calcite.plan.Convention;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.RelOptTable;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.convert.ConverterRule;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rel.logical.LogicalTableScan;

/**
 * The rows that the last step of a recursive query found. Calcite's own scan wants the table to be
 * reachable from a schema when the statement is planned, which this one is only while it runs.
 */
public final class WorkTableScan extends TableScan implements EnumerableRel {

  /** Collections are never logical scans, so what remains as one is a recursive query's. */
  static final ConverterRule RULE =
      ConverterRule.Config.INSTANCE
          .withConversion(
              LogicalTableScan.class,
              Convention.NONE,
              EnumerableConvention.INSTANCE,
              "WorkTableScanRule")
          .withRuleFactory(Rule::new)
          .toRule(Rule.class);

  private WorkTableScan(RelOptCluster cluster, RelTraitSet traits, RelOptTable table) {
    super(cluster, traits, List.of(), table);
  }

  /** Whether a part of the plan reads such rows. */
  public static boolean isIn(RelNode rel) {
    return rel instanceof WorkTableScan || rel.getInputs().stream().anyMatch(WorkTableScan::isIn);
  }

  @Override
  public RelNode copy(RelTraitSet traitSet, List<RelNode> inputs) {
    return new WorkTableScan(getCluster(), traitSet, table);
  }

  @Override
  public Result implement(EnumerableRelImplementor implementor, Prefer preferred) {
    List<String> name = table.getQualifiedName();
    PhysType physType = RowFormat.of(implementor, this);
    return implementor.result(
        physType,
        new BlockBuilder()
            .append(
                Expressions.call(
                    ReadRuntime.WORK_ROWS,
                    implementor.getRootExpression(),
                    Expressions.constant(name.get(name.size() - 1))))
            .toBlock());
  }

  private static final class Rule extends ConverterRule {
    Rule(Config config) {
      super(config);
    }

    @Override
    public RelNode convert(RelNode rel) {
      RelTraitSet traits = rel.getTraitSet().replace(EnumerableConvention.INSTANCE);
      return new WorkTableScan(rel.getCluster(), traits, ((TableScan) rel).getTable());
    }
  }
}
