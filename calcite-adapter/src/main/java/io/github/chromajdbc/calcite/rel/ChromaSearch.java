package io.github.chromajdbc.calcite.rel;

import io.github.chromajdbc.calcite.catalog.TableColumn;
import io.github.chromajdbc.calcite.route.RoutedTable;
import io.github.chromajdbc.calcite.search.SearchPlan;
import io.github.chromajdbc.client.CollectionInfo;
import java.util.List;
import org.apache.calcite.plan.Convention;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelWriter;
import org.apache.calcite.rel.SingleRel;
import org.apache.calcite.rel.metadata.RelMetadataQuery;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.jspecify.annotations.Nullable;

/**
 * The rows of its input, the candidates, that are nearest to a vector. An ordinary relational
 * operator: filters below it restrict the candidates, and no rule carries one from above across it.
 */
public class ChromaSearch extends SingleRel {
  private final CollectionInfo collection;
  private final List<TableColumn> columns;
  private final SearchPlan search;
  private final List<RexNode> operands;

  /**
   * @param input the candidates: a relation with the column {@code id}; those of a routed table
   *     have {@code embedding} and the columns of the result, too
   * @param columns of the result, columns of the collection's layout for searches
   * @param operands the expressions that the search's operands are, by position
   */
  public ChromaSearch(
      RelOptCluster cluster,
      RelTraitSet traits,
      RelNode input,
      CollectionInfo collection,
      List<TableColumn> columns,
      SearchPlan search,
      List<RexNode> operands,
      RelDataType rowType) {
    super(cluster, traits, input);
    this.collection = collection;
    this.columns = List.copyOf(columns);
    this.search = search;
    this.operands = List.copyOf(operands);
    this.rowType = rowType;
  }

  /** A search that no planner has chosen an implementation for. */
  public static ChromaSearch logical(
      RelNode input,
      CollectionInfo collection,
      List<TableColumn> columns,
      SearchPlan search,
      List<RexNode> operands,
      RelDataType rowType) {
    return new ChromaSearch(
        input.getCluster(),
        input.getCluster().traitSetOf(Convention.NONE),
        input,
        collection,
        columns,
        search,
        operands,
        rowType);
  }

  public CollectionInfo collection() {
    return collection;
  }

  public List<TableColumn> columns() {
    return columns;
  }

  public SearchPlan search() {
    return search;
  }

  /** The expressions that are evaluated before the search starts. */
  public List<RexNode> operands() {
    return operands;
  }

  /** The routed table whose rows are the candidates; null when they are of one collection. */
  public @Nullable RoutedTable routed() {
    return routed(getInput());
  }

  private @Nullable RoutedTable routed(RelNode rel) {
    if (rel instanceof ChromaRead read && read.plan().collection().equals(collection)) {
      return read.plan().routed() == null ? null : read.plan().routed().table();
    }
    for (RelNode input : rel.getInputs()) {
      RoutedTable found = routed(input.stripped());
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  @Override
  public RelNode copy(RelTraitSet traitSet, List<RelNode> inputs) {
    return new ChromaSearch(
        getCluster(), traitSet, sole(inputs), collection, columns, search, operands, getRowType());
  }

  @Override
  public RelNode accept(RexShuttle shuttle) {
    List<RexNode> visited = shuttle.apply(operands);
    return visited.equals(operands)
        ? this
        : logical(getInput(), collection, columns, search, visited, getRowType());
  }

  @Override
  public RelWriter explainTerms(RelWriter writer) {
    return super.explainTerms(writer)
        .item("collection", collection.name())
        .item("columns", columns.stream().map(TableColumn::name).toList())
        .item("search", search.text())
        .itemIf("operands", operands, !operands.isEmpty());
  }

  @Override
  public double estimateRowCount(RelMetadataQuery mq) {
    return 10;
  }
}
