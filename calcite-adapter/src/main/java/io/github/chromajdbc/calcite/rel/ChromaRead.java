package io.github.chromajdbc.calcite.rel;

import io.github.chromajdbc.calcite.catalog.TableColumn;
import io.github.chromajdbc.calcite.exec.ReadPlan;
import io.github.chromajdbc.calcite.exec.ReadRuntime;
import java.util.List;
import org.apache.calcite.adapter.enumerable.EnumerableConvention;
import org.apache.calcite.adapter.enumerable.EnumerableRel;
import org.apache.calcite.adapter.enumerable.EnumerableRelImplementor;
import org.apache.calcite.adapter.enumerable.JavaRowFormat;
import org.apache.calcite.adapter.enumerable.PhysType;
import org.apache.calcite.adapter.enumerable.PhysTypeImpl;
import org.apache.calcite.linq4j.tree.BlockBuilder;
import org.apache.calcite.linq4j.tree.Expression;
import org.apache.calcite.linq4j.tree.Expressions;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.RelOptCost;
import org.apache.calcite.plan.RelOptPlanner;
import org.apache.calcite.plan.RelOptTable;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelWriter;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rel.metadata.RelMetadataQuery;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexNode;

/**
 * The leaf of every plan: the read of one collection, with what was pushed into it. It is
 * Enumerable as it stands, so a plan that is nothing else needs no planner search and no generated
 * code.
 */
public final class ChromaRead extends TableScan implements EnumerableRel {
  private final ChromaTable chromaTable;
  private final ReadPlan plan;
  private final List<RexNode> operands;

  private ChromaRead(
      RelOptCluster cluster,
      RelTraitSet traits,
      RelOptTable table,
      ChromaTable chromaTable,
      ReadPlan plan,
      List<RexNode> operands,
      RelDataType rowType) {
    super(cluster, traits, List.of(), table);
    this.chromaTable = chromaTable;
    this.plan = plan;
    this.operands = List.copyOf(operands);
    this.rowType = rowType;
  }

  /**
   * Creates a read.
   *
   * @param operands the expressions that the plan's operands are, by position
   */
  public static ChromaRead create(
      RelOptCluster cluster,
      RelOptTable table,
      ChromaTable chromaTable,
      ReadPlan plan,
      List<RexNode> operands,
      RelDataType rowType) {
    return new ChromaRead(
        cluster,
        cluster.traitSetOf(EnumerableConvention.INSTANCE),
        table,
        chromaTable,
        plan,
        operands,
        rowType);
  }

  /** The same read of the same columns with another plan. */
  public ChromaRead withPlan(ReadPlan newPlan, List<RexNode> newOperands) {
    return withPlan(newPlan, newOperands, getRowType());
  }

  /** A read of the same table. */
  public ChromaRead withPlan(ReadPlan newPlan, List<RexNode> newOperands, RelDataType newRowType) {
    return new ChromaRead(
        getCluster(), getTraitSet(), table, chromaTable, newPlan, newOperands, newRowType);
  }

  public ChromaTable chromaTable() {
    return chromaTable;
  }

  public ReadPlan plan() {
    return plan;
  }

  /** The expressions that are evaluated before the read starts: parameters, outer columns. */
  public List<RexNode> operands() {
    return operands;
  }

  @Override
  public RelDataType deriveRowType() {
    return rowType == null ? table.getRowType() : rowType;
  }

  @Override
  public RelNode copy(RelTraitSet traitSet, List<RelNode> inputs) {
    return new ChromaRead(getCluster(), traitSet, table, chromaTable, plan, operands, getRowType());
  }

  @Override
  public void register(RelOptPlanner planner) {
    PushdownRules.ALL.forEach(planner::addRule);
  }

  @Override
  public RelWriter explainTerms(RelWriter writer) {
    super.explainTerms(writer)
        .item("collection", plan.collection().name())
        .item("columns", plan.columns().stream().map(TableColumn::name).toList())
        .itemIf("conditions", plan.conditions(), !plan.conditions().isEmpty())
        .itemIf("search", plan.search(), plan.search() != null)
        .itemIf("offset", plan.offset(), plan.offset() != null)
        .itemIf("fetch", plan.fetch(), plan.fetch() != null)
        .itemIf("count", true, plan.counting())
        .itemIf("operands", operands, !operands.isEmpty());
    return writer;
  }

  @Override
  public double estimateRowCount(RelMetadataQuery mq) {
    if (plan.counting()) {
      return 1;
    }
    double rows = plan.search() == null ? 10_000 : 10;
    for (int i = 0; i < plan.conditions().size(); i++) {
      rows *= 0.25;
    }
    return plan.fetch() == null ? Math.max(1, rows) : Math.min(rows, 10);
  }

  @Override
  public RelOptCost computeSelfCost(RelOptPlanner planner, RelMetadataQuery mq) {
    double rows = estimateRowCount(mq);
    double width = 1 + plan.columns().size() / 100d;
    return planner.getCostFactory().makeCost(rows * width, rows * width, rows * width);
  }

  @Override
  public Result implement(EnumerableRelImplementor implementor, Prefer preferred) {
    BlockBuilder builder = new BlockBuilder();
    PhysType physType =
        PhysTypeImpl.of(implementor.getTypeFactory(), getRowType(), JavaRowFormat.ARRAY, false);
    Expression values =
        OperandExpressions.array(implementor, builder, getCluster().getRexBuilder(), operands);
    builder.add(
        Expressions.return_(
            null,
            Expressions.call(
                ReadRuntime.ROWS,
                implementor.getRootExpression(),
                implementor.stash(plan, ReadPlan.class),
                values)));
    return implementor.result(physType, builder.toBlock());
  }
}
