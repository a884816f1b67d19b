package io.github.chromajdbc.calcite.rel;

import org.apache.calcite.adapter.enumerable.EnumerableRel;
import org.apache.calcite.adapter.enumerable.EnumerableRelImplementor;
import org.apache.calcite.linq4j.tree.BlockBuilder;
import org.apache.calcite.linq4j.tree.Expression;
import org.apache.calcite.linq4j.tree.Expressions;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.SingleRel;

/** Passes the rows of its input on as they are, and does something when they go by. */
abstract class RowsPassedOn extends SingleRel implements EnumerableRel {
  RowsPassedOn(RelNode input) {
    super(input.getCluster(), input.getTraitSet(), input);
  }

  /** The call that makes an enumerable of the input's. */
  abstract Expression passed(EnumerableRelImplementor implementor, Expression rows);

  @Override
  public Result implement(EnumerableRelImplementor implementor, Prefer preferred) {
    BlockBuilder builder = new BlockBuilder();
    Result rows = implementor.visitChild(this, 0, (EnumerableRel) getInput(), preferred);
    Expression enumerable = builder.append("rows", rows.block);
    builder.add(Expressions.return_(null, passed(implementor, enumerable)));
    return implementor.result(rows.physType, builder.toBlock());
  }
}
