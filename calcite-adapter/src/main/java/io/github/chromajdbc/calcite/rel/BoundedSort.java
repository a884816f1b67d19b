package io.github.chromajdbc.calcite.rel;

import io.github.chromajdbc.calcite.exec.generated.SortedRows;
import io.github.chromajdbc.calcite.exec.read.RowBounds;
import java.util.List;
import org.apache.calcite.adapter.enumerable.EnumerableRel;
import org.apache.calcite.adapter.enumerable.EnumerableRelImplementor;
import org.apache.calcite.linq4j.tree.BlockBuilder;
import org.apache.calcite.linq4j.tree.Expression;
import org.apache.calcite.linq4j.tree.Expressions;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.rel.RelCollation;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelWriter;
import org.apache.calcite.rel.SingleRel;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/** A sort with a LIMIT, which keeps no more rows than it gives out. */
public final class BoundedSort extends SingleRel implements EnumerableRel {
  private final RelCollation collation;
  private final SortBounds bounds;
  private final boolean skipping;

  private BoundedSort(
      RelTraitSet traits,
      RelNode input,
      RelCollation collation,
      SortBounds bounds,
      boolean skipping) {
    super(input.getCluster(), traits, input);
    this.collation = collation;
    this.bounds = bounds;
    this.skipping = skipping;
  }

  /**
   * The rows that are wanted of {@code input}.
   *
   * @param traits of the sort
   */
  public static BoundedSort of(
      RelTraitSet traits,
      RelNode input,
      RelCollation collation,
      @Nullable RexNode offset,
      @Nullable RexNode fetch) {
    return new BoundedSort(traits, input, collation, SortBounds.of(offset, fetch), true);
  }

  /** The same sort of another input, which gives out the rows before the offset, too. */
  BoundedSort ofPart(RelNode input) {
    return new BoundedSort(getTraitSet(), input, collation, bounds, false);
  }

  /** What the rows are sorted by. */
  public RelCollation collation() {
    return collation;
  }

  SortBounds bounds() {
    return bounds;
  }

  @Override
  public RelNode copy(RelTraitSet traitSet, List<RelNode> inputs) {
    return new BoundedSort(traitSet, sole(inputs), collation, bounds, skipping);
  }

  @Override
  public RelWriter explainTerms(RelWriter writer) {
    return super.explainTerms(writer)
        .item("sort", collation)
        .itemIf("offset", bounds.offsetText(), skipping && bounds.hasOffset())
        .item("keep", bounds.keptText());
  }

  @Override
  public Result implement(EnumerableRelImplementor implementor, Prefer preferred) {
    BlockBuilder builder = new BlockBuilder();
    Result rows = implementor.visitChild(this, 0, (EnumerableRel) getInput(), preferred);
    Expression enumerable = builder.append("rows", rows.block);
    SortKey key = SortKey.of(rows.physType, collation, builder);
    builder.add(
        Expressions.return_(
            null,
            Expressions.call(
                SortedRows.FIRST,
                implementor.getRootExpression(),
                enumerable,
                key.selector(),
                key.comparator(),
                implementor.stash(bounds.plan(), RowBounds.class),
                bounds.values(implementor, builder, getCluster().getRexBuilder()),
                Expressions.constant(skipping))));
    return implementor.result(rows.physType, builder.toBlock());
  }
}
