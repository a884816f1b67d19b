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

/** Reads its input once and keeps the rows for whoever goes through them again. */
public final class KeptRows extends SingleRel implements EnumerableRel {
  private KeptRows(RelNode input, RelTraitSet traits) {
    super(input.getCluster(), traits, input);
  }

  /** The rows of {@code input}. */
  public static RelNode of(RelNode input) {
    return new KeptRows(input, input.getTraitSet());
  }

  @Override
  public RelNode copy(RelTraitSet traitSet, List<RelNode> inputs) {
    return new KeptRows(sole(inputs), traitSet);
  }

  @Override
  public Result implement(EnumerableRelImplementor implementor, Prefer preferred) {
    BlockBuilder builder = new BlockBuilder();
    Result rows = implementor.visitChild(this, 0, (EnumerableRel) getInput(), preferred);
    Expression enumerable = builder.append("rows", rows.block);
    builder.add(Expressions.return_(null, Expressions.call(ReadRuntime.KEPT, enumerable)));
    return implementor.result(rows.physType, builder.toBlock());
  }
}
