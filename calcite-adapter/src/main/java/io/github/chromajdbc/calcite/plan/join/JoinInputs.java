package io.github.chromajdbc.calcite.plan.join;

import io.github.chromajdbc.calcite.rel.CancellationCheck;
import io.github.chromajdbc.calcite.rel.KeptRows;
import io.github.chromajdbc.calcite.rel.RelInputs;
import io.github.chromajdbc.calcite.rel.WorkTableScan;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.adapter.enumerable.EnumerableNestedLoopJoin;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Correlate;
import org.apache.calcite.rel.core.Join;

/**
 * Puts a look at the off-switch below each join: few rows can make many there. What a join goes
 * through for each row of its other side is read once and kept.
 */
public final class JoinInputs {
  private JoinInputs() {}

  public static RelNode in(RelNode rel) {
    List<RelNode> inputs = new ArrayList<>();
    for (RelNode input : rel.getInputs()) {
      RelNode inner = in(input);
      boolean outerSide = inputs.isEmpty() && (rel instanceof Join || rel instanceof Correlate);
      boolean readAnew =
          !inputs.isEmpty()
              && rel instanceof EnumerableNestedLoopJoin
              && !WorkTableScan.isIn(inner);
      inputs.add(outerSide ? CancellationCheck.over(inner) : readAnew ? KeptRows.of(inner) : inner);
    }
    return RelInputs.replaced(rel, inputs);
  }
}
