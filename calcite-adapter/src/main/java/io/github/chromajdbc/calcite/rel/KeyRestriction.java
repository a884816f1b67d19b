package io.github.chromajdbc.calcite.rel;

import io.github.chromajdbc.calcite.catalog.TableColumn;
import io.github.chromajdbc.calcite.exec.generated.JoinKeys;
import io.github.chromajdbc.calcite.exec.read.ReadPlan;
import java.util.List;
import java.util.Locale;
import org.apache.calcite.adapter.enumerable.EnumerableRel;
import org.apache.calcite.adapter.enumerable.EnumerableRelImplementor;
import org.apache.calcite.linq4j.tree.BlockBuilder;
import org.apache.calcite.linq4j.tree.Expressions;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelWriter;
import org.apache.calcite.rel.SingleRel;

/** A read that asks for the records with the keys that the other side of a join has. */
public final class KeyRestriction extends SingleRel implements EnumerableRel {
  private final int join;
  private final boolean left;
  private final boolean bothMayGive;
  private final TableColumn column;

  private KeyRestriction(
      RelTraitSet traits,
      RelNode read,
      int join,
      boolean left,
      boolean bothMayGive,
      TableColumn column) {
    super(read.getCluster(), traits, read);
    this.join = join;
    this.left = left;
    this.bothMayGive = bothMayGive;
    this.column = column;
  }

  /**
   * The rows of {@code read} that can match.
   *
   * @param join number of the join in its plan
   * @param bothMayGive whether either side could give its keys to the other
   * @param left on which side of it the read is
   * @param column of the read that the join compares
   */
  public static KeyRestriction of(
      ChromaRead read, int join, boolean left, boolean bothMayGive, TableColumn column) {
    return new KeyRestriction(read.getTraitSet(), read, join, left, bothMayGive, column);
  }

  /** The keys that it asks for, which are the other side's. */
  public SideKeys keys() {
    return new SideKeys(join, !left);
  }

  /** What it adds to the requests of its read, for EXPLAIN. */
  public String text() {
    return String.format(
        Locale.ROOT,
        "restricted in %s to the keys of the other side of join %d%s, where it has at most %,d rows",
        column.name(),
        join,
        bothMayGive ? ", if that is the smaller one" : "",
        JoinKeys.MOST_KEYS);
  }

  @Override
  public RelNode copy(RelTraitSet traitSet, List<RelNode> inputs) {
    return new KeyRestriction(traitSet, sole(inputs), join, left, bothMayGive, column);
  }

  @Override
  public RelWriter explainTerms(RelWriter writer) {
    return super.explainTerms(writer).item("join", join).item("key", column.name());
  }

  @Override
  public Result implement(EnumerableRelImplementor implementor, Prefer preferred) {
    ChromaRead read = (ChromaRead) getInput();
    BlockBuilder builder = new BlockBuilder();
    builder.add(
        Expressions.return_(
            null,
            Expressions.call(
                JoinKeys.RESTRICT,
                implementor.getRootExpression(),
                implementor.stash(
                    new JoinKeys.Side(join, left, bothMayGive, 0), JoinKeys.Side.class),
                implementor.stash(column, TableColumn.class),
                implementor.stash(read.plan(), ReadPlan.class),
                OperandExpressions.array(
                    implementor, builder, getCluster().getRexBuilder(), read.operands()))));
    return implementor.result(RowFormat.of(implementor, this), builder.toBlock());
  }
}
