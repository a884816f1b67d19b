package io.github.chromajdbc.calcite.plan;

import com.google.common.collect.ImmutableList;
import io.github.chromajdbc.calcite.rel.ChromaSearch;
import io.github.chromajdbc.calcite.search.SearchOperator;
import io.github.chromajdbc.calcite.search.SearchPlan;
import io.github.chromajdbc.calcite.validate.ValidatedQuery;
import io.github.chromajdbc.calcite.validate.ViewReference;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelRoot;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.logical.LogicalTableFunctionScan;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.validate.ListScope;
import org.apache.calcite.sql2rel.SqlToRelConverter;
import org.apache.calcite.util.ImmutableBitSet;
import org.jspecify.annotations.Nullable;

/**
 * Calcite's converter, which makes the search function the relational operator that it is.
 *
 * <p>It leaves to {@link GroupedVariables} which column of a group a subquery names: Calcite
 * changes the columns while it gives variables of one row one name, and then takes some for others.
 */
final class ChromaSqlToRelConverter extends SqlToRelConverter {
  private final GroupedVariables groupedVariables = new GroupedVariables();
  private final Map<Blackboard, RelNode> aggregates = new HashMap<>();
  private boolean begins;
  private int queriesAround;

  ChromaSqlToRelConverter(ValidatedQuery query, RelOptCluster cluster, Config config) {
    super(
        (rowType, name, schemaPath, viewPath) -> view(query, name, cluster, config),
        query.validator(),
        query.catalogReader(),
        cluster,
        Convertlets.INSTANCE,
        config);
  }

  /** The query of a view, not rewritten yet: it will be with the statement that it is part of. */
  private static RelRoot view(
      ValidatedQuery query, String name, RelOptCluster cluster, Config config) {
    for (ViewReference view : query.views()) {
      if (view.schemaName().equals(name)) {
        ValidatedQuery inside = view.query();
        RelRoot root =
            new ChromaSqlToRelConverter(inside, cluster, config)
                .convertQuery(inside.node(), false, false);
        return root.withRel(root.project());
      }
    }
    throw new IllegalStateException("The statement names no view " + name);
  }

  @Override
  public RelRoot convertQuery(SqlNode query, boolean needsValidation, boolean top) {
    begins = true;
    return super.convertQuery(query, needsValidation, top);
  }

  /** When a query ends that was begun as one, before Calcite copies its plan. */
  @Override
  protected RelRoot convertQueryRecursive(
      SqlNode query, boolean top, @Nullable RelDataType targetRowType) {
    boolean whole = begins;
    begins = false;
    queriesAround++;
    RelRoot root = super.convertQueryRecursive(query, top, targetRowType);
    queriesAround--;
    if (!whole) {
      return root;
    }
    return root.withRel(
        queriesAround == 0
            ? groupedVariables.ofStatement(OuterAggregates.refuse(root.rel))
            : groupedVariables.ofSubquery(root.rel));
  }

  @Override
  protected RelNode createAggregate(
      Blackboard bb,
      ImmutableBitSet groupSet,
      ImmutableList<ImmutableBitSet> groupSets,
      List<AggregateCall> aggCalls) {
    RelNode keys = bb.root();
    RelNode aggregate = super.createAggregate(bb, groupSet, groupSets, aggCalls);
    if (aggregate instanceof Aggregate && bb.scope instanceof ListScope from) {
      RelNode groups = aggregate.copy(aggregate.getTraitSet(), aggregate.getInputs());
      groupedVariables.add(groups, from, keys, groupSet);
      aggregates.put(bb, groups);
    }
    return aggregate;
  }

  /** What stands for an aggregate is another node: Calcite knows the columns of its own. */
  @Override
  protected @Nullable RexNode convertExtendedExpression(SqlNode node, Blackboard bb) {
    RelNode groups = aggregates.remove(bb);
    if (groups != null) {
      bb.root = groups;
    }
    return super.convertExtendedExpression(node, bb);
  }

  @Override
  protected void convertCollectionTable(Blackboard bb, SqlCall call) {
    super.convertCollectionTable(bb, call);
    if (call.getOperator() instanceof SearchOperator operator
        && bb.root() instanceof LogicalTableFunctionScan scan) {
      bb.setRoot(search(operator, scan), true);
    }
  }

  private static RelNode search(SearchOperator operator, LogicalTableFunctionScan scan) {
    List<RexNode> arguments = ((RexCall) scan.getCall()).getOperands();
    List<RexNode> operands = new ArrayList<>(arguments.subList(1, arguments.size()));
    SearchPlan plan = SearchPlan.of(operator.shape());
    return SubqueryOperands.around(
        scan.getCluster(), operands, plain -> search(operator, scan, plan, plain));
  }

  private static RelNode search(
      SearchOperator operator,
      LogicalTableFunctionScan scan,
      SearchPlan plan,
      List<RexNode> operands) {
    return ChromaSearch.logical(
        scan.getInput(0),
        operator.collection(),
        operator.layout().columns(),
        plan,
        operands,
        scan.getRowType());
  }
}
