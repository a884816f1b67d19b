package io.github.chromajdbc.calcite.rel;

import io.github.chromajdbc.calcite.catalog.TableColumn;
import io.github.chromajdbc.calcite.catalog.TableColumn.Role;
import io.github.chromajdbc.calcite.exec.read.RoutedRead;
import io.github.chromajdbc.calcite.function.ChromaFunctions;
import io.github.chromajdbc.calcite.function.Measure;
import io.github.chromajdbc.calcite.route.MergeStrategy;
import io.github.chromajdbc.calcite.search.SearchPlan;
import io.github.chromajdbc.calcite.search.SearchShape;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.calcite.plan.RelOptRuleCall;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.plan.RelRule;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/**
 * {@code ORDER BY COSINE_DISTANCE(embedding, v) LIMIT k} is a search for the k nearest: the read
 * below brings those rows only. An ORDER BY means what SQL says, so the search is an exact one, and
 * the order stays above it.
 */
final class OrderIntoSearch extends RelRule<OrderIntoSearch.Config> {
  private OrderIntoSearch(Config config) {
    super(config);
  }

  /** How a distance function measures, and which way it is ordered nearest first. */
  private record Order(Measure measure, RelFieldCollation.Direction nearestFirst) {
    private static final Map<SqlOperator, Order> BY_FUNCTION =
        Map.of(
            ChromaFunctions.COSINE_DISTANCE,
            new Order(Measure.COSINE, RelFieldCollation.Direction.ASCENDING),
            ChromaFunctions.L2_DISTANCE,
            new Order(Measure.EUCLIDEAN, RelFieldCollation.Direction.ASCENDING),
            ChromaFunctions.L2_SQUARED_DISTANCE,
            new Order(Measure.L2, RelFieldCollation.Direction.ASCENDING),
            ChromaFunctions.INNER_PRODUCT,
            new Order(Measure.NEGATIVE_PRODUCT, RelFieldCollation.Direction.DESCENDING));
  }

  @Override
  public void onMatch(RelOptRuleCall call) {
    Sort sort = call.rel(0);
    Project project = call.rel(1);
    RelNode candidates = call.rel(2);
    ChromaRead read = call.rel(call.rels.length - 1);
    List<RelFieldCollation> order = sort.getCollation().getFieldCollations();
    if (sort.fetch == null
        || order.isEmpty()
        || read.plan().search() != null
        || read.plan().bounded()
        || read.plan().counting()
        || !mergesByDistance(read.plan().routed())
        || RexOver.containsOver(project.getProjects(), null) // it looks at all rows
        || !(project.getProjects().get(order.get(0).getFieldIndex()) instanceof RexCall distance)) {
      return;
    }
    List<TableColumn> columns = read.plan().columns();
    Order nearest = Order.BY_FUNCTION.get(distance.getOperator());
    RexNode vector = nearest == null ? null : vector(distance, columns);
    if (nearest == null
        || vector == null
        || order.get(0).direction != nearest.nearestFirst()
        || !breaksTiesById(order, project, columns)) {
      return;
    }
    SearchShape shape =
        new SearchShape(
            false,
            List.of(SearchShape.Source.VECTOR_OR_NULL),
            nearest.measure(),
            false,
            false,
            SearchShape.Rerank.NONE,
            true);
    ChromaSearch search =
        ChromaSearch.logical(
            candidates,
            read.plan().collection(),
            columns,
            SearchPlan.of(shape),
            List.of(count(sort, sort.getCluster().getRexBuilder()), vector),
            candidates.getRowType());
    call.transformTo(
        sort.copy(
            sort.getTraitSet(), List.of(project.copy(project.getTraitSet(), List.of(search)))));
  }

  private static boolean mergesByDistance(@Nullable RoutedRead routed) {
    return routed == null || routed.table().settings().merge() == MergeStrategy.DISTANCE;
  }

  /** What the embedding is compared with; null when it is no such comparison. */
  private static @Nullable RexNode vector(RexCall distance, List<TableColumn> columns) {
    RexNode left = distance.getOperands().get(0);
    RexNode right = distance.getOperands().get(1);
    if (isEmbedding(left, columns) && isValue(right)) {
      return right;
    }
    return isEmbedding(right, columns) && isValue(left) ? left : null;
  }

  private static boolean isEmbedding(RexNode node, List<TableColumn> columns) {
    return node instanceof RexInputRef ref && columns.get(ref.getIndex()).role() == Role.EMBEDDING;
  }

  private static boolean isValue(RexNode node) {
    return RelOptUtil.InputFinder.bits(node).isEmpty()
        && RexUtil.isDeterministic(node)
        && RexUtil.SubQueryFinder.find(node) == null
        && !RexLiteral.isNullLiteral(node);
  }

  /** A search cuts rows of equal distance off by id: no other column may decide about them. */
  private static boolean breaksTiesById(
      List<RelFieldCollation> order, Project project, List<TableColumn> columns) {
    return order.size() == 1
        || (order.get(1).direction == RelFieldCollation.Direction.ASCENDING
            && project.getProjects().get(order.get(1).getFieldIndex()) instanceof RexInputRef ref
            && columns.get(ref.getIndex()).role() == Role.ID);
  }

  private static RexNode count(Sort sort, RexBuilder rexBuilder) {
    RexNode fetch = Objects.requireNonNull(sort.fetch);
    if (sort.offset == null) {
      return fetch;
    }
    if (fetch instanceof RexLiteral && sort.offset instanceof RexLiteral) {
      return rexBuilder.makeExactLiteral(
          new BigDecimal((long) RexLiteral.intValue(fetch) + RexLiteral.intValue(sort.offset)));
    }
    return rexBuilder.makeCall(
        SqlStdOperatorTable.PLUS, whole(fetch, rexBuilder), whole(sort.offset, rexBuilder));
  }

  private static RexNode whole(RexNode node, RexBuilder rexBuilder) {
    return rexBuilder.makeCast(rexBuilder.getTypeFactory().createSqlType(SqlTypeName.BIGINT), node);
  }

  /** Configuration of the rule. */
  record Config(boolean overFilter) implements RuleConfig {
    static final Config OVER_READ = new Config(false);
    static final Config OVER_FILTER = new Config(true);

    @Override
    public RelRule.OperandTransform operandSupplier() {
      RelRule.OperandTransform read = r -> r.operand(ChromaRead.class).noInputs();
      RelRule.OperandTransform candidates =
          overFilter ? f -> f.operand(Filter.class).oneInput(read) : read;
      return b ->
          b.operand(Sort.class).oneInput(p -> p.operand(Project.class).oneInput(candidates));
    }

    @Override
    public String description() {
      return "Chroma:OrderIntoSearch" + (overFilter ? ":Filter" : "");
    }

    @Override
    public OrderIntoSearch toRule() {
      return new OrderIntoSearch(this);
    }
  }
}
