package io.github.chromajdbc.calcite.plan;

import io.github.chromajdbc.calcite.exec.read.ReadPlan;
import java.util.List;
import java.util.Map;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.runtime.Bindable;

/** How a query runs. */
public sealed interface PhysicalPlan {

  /** The plan as a tree, for EXPLAIN. */
  RelNode rel();

  /** For each column of the result the column of the plan. */
  int[] columns();

  /**
   * The whole plan is one read: no generated code.
   *
   * @param operands of the read, each a literal or a parameter, maybe in a cast
   */
  @SuppressWarnings("ArrayRecordComponent") // A permutation, read only.
  record Direct(RelNode rel, int[] columns, ReadPlan read, List<RexNode> operands)
      implements PhysicalPlan {}

  /** No rows, whatever the data. */
  @SuppressWarnings("ArrayRecordComponent")
  record Empty(RelNode rel, int[] columns) implements PhysicalPlan {}

  /**
   * Generated code over reads.
   *
   * @param planObjects what the code asks for by name
   * @param planColumns how many columns the plan has
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Generated(
      RelNode rel,
      int[] columns,
      Bindable<?> code,
      Map<String, Object> planObjects,
      int planColumns)
      implements PhysicalPlan {}
}
