package io.github.chromajdbc.calcite.plan;

import io.github.chromajdbc.calcite.rel.ChromaSearch;
import io.github.chromajdbc.calcite.search.SearchOperator;
import io.github.chromajdbc.calcite.search.SearchPlan;
import io.github.chromajdbc.calcite.validate.ValidatedQuery;
import io.github.chromajdbc.calcite.validate.ViewReference;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelRoot;
import org.apache.calcite.rel.logical.LogicalTableFunctionScan;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql2rel.SqlToRelConverter;

/** Calcite's converter, which makes the search function the relational operator that it is. */
final class ChromaSqlToRelConverter extends SqlToRelConverter {

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
