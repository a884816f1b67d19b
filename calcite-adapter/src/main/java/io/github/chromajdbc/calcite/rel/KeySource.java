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
import org.apache.calcite.rel.RelWriter;
import org.apache.calcite.rel.SingleRel;

/** A side of a join that passes its rows on and tells the other side their keys. */
public final class KeySource extends SingleRel implements EnumerableRel {
  private final int join;
  private final boolean left;
  private final boolean bothMayGive;
  private final int key;

  private KeySource(
      RelTraitSet traits, RelNode input, int join, boolean left, boolean bothMayGive, int key) {
    super(input.getCluster(), traits, input);
    this.join = join;
    this.left = left;
    this.bothMayGive = bothMayGive;
    this.key = key;
  }

  /**
   * The rows of {@code input}.
   *
   * @param join number of the join in its plan
   * @param bothMayGive whether either side could give its keys to the other
   * @param key the column of the key, 0-based
   */
  public static KeySource of(RelNode input, int join, boolean left, boolean bothMayGive, int key) {
    return new KeySource(input.getTraitSet(), input, join, left, bothMayGive, key);
  }

  /** The keys that it tells. */
  public SideKeys keys() {
    return new SideKeys(join, left);
  }

  @Override
  public RelNode copy(RelTraitSet traitSet, List<RelNode> inputs) {
    return new KeySource(traitSet, sole(inputs), join, left, bothMayGive, key);
  }

  @Override
  public RelWriter explainTerms(RelWriter writer) {
    return super.explainTerms(writer)
        .item("join", join)
        .item("key", getRowType().getFieldNames().get(key));
  }

  @Override
  public Result implement(EnumerableRelImplementor implementor, Prefer preferred) {
    BlockBuilder builder = new BlockBuilder();
    Result rows = implementor.visitChild(this, 0, (EnumerableRel) getInput(), Prefer.ARRAY);
    Expression enumerable = builder.append("rows", rows.block);
    int position = getRowType().getFieldCount() == 1 ? -1 : key;
    builder.add(
        Expressions.return_(
            null,
            Expressions.call(
                JoinKeys.REMEMBER,
                implementor.getRootExpression(),
                implementor.stash(
                    new JoinKeys.Side(join, left, bothMayGive, position), JoinKeys.Side.class),
                enumerable)));
    return implementor.result(RowFormat.of(implementor, this), builder.toBlock());
  }
}
