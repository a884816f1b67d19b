package io.github.chromajdbc.calcite.rel;

import io.github.chromajdbc.calcite.catalog.TableColumn;
import io.github.chromajdbc.calcite.catalog.TableColumn.Role;
import io.github.chromajdbc.calcite.exec.context.ContextSource;
import io.github.chromajdbc.calcite.exec.generated.ReadRuntime;
import io.github.chromajdbc.calcite.exec.preview.RequestPreview;
import io.github.chromajdbc.calcite.exec.read.ReadPlan;
import io.github.chromajdbc.calcite.exec.read.RoutedRead;
import io.github.chromajdbc.calcite.pushdown.ConditionText;
import io.github.chromajdbc.calcite.pushdown.Operand;
import io.github.chromajdbc.calcite.pushdown.Remaining;
import io.github.chromajdbc.calcite.pushdown.RouteText;
import io.github.chromajdbc.calcite.search.SearchPlan;
import io.github.chromajdbc.calcite.statement.EngineOptions;
import io.github.chromajdbc.client.ChromaStore;
import io.github.chromajdbc.client.RequestText;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.adapter.enumerable.EnumerableConvention;
import org.apache.calcite.adapter.enumerable.EnumerableRel;
import org.apache.calcite.adapter.enumerable.EnumerableRelImplementor;
import org.apache.calcite.adapter.enumerable.PhysType;
import org.apache.calcite.linq4j.tree.BlockBuilder;
import org.apache.calcite.linq4j.tree.Expression;
import org.apache.calcite.linq4j.tree.Expressions;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.RelOptCost;
import org.apache.calcite.plan.RelOptPlanner;
import org.apache.calcite.plan.RelOptTable;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.rel.RelCollation;
import org.apache.calcite.rel.RelCollationTraitDef;
import org.apache.calcite.rel.RelCollations;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelWriter;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rel.metadata.RelMetadataQuery;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.jspecify.annotations.Nullable;

/**
 * The leaf of every plan: the read of one collection, with what was pushed into it. It is
 * Enumerable as it stands, so a plan that is nothing else needs no planner search and no generated
 * code.
 */
public final class ChromaRead extends TableScan implements EnumerableRel, ReadsCollection {
  private final ChromaTable chromaTable;
  private final ReadPlan plan;
  private final List<RexNode> operands;
  private final List<Remaining> remaining;

  private ChromaRead(
      RelOptCluster cluster,
      RelTraitSet traits,
      RelOptTable table,
      ChromaTable chromaTable,
      ReadPlan plan,
      List<RexNode> operands,
      List<Remaining> remaining,
      RelDataType rowType) {
    super(cluster, traits, List.of(), table);
    this.chromaTable = chromaTable;
    this.plan = plan;
    this.operands = List.copyOf(operands);
    this.remaining = List.copyOf(remaining);
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
        cluster, traits(cluster, plan), table, chromaTable, plan, operands, List.of(), rowType);
  }

  private static RelTraitSet traits(RelOptCluster cluster, ReadPlan plan) {
    return cluster
        .traitSetOf(EnumerableConvention.INSTANCE)
        .replaceIf(RelCollationTraitDef.INSTANCE, () -> collation(plan));
  }

  /** The same read of the same columns with another plan. */
  public ChromaRead withPlan(ReadPlan newPlan, List<RexNode> newOperands) {
    return withPlan(newPlan, newOperands, getRowType());
  }

  /** A read of the same table. */
  public ChromaRead withPlan(ReadPlan newPlan, List<RexNode> newOperands, RelDataType newRowType) {
    return new ChromaRead(
        getCluster(),
        traits(getCluster(), newPlan),
        table,
        chromaTable,
        newPlan,
        newOperands,
        remaining,
        newRowType);
  }

  /**
   * The same read, which tells of this alone that it remains for the driver: what the filter above
   * was before it was simplified is no matter any more.
   */
  ChromaRead withRemaining(List<Remaining> conditions) {
    return new ChromaRead(
        getCluster(), getTraitSet(), table, chromaTable, plan, operands, conditions, getRowType());
  }

  /** The conditions on its rows that the driver evaluates, and why. */
  public List<Remaining> remaining() {
    return remaining;
  }

  public ChromaTable chromaTable() {
    return chromaTable;
  }

  @Override
  public ReadPlan plan() {
    return plan;
  }

  @Override
  public List<RexNode> operands() {
    return operands;
  }

  @Override
  public List<RequestText> preview(
      @Nullable Object[] values, ChromaStore store, EngineOptions options) {
    return RequestPreview.of(plan, values, store, options);
  }

  @Override
  public RelDataType deriveRowType() {
    return rowType == null ? table.getRowType() : rowType;
  }

  @Override
  public RelNode copy(RelTraitSet traitSet, List<RelNode> inputs) {
    return new ChromaRead(
        getCluster(), traitSet, table, chromaTable, plan, operands, remaining, getRowType());
  }

  @Override
  public RelNode accept(RexShuttle shuttle) {
    List<RexNode> visited = shuttle.apply(operands);
    return visited.equals(operands) ? this : withPlan(plan, visited);
  }

  private static RelCollation collation(ReadPlan plan) {
    List<RelFieldCollation> collations = new ArrayList<>();
    for (Role role : plan.order()) {
      int index = indexOf(plan, role);
      if (index < 0) {
        break;
      }
      collations.add(new RelFieldCollation(index));
    }
    return RelCollations.of(collations);
  }

  private static int indexOf(ReadPlan plan, Role role) {
    for (int i = 0; i < plan.columns().size(); i++) {
      if (plan.columns().get(i).role() == role) {
        return i;
      }
    }
    return -1;
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
        .itemIf("filter", ConditionText.of(plan.conditions()), !plan.conditions().isEmpty())
        .itemIf("remaining", remaining, !remaining.isEmpty());
    RoutedRead routed = plan.routed();
    if (routed != null) {
      writer.item("routed", RouteText.of(routed.conditions()));
    }
    SearchPlan search = plan.search();
    if (search != null) {
      writer.item("search", search.text());
    }
    return writer
        .itemIf("offset", text(plan.offset()), plan.offset() != null)
        .itemIf("fetch", text(plan.fetch()), plan.fetch() != null)
        .itemIf("count", "*", plan.counting())
        .itemIf("operands", operands, !operands.isEmpty());
  }

  private static String text(@Nullable Operand operand) {
    return operand == null ? "" : ConditionText.of(operand);
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
    PhysType physType = RowFormat.of(implementor, this);
    Expression values =
        OperandExpressions.array(implementor, builder, getCluster().getRexBuilder(), operands);
    Expression root = implementor.getRootExpression();
    Expression read = implementor.stash(plan, ReadPlan.class);
    ContextSource contexts = chromaTable.contexts();
    builder.add(
        Expressions.return_(
            null,
            contexts == null
                ? Expressions.call(ReadRuntime.ROWS, root, read, values)
                : Expressions.call(
                    ReadRuntime.ROWS_ELSEWHERE,
                    root,
                    implementor.stash(contexts, ContextSource.class),
                    read,
                    values)));
    return implementor.result(physType, builder.toBlock());
  }
}
