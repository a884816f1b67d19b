package io.github.chromajdbc.calcite.rel;

import io.github.chromajdbc.calcite.exec.generated.CollectionParts;
import io.github.chromajdbc.calcite.exec.read.ReadPlan;
import io.github.chromajdbc.calcite.exec.read.RowBounds;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.DataContext;
import org.apache.calcite.adapter.enumerable.EnumerableCalc;
import org.apache.calcite.adapter.enumerable.EnumerableRel;
import org.apache.calcite.adapter.enumerable.EnumerableRelImplementor;
import org.apache.calcite.adapter.enumerable.EnumerableSort;
import org.apache.calcite.linq4j.tree.BlockBuilder;
import org.apache.calcite.linq4j.tree.Expression;
import org.apache.calcite.linq4j.tree.Expressions;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.rel.RelCollation;
import org.apache.calcite.rel.RelCollations;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelWriter;
import org.apache.calcite.rel.SingleRel;
import org.jspecify.annotations.Nullable;

/**
 * Runs its input once for each collection that the routed read at the bottom of it asks, several at
 * once, and gives out what comes of them: one after the other, or merged when it is in order.
 */
public final class EachCollection extends SingleRel implements EnumerableRel {
  private final ChromaRead read;
  private final RelCollation order;
  private final SortBounds bounds;

  private EachCollection(
      RelTraitSet traits, RelNode input, ChromaRead read, RelCollation order, SortBounds bounds) {
    super(input.getCluster(), traits, input);
    this.read = read;
    this.order = order;
    this.bounds = bounds;
  }

  /** The rows of an input that makes few of each collection's rows. */
  public static EachCollection of(RelNode input, ChromaRead read) {
    return new EachCollection(
        input.getTraitSet(), input, read, RelCollations.EMPTY, SortBounds.NONE);
  }

  /** A sort, when it can be done for each collection of a routed table; null when it cannot. */
  public static @Nullable RelNode sorted(EnumerableSort sort) {
    ChromaRead read = routedRead(sort.getInput());
    return read == null
        ? null
        : new EachCollection(sort.getTraitSet(), sort, read, sort.getCollation(), SortBounds.NONE);
  }

  /** A sort with a LIMIT, likewise. */
  public static @Nullable RelNode sorted(BoundedSort sort) {
    ChromaRead read = routedRead(sort.getInput());
    return read == null
        ? null
        : new EachCollection(
            sort.getTraitSet(),
            sort.ofPart(sort.getInput()),
            read,
            sort.collation(),
            sort.bounds());
  }

  /**
   * The read of a routed table whose rows {@code rel} has, one by one and independently of anything
   * outside; null when it is no such thing.
   */
  public static @Nullable ChromaRead routedRead(RelNode rel) {
    if (rel instanceof EnumerableCalc calc) {
      return RelOptUtil.getVariablesUsed(calc).isEmpty() ? routedRead(calc.getInput()) : null;
    }
    return rel instanceof ChromaRead read
            && read.plan().routed() != null
            && read.plan().search() == null
            && !read.plan().counting()
            && !read.plan().bounded()
            && RelOptUtil.getVariablesUsed(read).isEmpty()
        ? read
        : null;
  }

  @Override
  public RelNode copy(RelTraitSet traitSet, List<RelNode> inputs) {
    return new EachCollection(traitSet, sole(inputs), read, order, bounds);
  }

  @Override
  public RelWriter explainTerms(RelWriter writer) {
    return super.explainTerms(writer)
        .item("table", read.plan().collection().name())
        .itemIf("merge", order, !order.getFieldCollations().isEmpty())
        .itemIf("offset", bounds.offsetText(), bounds.hasOffset())
        .itemIf("fetch", bounds.fetchText(), bounds.hasFetch());
  }

  @Override
  public Result implement(EnumerableRelImplementor implementor, Prefer preferred) {
    BlockBuilder builder = new BlockBuilder();
    Result part = implementor.visitChild(this, 0, (EnumerableRel) getInput(), preferred);
    List<Expression> arguments = new ArrayList<>();
    arguments.add(implementor.getRootExpression());
    arguments.add(implementor.stash(read.plan(), ReadPlan.class));
    arguments.add(
        OperandExpressions.array(
            implementor, builder, getCluster().getRexBuilder(), read.operands()));
    // Inside, what is the run's around is that of one collection.
    arguments.add(Expressions.lambda(part.block, DataContext.ROOT));
    if (order.getFieldCollations().isEmpty()) {
      builder.add(Expressions.return_(null, Expressions.call(CollectionParts.EACH, arguments)));
    } else {
      SortKey key = SortKey.of(part.physType, order, builder);
      arguments.add(key.selector());
      arguments.add(key.comparator());
      arguments.add(implementor.stash(bounds.plan(), RowBounds.class));
      arguments.add(bounds.values(implementor, builder, getCluster().getRexBuilder()));
      builder.add(Expressions.return_(null, Expressions.call(CollectionParts.MERGED, arguments)));
    }
    return implementor.result(part.physType, builder.toBlock());
  }
}
