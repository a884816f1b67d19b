package io.github.chromajdbc.calcite.plan;

import io.github.chromajdbc.calcite.plan.convert.ChromaSqlToRelConverter;
import io.github.chromajdbc.calcite.plan.expression.CheckedDateSums;
import io.github.chromajdbc.calcite.plan.expression.ConditionSteps;
import io.github.chromajdbc.calcite.plan.expression.FilterReduction;
import io.github.chromajdbc.calcite.plan.expression.LongLists;
import io.github.chromajdbc.calcite.plan.expression.MixedCasts;
import io.github.chromajdbc.calcite.plan.expression.NotNullCasts;
import io.github.chromajdbc.calcite.plan.expression.NullOperands;
import io.github.chromajdbc.calcite.plan.expression.OwnFlags;
import io.github.chromajdbc.calcite.plan.expression.SimplifiedExpressions;
import io.github.chromajdbc.calcite.plan.expression.TruthTests;
import io.github.chromajdbc.calcite.plan.expression.UnsignedZeros;
import io.github.chromajdbc.calcite.plan.expression.WideSums;
import io.github.chromajdbc.calcite.plan.group.ArrayAggregates;
import io.github.chromajdbc.calcite.plan.group.CollectionwisePlans;
import io.github.chromajdbc.calcite.plan.group.ConstantDistinct;
import io.github.chromajdbc.calcite.plan.group.ExactWindows;
import io.github.chromajdbc.calcite.plan.group.GrandTotals;
import io.github.chromajdbc.calcite.plan.join.ArrayJoins;
import io.github.chromajdbc.calcite.plan.join.JoinConditions;
import io.github.chromajdbc.calcite.plan.join.JoinInputs;
import io.github.chromajdbc.calcite.plan.join.KeyedJoins;
import io.github.chromajdbc.calcite.plan.join.RepeatedInputs;
import io.github.chromajdbc.calcite.plan.join.SingleColumnJoins;
import io.github.chromajdbc.calcite.plan.subquery.Decorrelation;
import io.github.chromajdbc.calcite.plan.subquery.FilterSubqueries;
import io.github.chromajdbc.calcite.plan.subquery.JoinSubqueries;
import io.github.chromajdbc.calcite.plan.subquery.ProjectSubqueries;
import io.github.chromajdbc.calcite.plan.subquery.RowMembership;
import io.github.chromajdbc.calcite.plan.subquery.UnequalToSome;
import io.github.chromajdbc.calcite.plan.subquery.UnknownAnswers;
import io.github.chromajdbc.calcite.rel.ChromaRead;
import io.github.chromajdbc.calcite.rel.EnumerableResidualSearch;
import io.github.chromajdbc.calcite.rel.EnumerableSearchesAhead;
import io.github.chromajdbc.calcite.rel.PushdownRules;
import io.github.chromajdbc.calcite.rel.UnnestedColumns;
import io.github.chromajdbc.calcite.rel.WorkTableScan;
import io.github.chromajdbc.calcite.validate.ValidatedQuery;
import io.github.chromajdbc.error.ChromaError;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.apache.calcite.adapter.enumerable.EnumerableConvention;
import org.apache.calcite.adapter.enumerable.EnumerableInterpretable;
import org.apache.calcite.adapter.enumerable.EnumerableRel;
import org.apache.calcite.adapter.enumerable.EnumerableRules;
import org.apache.calcite.plan.Context;
import org.apache.calcite.plan.Contexts;
import org.apache.calcite.plan.ConventionTraitDef;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.RelOptCostImpl;
import org.apache.calcite.plan.RelOptPlanner;
import org.apache.calcite.plan.RelOptRule;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.plan.hep.HepPlanner;
import org.apache.calcite.plan.hep.HepProgram;
import org.apache.calcite.plan.hep.HepProgramBuilder;
import org.apache.calcite.plan.volcano.VolcanoPlanner;
import org.apache.calcite.rel.RelCollationTraitDef;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelRoot;
import org.apache.calcite.rel.RelVisitor;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.RelFactories;
import org.apache.calcite.rel.core.RepeatUnion;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.core.Values;
import org.apache.calcite.rel.hint.HintStrategyTable;
import org.apache.calcite.rel.logical.LogicalSort;
import org.apache.calcite.rel.logical.LogicalUnion;
import org.apache.calcite.rel.metadata.DefaultRelMetadataProvider;
import org.apache.calcite.rel.rules.CoreRules;
import org.apache.calcite.rel.rules.PruneEmptyRules;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.runtime.Bindable;
import org.apache.calcite.runtime.Hook;
import org.apache.calcite.sql2rel.ConvertToChecked;
import org.apache.calcite.sql2rel.SqlToRelConverter;
import org.apache.calcite.tools.Programs;
import org.apache.calcite.tools.RelBuilder;
import org.jspecify.annotations.Nullable;

/**
 * From a validated query to a physical plan: subqueries become joins, work moves into the reads,
 * and what remains is Calcite's Enumerable. A plan that is a read and nothing else is done before
 * the planner search begins.
 */
public final class QueryPlanner {
  /** EXACT is read when names are settled; Calcite logs hints that it does not know. */
  private static final HintStrategyTable HINTS =
      HintStrategyTable.builder().hintStrategy("EXACT", (hint, rel) -> true).build();

  /**
   * Only limits pass a projection, on their way into the read. A sort that did would lose keys that
   * are functions of earlier ones, and the planner could not prove the order it was asked for.
   */
  private static final RelOptRule LIMIT_PROJECT_TRANSPOSE =
      CoreRules.SORT_PROJECT_TRANSPOSE
          .config
          .withOperandSupplier(
              sort ->
                  sort.operand(Sort.class)
                      .predicate(limit -> limit.getCollation().getFieldCollations().isEmpty())
                      .oneInput(
                          project ->
                              project
                                  .operand(Project.class)
                                  .predicate(each -> !each.containsOver())
                                  .anyInputs()))
          .toRule();

  /** Builds the filter anew, which flattens ANDs that came together from both. */
  private static final RelOptRule FILTER_PROJECT_TRANSPOSE =
      CoreRules.FILTER_PROJECT_TRANSPOSE.config.withCopyFilter(false).toRule();

  /**
   * Merges the sorted inputs of UNION ALL. Calcite's rule takes any UNION and carries the limit
   * into the inputs; where equal rows are one, more than these rows of an input can be needed.
   */
  private static final RelOptRule MERGE_UNION_ALL =
      EnumerableRules.ENUMERABLE_MERGE_UNION_RULE
          .config
          .withOperandSupplier(
              sort ->
                  sort.operand(LogicalSort.class)
                      .oneInput(
                          union ->
                              union
                                  .operand(LogicalUnion.class)
                                  .predicate(each -> each.all)
                                  .anyInputs()))
          .toRule();

  /** One of a condition's subqueries at a time: the others are not to be simplified in between. */
  private static final RelOptRule JOIN_SUBQUERIES =
      CoreRules.JOIN_SUB_QUERY_TO_CORRELATE
          .config
          .withRelBuilderFactory(
              RelBuilder.proto(Contexts.of(RelBuilder.Config.DEFAULT.withSimplify(false))))
          .toRule();

  private static final HepProgram SUBQUERIES =
      new HepProgramBuilder()
          .addRuleCollection(
              List.of(FilterSubqueries.INSTANCE, ProjectSubqueries.INSTANCE, JOIN_SUBQUERIES))
          .build();

  private static final HepProgram AGGREGATES =
      new HepProgramBuilder().addRuleInstance(CoreRules.AGGREGATE_REDUCE_FUNCTIONS).build();

  private static final HepProgram PUSHDOWN = pushdown();

  /** What is rewritten once the plan is chosen, in this order. */
  private static final List<UnaryOperator<RelNode>> PHYSICAL_REWRITES =
      List.of(
          UnnestedColumns::in,
          EnumerableResidualSearch::in,
          EnumerableSearchesAhead::in,
          ExactWindows::in,
          ConditionSteps::in,
          JoinConditions::in,
          KeyedJoins::in,
          RepeatedInputs::in,
          JoinInputs::in,
          CollectionwisePlans::in);

  /**
   * Characters. A plan of 1,700 nodes has 1.3 million; where conditions repeat each other, the
   * compiler took more than 450 MB for 3 million, to find in the end that a method is too long.
   */
  private static final int MOST_CODE_OF_JOINS = 2_000_000;

  private static final HepProgram NARROWING =
      new HepProgramBuilder()
          .addRuleCollection(List.of(PushdownRules.COLUMNS, CoreRules.PROJECT_REMOVE))
          .build();

  private static HepProgram pushdown() {
    List<RelOptRule> rules = new ArrayList<>(PushdownRules.ALL);
    rules.add(FilterReduction.INSTANCE);
    rules.add(CoreRules.FILTER_MERGE);
    rules.add(FILTER_PROJECT_TRANSPOSE);
    rules.add(CoreRules.FILTER_INTO_JOIN);
    rules.add(CoreRules.JOIN_CONDITION_PUSH);
    rules.add(CoreRules.FILTER_AGGREGATE_TRANSPOSE);
    rules.add(CoreRules.FILTER_SET_OP_TRANSPOSE);
    rules.add(CoreRules.PROJECT_MERGE);
    rules.add(CoreRules.PROJECT_REMOVE);
    rules.add(LIMIT_PROJECT_TRANSPOSE);
    rules.add(CoreRules.SORT_REMOVE);
    rules.add(PruneEmptyRules.FILTER_INSTANCE);
    rules.add(PruneEmptyRules.PROJECT_INSTANCE);
    rules.add(PruneEmptyRules.SORT_INSTANCE);
    rules.add(PruneEmptyRules.SORT_FETCH_ZERO_INSTANCE);
    rules.add(PruneEmptyRules.AGGREGATE_INSTANCE);
    rules.add(PruneEmptyRules.UNION_INSTANCE);
    rules.add(PruneEmptyRules.JOIN_LEFT_INSTANCE);
    rules.add(PruneEmptyRules.JOIN_RIGHT_INSTANCE);
    return new HepProgramBuilder()
        .addRuleInstance(PushdownRules.COLUMNS)
        .addRuleCollection(rules)
        .build();
  }

  private QueryPlanner() {}

  /**
   * Plans a query.
   *
   * @throws TooMuchCodeException when subqueries are to be joined and that takes too much code
   */
  public static PhysicalPlan plan(ValidatedQuery query, CorrelatedSubqueries subqueries) {
    VolcanoPlanner volcano = volcano();
    RelOptCluster cluster = RelOptCluster.create(volcano, new RexBuilder(query.typeFactory()));
    cluster.setMetadataQuerySupplier(PlanMetadata::new);
    RelRoot root = convert(query, cluster);
    RelBuilder relBuilder = RelFactories.LOGICAL_BUILDER.create(cluster, null);
    // Equal parts stay apart: of two with a subquery, one would keep it.
    RelNode rel = runOverTree(SUBQUERIES, JoinSubqueries.rewrite(root.rel, relBuilder));
    if (subqueries == CorrelatedSubqueries.JOINED) {
      rel = Decorrelation.rewrite(rel, relBuilder);
    }
    rel = ConstantDistinct.rewrite(rel, relBuilder);
    rel = new SearchFieldTrimmer(null, relBuilder).trim(rel);
    rel = MixedCasts.rewrite(rel); // what were columns of a query around, too
    rel = ArrayAggregates.rewrite(WideSums.rewrite(run(AGGREGATES, rel)));
    rel = run(PUSHDOWN, rel);
    if (!(rel instanceof ChromaRead)) { // what only pushed conditions named is not needed now
      rel = run(NARROWING, new SearchFieldTrimmer(null, relBuilder).trim(rel));
      rel =
          NullOperands.in(
              SingleColumnJoins.rewrite(ArrayJoins.rewrite(OrderedArrays.rewrite(rel))));
    }
    int[] columns = root.fields.leftList().stream().mapToInt(Integer::intValue).toArray();
    if (rel instanceof ChromaRead read && DirectOperands.areEvaluable(read.operands())) {
      return new PhysicalPlan.Direct(rel, columns, read.plan(), read.operands());
    }
    if (rel instanceof Values values && values.getTuples().isEmpty()) {
      return new PhysicalPlan.Empty(rel, columns);
    }
    return generated(rel, root, columns, volcano, subqueries);
  }

  private static VolcanoPlanner volcano() {
    Context context = Contexts.empty();
    VolcanoPlanner planner = new VolcanoPlanner(context);
    planner.addRelTraitDef(ConventionTraitDef.INSTANCE);
    planner.addRelTraitDef(RelCollationTraitDef.INSTANCE);
    planner.setExecutor(new org.apache.calcite.rex.RexExecutorImpl(EmptyDataContext.INSTANCE));
    EnumerableRules.rules().stream()
        .filter(
            rule ->
                !rule.equals(EnumerableRules.ENUMERABLE_MERGE_UNION_RULE)
                    && !rule.equals(EnumerableRules.ENUMERABLE_TABLE_SPOOL_RULE)
                    && !rule.equals(EnumerableRules.ENUMERABLE_REPEAT_UNION_RULE))
        .forEach(planner::addRule);
    planner.addRule(MERGE_UNION_ALL);
    RecursionRules.all().forEach(planner::addRule);
    planner.addRule(PushdownRules.WORK_TABLE);
    planner.addRule(PushdownRules.SEARCH_OVER_CANDIDATES);
    planner.addRule(PushdownRules.ROWS_OR_ELSE);
    planner.addRule(CoreRules.AGGREGATE_EXPAND_DISTINCT_AGGREGATES);
    planner.addRule(CoreRules.PROJECT_TO_LOGICAL_PROJECT_AND_WINDOW);
    planner.addRule(CoreRules.JOIN_COMMUTE);
    planner.addRule(CoreRules.SORT_REMOVE);
    return planner;
  }

  private static RelRoot convert(ValidatedQuery query, RelOptCluster cluster) {
    SqlToRelConverter converter =
        new ChromaSqlToRelConverter(
            query,
            cluster,
            SqlToRelConverter.config()
                .withHintStrategyTable(HINTS)
                .withExpand(false)
                .withInSubQueryThreshold(Integer.MAX_VALUE)
                .withTrimUnusedFields(false)
                // Merged projections would leave correlation variables of the inner one behind, and
                // simplified casts of mixed keys could not be told from those that never are NULL.
                .withRelBuilderConfigTransform(
                    building ->
                        building.withBloat(-1).withSimplify(false).withPushJoinCondition(true)));
    RelRoot root = converter.convertQuery(query.node(), false, true);
    RelNode rel = CheckedDateSums.rewrite(NotNullCasts.remove(root.rel));
    rel = TruthTests.rewrite(MixedCasts.rewrite(rel));
    rel = SimplifiedExpressions.rewrite(rel, RelFactories.LOGICAL_BUILDER.create(cluster, null));
    rel = UnequalToSome.rewrite(TruthTests.rewrite(rel)); // simplified, some are new
    rel = UnknownAnswers.keep(RowMembership.rewrite(rel));
    return root.withRel(new ConvertToChecked(cluster.getRexBuilder(), true).visit(rel));
  }

  private static RelNode run(HepProgram program, RelNode rel) {
    return run(new HepPlanner(program), rel);
  }

  private static RelNode runOverTree(HepProgram program, RelNode rel) {
    return run(new HepPlanner(program, null, true, null, RelOptCostImpl.FACTORY), rel);
  }

  private static RelNode run(HepPlanner planner, RelNode rel) {
    planner.setExecutor(rel.getCluster().getPlanner().getExecutor());
    planner.setRoot(rel);
    return planner.findBestExp();
  }

  /**
   * Two would write their steps' rows into the same place, and what names itself in a subquery
   * alone is no recursive query to Calcite.
   */
  private static void requireOneUseOfEachWorkTable(RelNode rel) {
    Set<List<String>> names = new HashSet<>();
    Set<List<String>> scanned = new HashSet<>();
    new RelVisitor() {
      @Override
      public void visit(RelNode node, int ordinal, @Nullable RelNode parent) {
        if (node instanceof RepeatUnion union
            && union.getTransientTable() != null
            && !names.add(union.getTransientTable().getQualifiedName())) {
          throw ChromaError.NOT_SUPPORTED.exception(
              "A recursive query can be named once in a statement. Repeat it in WITH under another name");
        }
        if (node instanceof WorkTableScan scan) {
          scanned.add(scan.getTable().getQualifiedName());
        }
        super.visit(node, ordinal, parent);
      }
    }.go(rel);
    if (!names.containsAll(scanned)) {
      throw ChromaError.NOT_SUPPORTED.exception(
          "A recursive query cannot name itself in a subquery. Join it in its FROM");
    }
  }

  private static PhysicalPlan generated(
      RelNode plan,
      RelRoot root,
      int[] columns,
      VolcanoPlanner volcano,
      CorrelatedSubqueries subqueries) {
    Map<String, Object> planObjects = new HashMap<>();
    RelNode logical =
        LongLists.rewrite(
            OwnFlags.in(GrandTotals.in(UnsignedZeros.in(LogicalOrders.rewrite(plan)))),
            volcano.getExecutor(),
            planObjects);
    RelTraitSet wanted =
        logical
            .getTraitSet()
            .replace(EnumerableConvention.INSTANCE)
            .replace(root.collation)
            .simplify();
    RelOptPlanner planner = volcano;
    planner.setRoot(
        logical.getTraitSet().equals(wanted) ? logical : planner.changeTraits(logical, wanted));
    RelNode best = planner.findBestExp();
    RelNode withCalc =
        Programs.calc(DefaultRelMetadataProvider.INSTANCE)
            .run(planner, best, wanted, List.of(), List.of());
    requireOneUseOfEachWorkTable(best);
    RelNode rewritten = withCalc;
    for (UnaryOperator<RelNode> rewrite : PHYSICAL_REWRITES) {
      rewritten = rewrite.apply(rewritten);
    }
    EnumerableRel physical = (EnumerableRel) rewritten;
    return new PhysicalPlan.Generated(
        physical,
        columns,
        compiled(physical, planObjects, subqueries),
        planObjects,
        physical.getRowType().getFieldCount());
  }

  private static Bindable<?> compiled(
      EnumerableRel physical, Map<String, Object> planObjects, CorrelatedSubqueries subqueries) {
    Consumer<String> onCode =
        code -> {
          if (subqueries == CorrelatedSubqueries.JOINED && code.length() > MOST_CODE_OF_JOINS) {
            throw new TooMuchCodeException(code.length());
          }
        };
    Hook.Closeable hook = Hook.JAVA_PLAN.addThread(onCode);
    try {
      return EnumerableInterpretable.toBindable(
          planObjects, null, physical, EnumerableRel.Prefer.ARRAY);
    } finally {
      hook.close();
    }
  }
}
