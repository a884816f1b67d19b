package io.github.chromajdbc.calcite.plan;

import java.util.List;
import org.apache.calcite.adapter.enumerable.EnumerableConvention;
import org.apache.calcite.adapter.enumerable.EnumerableRepeatUnionRule;
import org.apache.calcite.adapter.enumerable.EnumerableTableSpool;
import org.apache.calcite.plan.Convention;
import org.apache.calcite.plan.RelOptRule;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.convert.ConverterRule;
import org.apache.calcite.rel.logical.LogicalRepeatUnion;
import org.apache.calcite.rel.logical.LogicalTableSpool;

/**
 * Recursive queries as Enumerables, of inputs in any order. Calcite's own rules (1.42) ask for the
 * order that literal rows happen to have, and find no plan where a cast stands between.
 */
final class RecursionRules {
  private static final RelOptRule SPOOL =
      ConverterRule.Config.INSTANCE
          .withConversion(
              LogicalTableSpool.class,
              Convention.NONE,
              EnumerableConvention.INSTANCE,
              "RecursionSpoolRule")
          .withRuleFactory(Spool::new)
          .toRule();

  private static final RelOptRule UNION =
      ConverterRule.Config.INSTANCE
          .withConversion(
              LogicalRepeatUnion.class,
              Convention.NONE,
              EnumerableConvention.INSTANCE,
              "RecursionUnionRule")
          .withRuleFactory(Union::new)
          .toRule();

  private RecursionRules() {}

  /** In place of Calcite's. */
  static List<RelOptRule> all() {
    return List.of(SPOOL, UNION);
  }

  private static RelNode inAnyOrder(RelNode input) {
    return RelOptRule.convert(input, input.getCluster().traitSetOf(EnumerableConvention.INSTANCE));
  }

  private static final class Spool extends ConverterRule {
    Spool(Config config) {
      super(config);
    }

    @Override
    public RelNode convert(RelNode rel) {
      LogicalTableSpool spool = (LogicalTableSpool) rel;
      return EnumerableTableSpool.create(
          inAnyOrder(spool.getInput()), spool.readType, spool.writeType, spool.getTable());
    }
  }

  private static final class Union extends EnumerableRepeatUnionRule {
    Union(Config config) {
      super(config);
    }

    @Override
    public RelNode convert(RelNode rel) {
      return super.convert(rel)
          .copy(
              rel.getCluster().traitSetOf(EnumerableConvention.INSTANCE),
              rel.getInputs().stream().map(RecursionRules::inAnyOrder).toList());
    }
  }
}
