package io.github.chromajdbc.calcite.rel;

import io.github.chromajdbc.calcite.exec.generated.Repetition;
import java.util.List;
import org.apache.calcite.adapter.enumerable.EnumerableRelImplementor;
import org.apache.calcite.linq4j.tree.Expression;
import org.apache.calcite.linq4j.tree.Expressions;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelWriter;

/**
 * Rows that a lateral join asks for with each row of its left side, and that are the same each
 * time. They come from memory once they were asked for twice.
 */
public final class RepeatedRows extends DeferredRows {
  private final int number;

  private RepeatedRows(RelTraitSet traits, RelNode input, int number) {
    super(traits, input);
    this.number = number;
  }

  /**
   * The rows of {@code input}, which names no row around it.
   *
   * @param number of these rows in their plan
   */
  public static RepeatedRows of(RelNode input, int number) {
    return new RepeatedRows(input.getTraitSet(), input, number);
  }

  @Override
  public RelNode copy(RelTraitSet traitSet, List<RelNode> inputs) {
    return new RepeatedRows(traitSet, sole(inputs), number);
  }

  @Override
  public RelWriter explainTerms(RelWriter writer) {
    return super.explainTerms(writer).item("part", number);
  }

  @Override
  Expression deferred(EnumerableRelImplementor implementor, Expression rows) {
    return Expressions.call(
        Repetition.ROWS, implementor.getRootExpression(), Expressions.constant(number), rows);
  }
}
