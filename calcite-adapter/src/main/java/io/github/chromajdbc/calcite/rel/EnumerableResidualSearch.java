package io.github.chromajdbc.calcite.rel;

import io.github.chromajdbc.calcite.catalog.TableColumn;
import io.github.chromajdbc.calcite.exec.generated.CandidateRows;
import io.github.chromajdbc.calcite.exec.generated.ResidualSearch;
import io.github.chromajdbc.calcite.exec.preview.RequestPreview;
import io.github.chromajdbc.calcite.exec.read.ReadPlan;
import io.github.chromajdbc.calcite.pushdown.ConditionText;
import io.github.chromajdbc.calcite.statement.EngineOptions;
import io.github.chromajdbc.client.ChromaStore;
import io.github.chromajdbc.client.RequestText;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.calcite.adapter.enumerable.EnumerableCalc;
import org.apache.calcite.adapter.enumerable.EnumerableRel;
import org.apache.calcite.adapter.enumerable.EnumerableRelImplementor;
import org.apache.calcite.adapter.enumerable.PhysType;
import org.apache.calcite.linq4j.tree.BlockBuilder;
import org.apache.calcite.linq4j.tree.Expression;
import org.apache.calcite.linq4j.tree.Expressions;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelWriter;
import org.apache.calcite.rel.SingleRel;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/**
 * A search of one collection with a condition of which Chroma takes a part or nothing. Its input is
 * the rest of the condition, over rows that the search provides.
 */
public final class EnumerableResidualSearch extends SingleRel
    implements EnumerableRel, ReadsCollection {
  private final ReadPlan plan;
  private final CandidateRows candidates;
  private final List<RexNode> operands;

  private EnumerableResidualSearch(
      RelOptCluster cluster,
      RelTraitSet traits,
      RelNode input,
      ReadPlan plan,
      CandidateRows candidates,
      List<RexNode> operands,
      RelDataType rowType) {
    super(cluster, traits, input);
    this.plan = plan;
    this.candidates = candidates;
    this.operands = List.copyOf(operands);
    this.rowType = rowType;
  }

  /** The plan with each search whose candidates are a filtered read made one of these. */
  public static RelNode in(RelNode rel) {
    RelNode visited = RelInputs.rewritten(rel, EnumerableResidualSearch::in);
    return visited instanceof EnumerableSearch search
            && search.getInput() instanceof EnumerableCalc calc
            && calc.getInput() instanceof ChromaRead read
            && read.plan().search() == null
            && read.plan().routed() == null
            && !read.plan().bounded()
            && !read.plan().counting()
        ? of(search, calc, read)
        : visited;
  }

  private static EnumerableResidualSearch of(
      EnumerableSearch search, EnumerableCalc calc, ChromaRead read) {
    List<RexNode> operands = new ArrayList<>(read.operands());
    int shift = operands.size();
    operands.addAll(search.operands());
    ReadPlan plan = read.plan();
    CandidateRows candidates = new CandidateRows(plan.collection(), plan.columns());
    RelNode rows = new CandidateRowsScan(read.getCluster(), candidates, read.getRowType());
    return new EnumerableResidualSearch(
        search.getCluster(),
        search.getTraitSet(),
        calc.copy(calc.getTraitSet(), List.of(rows)),
        plan.withSearch(search.search().shifted(shift), search.columns()),
        candidates,
        operands,
        search.getRowType());
  }

  @Override
  public ReadPlan plan() {
    return plan;
  }

  @Override
  public List<RequestText> preview(
      @Nullable Object[] values, ChromaStore store, EngineOptions options) {
    return RequestPreview.ofResidual(plan, candidates, values, store, options);
  }

  @Override
  public List<RexNode> operands() {
    return operands;
  }

  @Override
  public RelNode copy(RelTraitSet traitSet, List<RelNode> inputs) {
    return new EnumerableResidualSearch(
        getCluster(), traitSet, sole(inputs), plan, candidates, operands, getRowType());
  }

  @Override
  public RelWriter explainTerms(RelWriter writer) {
    return super.explainTerms(writer)
        .item("collection", plan.collection().name())
        .item("columns", plan.columns().stream().map(TableColumn::name).toList())
        .itemIf("filter", ConditionText.of(plan.conditions()), !plan.conditions().isEmpty())
        .item("search", Objects.requireNonNull(plan.search()).text())
        .itemIf("operands", operands, !operands.isEmpty());
  }

  @Override
  public Result implement(EnumerableRelImplementor implementor, Prefer preferred) {
    BlockBuilder builder = new BlockBuilder();
    Result remaining = implementor.visitChild(this, 0, (EnumerableRel) getInput(), Prefer.ARRAY);
    Expression rows = builder.append("remaining", remaining.block);
    PhysType physType = RowFormat.of(implementor, this);
    int id = getInput().getRowType().getFieldNames().indexOf("id");
    builder.add(
        Expressions.return_(
            null,
            Expressions.call(
                ResidualSearch.NEAREST,
                implementor.getRootExpression(),
                implementor.stash(new ResidualSearch(plan, candidates, id), ResidualSearch.class),
                rows,
                OperandExpressions.array(
                    implementor, builder, getCluster().getRexBuilder(), operands))));
    return implementor.result(physType, builder.toBlock());
  }
}
