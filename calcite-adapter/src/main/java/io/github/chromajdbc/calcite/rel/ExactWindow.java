package io.github.chromajdbc.calcite.rel;

import com.google.common.collect.ImmutableList;
import io.github.chromajdbc.calcite.exec.generated.WindowedRows;
import io.github.chromajdbc.calcite.exec.window.WindowPlan;
import java.util.List;
import org.apache.calcite.adapter.enumerable.EnumerableRel;
import org.apache.calcite.adapter.enumerable.EnumerableRelImplementor;
import org.apache.calcite.adapter.enumerable.JavaRowFormat;
import org.apache.calcite.adapter.enumerable.PhysTypeImpl;
import org.apache.calcite.linq4j.tree.BlockBuilder;
import org.apache.calcite.linq4j.tree.Expression;
import org.apache.calcite.linq4j.tree.Expressions;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelWriter;
import org.apache.calcite.rel.SingleRel;
import org.apache.calcite.rel.core.Window;
import org.apache.calcite.rel.type.RelDataType;

/** A window that the driver computes. */
public final class ExactWindow extends SingleRel implements EnumerableRel {
  private final ImmutableList<Window.Group> groups;
  private final WindowPlan plan;

  private ExactWindow(
      RelNode input,
      RelTraitSet traits,
      RelDataType rowType,
      ImmutableList<Window.Group> groups,
      WindowPlan plan) {
    super(input.getCluster(), traits, input);
    this.rowType = rowType;
    this.groups = groups;
    this.plan = plan;
  }

  /** The same rows as those of {@code window}, which {@code plan} is of. */
  public static ExactWindow of(Window window, WindowPlan plan) {
    return new ExactWindow(
        window.getInput(), window.getTraitSet(), window.getRowType(), window.groups, plan);
  }

  @Override
  public RelNode copy(RelTraitSet traitSet, List<RelNode> inputs) {
    return new ExactWindow(sole(inputs), traitSet, getRowType(), groups, plan);
  }

  @Override
  public RelWriter explainTerms(RelWriter writer) {
    RelWriter written = super.explainTerms(writer);
    for (int i = 0; i < groups.size(); i++) {
      written = written.item("window#" + i, groups.get(i));
    }
    return written;
  }

  @Override
  public Result implement(EnumerableRelImplementor implementor, Prefer preferred) {
    BlockBuilder builder = new BlockBuilder();
    Result rows = implementor.visitChild(this, 0, (EnumerableRel) getInput(), Prefer.ARRAY);
    Expression enumerable = builder.append("rows", rows.block);
    builder.add(
        Expressions.return_(
            null,
            Expressions.call(
                WindowedRows.OF,
                implementor.getRootExpression(),
                rows.physType.convertTo(enumerable, JavaRowFormat.ARRAY),
                implementor.stash(plan, WindowPlan.class))));
    return implementor.result(
        PhysTypeImpl.of(implementor.getTypeFactory(), getRowType(), JavaRowFormat.ARRAY, false),
        builder.toBlock());
  }
}
