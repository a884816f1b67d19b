package io.github.chromajdbc.calcite.rel;

import io.github.chromajdbc.calcite.exec.generated.JoinKeys;
import java.util.List;
import org.apache.calcite.adapter.enumerable.EnumerableRel;
import org.apache.calcite.adapter.enumerable.EnumerableRelImplementor;
import org.apache.calcite.linq4j.tree.BlockBuilder;
import org.apache.calcite.linq4j.tree.Expression;
import org.apache.calcite.linq4j.tree.Expressions;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.SingleRel;

/**
 * Begins with its input when its rows are asked for. Generated code computes aggregates before,
 * when the other side of a join cannot tell its keys yet.
 */
public class DeferredRows extends SingleRel implements EnumerableRel {
  DeferredRows(RelTraitSet traits, RelNode input) {
    super(input.getCluster(), traits, input);
  }

  /** The rows of {@code input}. */
  public static DeferredRows of(RelNode input) {
    return new DeferredRows(input.getTraitSet(), input);
  }

  @Override
  public RelNode copy(RelTraitSet traitSet, List<RelNode> inputs) {
    return new DeferredRows(traitSet, sole(inputs));
  }

  /**
   * The call that makes an enumerable.
   *
   * @param rows a function that makes the input's
   */
  Expression deferred(EnumerableRelImplementor implementor, Expression rows) {
    return Expressions.call(JoinKeys.DEFERRED, rows);
  }

  @Override
  public Result implement(EnumerableRelImplementor implementor, Prefer preferred) {
    Result rows = implementor.visitChild(this, 0, (EnumerableRel) getInput(), preferred);
    BlockBuilder builder = new BlockBuilder();
    builder.add(Expressions.return_(null, deferred(implementor, Expressions.lambda(rows.block))));
    return implementor.result(rows.physType, builder.toBlock());
  }
}
