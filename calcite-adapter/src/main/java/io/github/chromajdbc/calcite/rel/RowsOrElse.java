package io.github.chromajdbc.calcite.rel;

import io.github.chromajdbc.calcite.exec.generated.ReadRuntime;
import java.util.List;
import org.apache.calcite.adapter.enumerable.EnumerableConvention;
import org.apache.calcite.adapter.enumerable.EnumerableRel;
import org.apache.calcite.adapter.enumerable.EnumerableRelImplementor;
import org.apache.calcite.linq4j.tree.BlockBuilder;
import org.apache.calcite.linq4j.tree.Expression;
import org.apache.calcite.linq4j.tree.Expressions;
import org.apache.calcite.plan.Convention;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.rel.BiRel;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.convert.ConverterRule;
import org.apache.calcite.rel.type.RelDataType;

/** The rows of its left input, or those of the right one when it has none. */
public class RowsOrElse extends BiRel {
  private RowsOrElse(RelTraitSet traits, RelNode rows, RelNode others) {
    super(rows.getCluster(), traits, rows, others);
  }

  /** Rows of a logical plan, both of the same type. */
  public static RowsOrElse of(RelNode rows, RelNode others) {
    return new RowsOrElse(rows.getCluster().traitSetOf(Convention.NONE), rows, others);
  }

  @Override
  protected RelDataType deriveRowType() {
    return getLeft().getRowType();
  }

  @Override
  public RelNode copy(RelTraitSet traitSet, List<RelNode> inputs) {
    return new RowsOrElse(traitSet, inputs.get(0), inputs.get(1));
  }

  private static final class Physical extends RowsOrElse implements EnumerableRel {
    Physical(RelTraitSet traits, RelNode rows, RelNode others) {
      super(traits, rows, others);
    }

    @Override
    public RelNode copy(RelTraitSet traitSet, List<RelNode> inputs) {
      return new Physical(traitSet, inputs.get(0), inputs.get(1));
    }

    @Override
    public Result implement(EnumerableRelImplementor implementor, Prefer preferred) {
      BlockBuilder builder = new BlockBuilder();
      Result rows = implementor.visitChild(this, 0, (EnumerableRel) getLeft(), Prefer.ARRAY);
      Result others = implementor.visitChild(this, 1, (EnumerableRel) getRight(), Prefer.ARRAY);
      Expression enumerable = builder.append("rows", rows.block);
      builder.add(
          Expressions.return_(
              null,
              Expressions.call(ReadRuntime.OR_ELSE, enumerable, Expressions.lambda(others.block))));
      return implementor.result(RowFormat.of(implementor, this), builder.toBlock());
    }
  }

  static final ConverterRule RULE =
      ConverterRule.Config.INSTANCE
          .withConversion(
              RowsOrElse.class, Convention.NONE, EnumerableConvention.INSTANCE, "RowsOrElseRule")
          .withRuleFactory(Rule::new)
          .toRule(Rule.class);

  private static final class Rule extends ConverterRule {
    Rule(Config config) {
      super(config);
    }

    @Override
    public RelNode convert(RelNode rel) {
      RowsOrElse either = (RowsOrElse) rel;
      return new Physical(
          either.getTraitSet().replace(EnumerableConvention.INSTANCE),
          enumerable(either.getLeft()),
          enumerable(either.getRight()));
    }

    private static RelNode enumerable(RelNode input) {
      return convert(input, input.getTraitSet().replace(EnumerableConvention.INSTANCE));
    }
  }
}
