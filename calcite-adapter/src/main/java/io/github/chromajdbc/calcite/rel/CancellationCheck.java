package io.github.chromajdbc.calcite.rel;

import io.github.chromajdbc.calcite.exec.ReadRuntime;
import java.util.List;
import org.apache.calcite.adapter.enumerable.EnumerableRel;
import org.apache.calcite.adapter.enumerable.EnumerableRelImplementor;
import org.apache.calcite.linq4j.tree.BlockBuilder;
import org.apache.calcite.linq4j.tree.Expression;
import org.apache.calcite.linq4j.tree.Expressions;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.SingleRel;

/** Passes its rows on, and ends the execution when it was cancelled. */
public final class CancellationCheck extends SingleRel implements EnumerableRel {
  private CancellationCheck(RelNode input, RelTraitSet traits) {
    super(input.getCluster(), traits, input);
  }

  /** A check of each row of {@code input}. */
  public static RelNode over(RelNode input) {
    return new CancellationCheck(input, input.getTraitSet());
  }

  @Override
  public RelNode copy(RelTraitSet traitSet, List<RelNode> inputs) {
    return new CancellationCheck(sole(inputs), traitSet);
  }

  @Override
  public Result implement(EnumerableRelImplementor implementor, Prefer preferred) {
    BlockBuilder builder = new BlockBuilder();
    Result rows = implementor.visitChild(this, 0, (EnumerableRel) getInput(), preferred);
    Expression enumerable = builder.append("rows", rows.block);
    builder.add(
        Expressions.return_(
            null,
            Expressions.call(
                ReadRuntime.CANCELLABLE, implementor.getRootExpression(), enumerable)));
    return implementor.result(rows.physType, builder.toBlock());
  }
}
