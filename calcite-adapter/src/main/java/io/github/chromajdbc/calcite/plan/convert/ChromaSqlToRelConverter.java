package io.github.chromajdbc.calcite.plan.convert;

import com.google.common.collect.ImmutableList;
import io.github.chromajdbc.calcite.rel.ChromaSearch;
import io.github.chromajdbc.calcite.search.SearchOperator;
import io.github.chromajdbc.calcite.search.SearchPlan;
import io.github.chromajdbc.calcite.validate.CallFinder;
import io.github.chromajdbc.calcite.validate.ValidatedQuery;
import io.github.chromajdbc.calcite.validate.ViewReference;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelRoot;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.logical.LogicalTableFunctionScan;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexCorrelVariable;
import org.apache.calcite.rex.RexFieldAccess;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.validate.SqlValidatorScope;
import org.apache.calcite.sql2rel.SqlToRelConverter;
import org.apache.calcite.util.ImmutableBitSet;
import org.jspecify.annotations.Nullable;

/**
 * Calcite's converter, which makes the search function the relational operator that it is.
 *
 * <p>It leaves to {@link GroupedVariables} which column of a group a subquery names: Calcite
 * changes the columns while it gives variables of one row one name, and then takes some for others.
 */
public final class ChromaSqlToRelConverter extends SqlToRelConverter {
  private final GroupedVariables groupedVariables = new GroupedVariables();
  private final Map<Blackboard, RelNode> aggregates = new HashMap<>();
  private boolean begins;

  public ChromaSqlToRelConverter(ValidatedQuery query, RelOptCluster cluster, Config config) {
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

  /** A query that was begun as one ends here, before Calcite copies its plan. */
  @Override
  protected RelRoot convertQueryRecursive(
      SqlNode query, boolean top, @Nullable RelDataType targetRowType) {
    boolean whole = begins;
    begins = false;
    RelRoot root = super.convertQueryRecursive(query, top, targetRowType);
    return whole
        ? root.withRel(
            groupedVariables.settled(
                OuterAggregates.refuse(DistanceBounds.settled(RecursiveTypes.check(root.rel)))))
        : root;
  }

  @Override
  protected Blackboard createBlackboard(
      SqlValidatorScope scope, @Nullable Map<String, RexNode> nameToNodeMap, boolean top) {
    return new ScopedBlackboard(scope, nameToNodeMap, top);
  }

  /** Notes whose rows the variables stand for. */
  private final class ScopedBlackboard extends Blackboard {
    ScopedBlackboard(
        SqlValidatorScope scope, @Nullable Map<String, RexNode> nameToNodeMap, boolean top) {
      super(scope, nameToNodeMap, top);
    }

    @Override
    public RexNode visit(SqlIdentifier identifier) {
      RexNode column = super.visit(identifier);
      if (column instanceof RexFieldAccess access
          && access.getReferenceExpr() instanceof RexCorrelVariable variable) {
        SqlValidatorScope.ResolvedImpl resolved = new SqlValidatorScope.ResolvedImpl();
        scope.resolve(
            scope.fullyQualify(identifier).identifier.names.subList(0, 1),
            getValidator().getCatalogReader().nameMatcher(),
            false,
            resolved);
        groupedVariables.add(variable.id, resolved.only().scope);
      }
      return column;
    }
  }

  /** Where rows are groups already, the aggregate is a projection. */
  @Override
  protected RelNode createAggregate(
      Blackboard bb,
      ImmutableBitSet groupSet,
      ImmutableList<ImmutableBitSet> groupSets,
      List<AggregateCall> aggCalls) {
    aggCalls.forEach(DistinctOrders::check);
    RelNode keys = bb.root();
    RelNode aggregate = super.createAggregate(bb, groupSet, groupSets, aggCalls);
    RelNode groups = aggregate.copy(aggregate.getTraitSet(), aggregate.getInputs());
    groupedVariables.add(groups, bb.scope, keys, groupSet);
    aggregates.put(bb, groups);
    return aggregate;
  }

  /**
   * Selects one more column than is asked for beside subqueries in HAVING. Calcite looks through
   * the projection that it makes for the columns which they name; of the columns of the groups as
   * they are it makes none, and takes the filter for it.
   */
  @Override
  protected void convertAgg(
      Blackboard bb, SqlSelect select, List<SqlNode> orderExprList, List<SqlNode> extraList) {
    SqlNode having = select.getHaving();
    if (having == null || !CallFinder.isQueryIn(having)) {
      super.convertAgg(bb, select, orderExprList, extraList);
      return;
    }
    List<SqlNode> oneMore = new ArrayList<>(extraList);
    oneMore.add(SqlLiteral.createExactNumeric("0", SqlParserPos.ZERO));
    super.convertAgg(bb, select, orderExprList, oneMore);
    RelNode project = bb.root();
    RelDataType row = project.getRowType();
    int columns = row.getFieldCount() - 1;
    bb.setRoot(
        LogicalProject.create(
            project,
            List.of(),
            project.getCluster().getRexBuilder().identityProjects(row).subList(0, columns),
            row.getFieldNames().subList(0, columns),
            Set.of()),
        false);
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
