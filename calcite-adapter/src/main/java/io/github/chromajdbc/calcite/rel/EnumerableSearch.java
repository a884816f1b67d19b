package io.github.chromajdbc.calcite.rel;

import io.github.chromajdbc.calcite.catalog.TableColumn;
import io.github.chromajdbc.calcite.exec.generated.CandidateSearch;
import io.github.chromajdbc.calcite.exec.generated.RowSearch;
import io.github.chromajdbc.calcite.exec.read.ReadPlan;
import io.github.chromajdbc.calcite.route.RoutedTable;
import io.github.chromajdbc.calcite.search.SearchPlan;
import io.github.chromajdbc.calcite.statement.EngineOptions;
import io.github.chromajdbc.client.ChromaStore;
import io.github.chromajdbc.client.CollectionInfo;
import io.github.chromajdbc.client.RequestText;
import java.util.List;
import org.apache.calcite.adapter.enumerable.EnumerableConvention;
import org.apache.calcite.adapter.enumerable.EnumerableRel;
import org.apache.calcite.adapter.enumerable.EnumerableRelImplementor;
import org.apache.calcite.adapter.enumerable.PhysType;
import org.apache.calcite.linq4j.tree.BlockBuilder;
import org.apache.calcite.linq4j.tree.Expression;
import org.apache.calcite.linq4j.tree.Expressions;
import org.apache.calcite.plan.Convention;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.convert.ConverterRule;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/** A search whose candidates the driver has to decide on: it takes their ids. */
final class EnumerableSearch extends ChromaSearch implements EnumerableRel, ReadsCollection {

  /** Implements a {@link ChromaSearch} that could not be moved into a read. */
  static final ConverterRule RULE =
      ConverterRule.Config.INSTANCE
          .withConversion(
              ChromaSearch.class,
              Convention.NONE,
              EnumerableConvention.INSTANCE,
              "EnumerableSearchRule")
          .withRuleFactory(Rule::new)
          .toRule(Rule.class);

  private EnumerableSearch(
      RelOptCluster cluster,
      RelTraitSet traits,
      RelNode input,
      CollectionInfo collection,
      List<TableColumn> columns,
      SearchPlan search,
      List<RexNode> operands,
      RelDataType rowType) {
    super(cluster, traits, input, collection, columns, search, operands, rowType);
  }

  @Override
  public RelNode copy(RelTraitSet traitSet, List<RelNode> inputs) {
    return new EnumerableSearch(
        getCluster(),
        traitSet,
        sole(inputs),
        collection(),
        columns(),
        search(),
        operands(),
        getRowType());
  }

  @Override
  public Result implement(EnumerableRelImplementor implementor, Prefer preferred) {
    BlockBuilder builder = new BlockBuilder();
    Result candidates = implementor.visitChild(this, 0, (EnumerableRel) getInput(), Prefer.ARRAY);
    Expression rows = builder.append("candidates", candidates.block);
    PhysType physType = RowFormat.of(implementor, this);
    RoutedTable routed = routed();
    Expression search =
        routed == null
            ? implementor.stash(candidateSearch(), CandidateSearch.class)
            : implementor.stash(rowSearch(routed), RowSearch.class);
    builder.add(
        Expressions.return_(
            null,
            Expressions.call(
                routed == null ? CandidateSearch.NEAREST : RowSearch.NEAREST,
                implementor.getRootExpression(),
                search,
                rows,
                OperandExpressions.array(
                    implementor, builder, getCluster().getRexBuilder(), operands()))));
    return implementor.result(physType, builder.toBlock());
  }

  @Override
  public ReadPlan plan() {
    return ReadPlan.of(collection(), columns()).withSearch(search(), columns());
  }

  @Override
  public List<RequestText> preview(
      @Nullable Object[] values, ChromaStore store, EngineOptions options) {
    return List.of(
        new RequestText("exact distances, computed here from the candidates' embeddings", ""));
  }

  private CandidateSearch candidateSearch() {
    return new CandidateSearch(
        plan(), search(), getInput().getRowType().getFieldNames().indexOf("id"));
  }

  private RowSearch rowSearch(RoutedTable routed) {
    List<String> names = getInput().getRowType().getFieldNames();
    List<Integer> positions =
        columns().stream().map(column -> names.indexOf(column.name())).toList();
    return new RowSearch(routed, collection(), search(), columns(), positions, names);
  }

  private static final class Rule extends ConverterRule {
    Rule(Config config) {
      super(config);
    }

    @Override
    public RelNode convert(RelNode rel) {
      ChromaSearch search = (ChromaSearch) rel;
      RelTraitSet traits = search.getTraitSet().replace(EnumerableConvention.INSTANCE);
      return new EnumerableSearch(
          search.getCluster(),
          traits,
          convert(
              search.getInput(),
              search.getInput().getTraitSet().replace(EnumerableConvention.INSTANCE)),
          search.collection(),
          search.columns(),
          search.search(),
          search.operands(),
          search.getRowType());
    }
  }
}
