package io.github.chromajdbc.calcite.rel;

import io.github.chromajdbc.calcite.exec.generated.ReadRuntime;
import java.util.List;
import org.apache.calcite.adapter.enumerable.EnumerableRelImplementor;
import org.apache.calcite.linq4j.tree.Expression;
import org.apache.calcite.linq4j.tree.Expressions;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.rel.RelNode;

/** Reads its input once and keeps the rows for whoever goes through them again. */
public final class KeptRows extends RowsPassedOn {
  private KeptRows(RelNode input) {
    super(input);
  }

  /** The rows of {@code input}. */
  public static RelNode of(RelNode input) {
    return new KeptRows(input);
  }

  @Override
  public RelNode copy(RelTraitSet traitSet, List<RelNode> inputs) {
    return new KeptRows(sole(inputs));
  }

  @Override
  Expression passed(EnumerableRelImplementor implementor, Expression rows) {
    return Expressions.call(ReadRuntime.KEPT, rows);
  }
}
