package io.github.chromajdbc.calcite.rel;

import io.github.chromajdbc.calcite.catalog.TableColumn;
import io.github.chromajdbc.calcite.exec.generated.CandidateRows;
import io.github.chromajdbc.calcite.exec.read.ReadPlan;
import io.github.chromajdbc.calcite.statement.EngineOptions;
import io.github.chromajdbc.client.ChromaStore;
import io.github.chromajdbc.client.RequestText;
import java.util.List;
import org.apache.calcite.adapter.enumerable.EnumerableConvention;
import org.apache.calcite.adapter.enumerable.EnumerableRel;
import org.apache.calcite.adapter.enumerable.EnumerableRelImplementor;
import org.apache.calcite.adapter.enumerable.PhysType;
import org.apache.calcite.linq4j.tree.BlockBuilder;
import org.apache.calcite.linq4j.tree.Expressions;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.rel.AbstractRelNode;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelWriter;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/** The records that the residual of an {@link EnumerableResidualSearch} decides on. */
final class CandidateRowsScan extends AbstractRelNode implements EnumerableRel, ReadsCollection {
  private final CandidateRows candidates;

  CandidateRowsScan(RelOptCluster cluster, CandidateRows candidates, RelDataType rowType) {
    super(cluster, cluster.traitSetOf(EnumerableConvention.INSTANCE));
    this.candidates = candidates;
    this.rowType = rowType;
  }

  @Override
  public RelNode copy(RelTraitSet traitSet, List<RelNode> inputs) {
    return this;
  }

  @Override
  public ReadPlan plan() {
    return ReadPlan.of(candidates.collection(), candidates.columns());
  }

  @Override
  public List<RexNode> operands() {
    return List.of();
  }

  /** The search above tells of them. */
  @Override
  public List<RequestText> preview(
      @Nullable Object[] values, ChromaStore store, EngineOptions options) {
    return List.of();
  }

  @Override
  public RelWriter explainTerms(RelWriter writer) {
    return super.explainTerms(writer)
        .item("columns", candidates.columns().stream().map(TableColumn::name).toList());
  }

  @Override
  public Result implement(EnumerableRelImplementor implementor, Prefer preferred) {
    PhysType physType = RowFormat.of(implementor, this);
    BlockBuilder builder = new BlockBuilder();
    builder.add(
        Expressions.return_(
            null,
            Expressions.call(
                CandidateRows.ROWS,
                implementor.getRootExpression(),
                implementor.stash(candidates, CandidateRows.class))));
    return implementor.result(physType, builder.toBlock());
  }
}
