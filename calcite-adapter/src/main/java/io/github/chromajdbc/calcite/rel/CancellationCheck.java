package io.github.chromajdbc.calcite.rel;

import io.github.chromajdbc.calcite.exec.generated.ReadRuntime;
import java.util.List;
import org.apache.calcite.adapter.enumerable.EnumerableRelImplementor;
import org.apache.calcite.linq4j.tree.Expression;
import org.apache.calcite.linq4j.tree.Expressions;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.rel.RelNode;

/** Passes its rows on, and ends the execution when it was cancelled. */
public final class CancellationCheck extends RowsPassedOn {
  private CancellationCheck(RelNode input) {
    super(input);
  }

  /** A check of each row of {@code input}. */
  public static RelNode over(RelNode input) {
    return new CancellationCheck(input);
  }

  @Override
  public RelNode copy(RelTraitSet traitSet, List<RelNode> inputs) {
    return new CancellationCheck(sole(inputs));
  }

  @Override
  Expression passed(EnumerableRelImplementor implementor, Expression rows) {
    return Expressions.call(ReadRuntime.CANCELLABLE, implementor.getRootExpression(), rows);
  }
}
