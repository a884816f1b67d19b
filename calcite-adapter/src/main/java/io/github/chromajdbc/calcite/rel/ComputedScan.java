package io.github.chromajdbc.calcite.rel;

import io.github.chromajdbc.calcite.exec.generated.ComputedRows;
import io.github.chromajdbc.calcite.exec.generated.ReadRuntime;
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
import org.apache.calcite.plan.RelOptPlanner;
import org.apache.calcite.plan.RelOptTable;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelWriter;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.sql.type.SqlTypeName;

/** The rows of a {@link ComputedTable}, with what is known beforehand of its key columns. */
final class ComputedScan extends TableScan implements EnumerableRel {
  private final ComputedRows rows;
  private final List<RexNode> keys;

  private ComputedScan(
      RelOptCluster cluster,
      RelTraitSet traits,
      RelOptTable table,
      ComputedRows rows,
      List<RexNode> keys) {
    super(cluster, traits, List.of(), table);
    this.rows = rows;
    this.keys = List.copyOf(keys);
  }

  static ComputedScan create(RelOptCluster cluster, RelOptTable table, ComputedRows rows) {
    RexNode any =
        cluster
            .getRexBuilder()
            .makeNullLiteral(cluster.getTypeFactory().createSqlType(SqlTypeName.VARCHAR));
    List<RexNode> keys = new ArrayList<>();
    rows.keyColumns().forEach(column -> keys.add(any));
    return new ComputedScan(
        cluster, cluster.traitSetOf(EnumerableConvention.INSTANCE), table, rows, keys);
  }

  /** The value of each key column, a NULL literal where any is wanted. */
  List<RexNode> keys() {
    return keys;
  }

  List<Integer> keyColumns() {
    return rows.keyColumns();
  }

  ComputedScan withKeys(List<RexNode> newKeys) {
    return new ComputedScan(getCluster(), getTraitSet(), table, rows, newKeys);
  }

  @Override
  public RelNode copy(RelTraitSet traitSet, List<RelNode> inputs) {
    return new ComputedScan(getCluster(), traitSet, table, rows, keys);
  }

  @Override
  public RelNode accept(RexShuttle shuttle) {
    List<RexNode> visited = shuttle.apply(keys);
    return visited.equals(keys) ? this : withKeys(visited);
  }

  @Override
  public void register(RelOptPlanner planner) {
    planner.addRule(KeysIntoComputedScan.Config.DEFAULT.toRule());
  }

  @Override
  public RelWriter explainTerms(RelWriter writer) {
    return super.explainTerms(writer).item("keys", keys);
  }

  @Override
  public Result implement(EnumerableRelImplementor implementor, Prefer preferred) {
    BlockBuilder builder = new BlockBuilder();
    PhysType physType = RowFormat.of(implementor, this);
    Expression values =
        OperandExpressions.array(implementor, builder, getCluster().getRexBuilder(), keys);
    builder.add(
        Expressions.return_(
            null,
            Expressions.call(
                ReadRuntime.COMPUTED,
                implementor.getRootExpression(),
                implementor.stash(rows, ComputedRows.class),
                values)));
    return implementor.result(physType, builder.toBlock());
  }
}
