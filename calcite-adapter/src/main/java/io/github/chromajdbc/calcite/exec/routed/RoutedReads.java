package io.github.chromajdbc.calcite.exec.routed;

import io.github.chromajdbc.calcite.exec.context.ReadContext;
import io.github.chromajdbc.calcite.exec.read.ReadPlan;
import io.github.chromajdbc.calcite.exec.read.RoutedRead;
import io.github.chromajdbc.calcite.exec.row.CollectionReads;
import io.github.chromajdbc.calcite.exec.row.RowSource;
import io.github.chromajdbc.calcite.exec.row.Rows;
import io.github.chromajdbc.calcite.exec.search.SearchBounds;
import io.github.chromajdbc.calcite.exec.search.SearchVectors;
import io.github.chromajdbc.calcite.function.VectorValue;
import io.github.chromajdbc.calcite.parallel.OrderedTasks;
import io.github.chromajdbc.calcite.pushdown.Operand;
import io.github.chromajdbc.calcite.route.MergeStrategy;
import io.github.chromajdbc.calcite.route.RoutedTable;
import io.github.chromajdbc.calcite.route.RoutingDecision;
import io.github.chromajdbc.calcite.search.SearchPlan;
import io.github.chromajdbc.calcite.search.SearchShape.Source;
import io.github.chromajdbc.client.CollectionInfo;
import io.github.chromajdbc.error.ChromaError;
import io.github.chromajdbc.error.ChromaException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Starts reads of routed tables. */
public final class RoutedReads {
  private RoutedReads() {}

  /** The rows of a plan that does not count. */
  static Rows open(
      ReadPlan plan,
      RoutedRead routed,
      @Nullable Object[] operands,
      ReadContext context,
      long offset,
      long limit) {
    SearchPlan search = plan.search();
    if (limit == 0) {
      return CollectionReads.none(plan, context);
    }
    List<String> names = targets(routed, operands, context);
    if (search != null) {
      return search(plan, routed.table(), search, names, operands, context, offset, limit);
    }
    long rows = limit > Long.MAX_VALUE - offset ? Long.MAX_VALUE : offset + limit;
    TargetRun run = new TargetRun(routed.table(), context);
    OrderedTasks<RowSource> targets =
        new OrderedTasks<>(
            names.size(),
            run.bound(),
            false,
            context.prefetcher(),
            index -> {
              CollectionInfo member = member(routed.table(), names.get(index));
              ReadPlan read = plan.ofTarget(member, null, rows);
              return CollectionReads.open(read, operands, run.context(), 0, rows).withFirstPage();
            });
    return new InterleavedRows(names, targets, run, offset, limit);
  }

  private static Rows search(
      ReadPlan plan,
      RoutedTable table,
      SearchPlan search,
      List<String> names,
      @Nullable Object[] operands,
      ReadContext context,
      long offset,
      long limit) {
    long count = SearchBounds.of(search, operands, context.options()).count();
    if (names.isEmpty() || count == 0 || context.bind(plan.conditions(), operands).nothing()) {
      return CollectionReads.none(plan, context);
    }
    requireOneMeasure(table, search, names);
    SearchPlan ofEach = embedded(plan, ofEach(search, table, count), table, operands, context);
    return merged(
        table,
        names,
        (member, target) ->
            CollectionReads.open(
                plan.ofTarget(member, ofEach, Long.MAX_VALUE), operands, target, 0, Long.MAX_VALUE),
        count,
        offset,
        limit,
        context);
  }

  /** The search as each collection is asked it. */
  public static SearchPlan ofEach(SearchPlan search, RoutedTable table, long count) {
    int candidates = table.settings().candidatesPerCollection();
    return candidates <= count
        ? search
        : search.withCount(new Operand.Constant(BigDecimal.valueOf(candidates)));
  }

  /** What each collection answers, as one list. */
  private static Rows merged(
      RoutedTable table,
      List<String> names,
      BiFunction<CollectionInfo, ReadContext, RowSource> search,
      long count,
      long offset,
      long limit,
      ReadContext context) {
    TargetRun run = new TargetRun(table, context);
    OrderedTasks<RowSource> started =
        new OrderedTasks<>(
            names.size(),
            run.bound(),
            true,
            context.prefetcher(),
            index -> search.apply(member(table, names.get(index)), run.context()));
    TargetFailures failures = run.failures(names.size());
    List<MergedRows.Input> inputs = new ArrayList<>();
    try {
      for (int i = 0; i < names.size(); i++) {
        try {
          inputs.add(new MergedRows.Input(names.get(i), started.take(i)));
        } catch (ChromaException e) {
          failures.add(names.get(i), e);
        }
      }
    } finally {
      started.stop();
      run.close();
    }
    return new MergedRows(inputs, table.settings().merge(), count, offset, limit);
  }

  /** The number of records of a plan that counts. */
  static long count(
      ReadPlan plan, RoutedRead routed, @Nullable Object[] operands, ReadContext context) {
    List<String> names = targets(routed, operands, context);
    TargetRun run = new TargetRun(routed.table(), context);
    OrderedTasks<Long> started =
        new OrderedTasks<>(
            names.size(),
            run.bound(),
            true,
            context.prefetcher(),
            index -> {
              CollectionInfo member = member(routed.table(), names.get(index));
              return CollectionReads.count(
                  plan.ofTarget(member, null, Long.MAX_VALUE), operands, run.context());
            });
    TargetFailures failures = run.failures(names.size());
    long count = 0;
    try {
      for (int i = 0; i < names.size(); i++) {
        try {
          count += started.take(i);
        } catch (ChromaException e) {
          failures.add(names.get(i), e);
        }
      }
    } finally {
      started.stop();
      run.close();
    }
    return count;
  }

  public static List<String> targets(
      RoutedRead routed, @Nullable Object[] operands, ReadContext context) {
    RoutingDecision decision = routed.decide(operands);
    decision
        .warnings()
        .forEach(text -> context.warnings().warn(ChromaError.VALUE_NOT_ROUTED.warning(text)));
    return decision.collections();
  }

  public static CollectionInfo member(RoutedTable table, String name) {
    return table
        .member(name)
        .orElseThrow(
            () ->
                ChromaError.TABLE_NOT_FOUND.exception(
                    name, " The routes of " + table.name() + " name it"));
  }

  /** A text that all collections embed alike is embedded once, not once for each of them. */
  private static SearchPlan embedded(
      ReadPlan plan,
      SearchPlan search,
      RoutedTable table,
      @Nullable Object[] operands,
      ReadContext context) {
    List<Source> sources = search.shape().sources();
    boolean alike =
        table.members().stream().map(CollectionInfo::embeddingFunction).distinct().count() == 1;
    if (sources.stream().allMatch(Source::isVector) || (sources.contains(Source.TEXT) && !alike)) {
      return search;
    }
    List<Operand> vectors = new ArrayList<>();
    for (float[] vector : SearchVectors.of(search, plan.collection(), operands, context)) {
      vectors.add(new Operand.Constant(new VectorValue(vector)));
    }
    return search.near(vectors);
  }

  /** Distances of different spaces, or of different models' vectors, say nothing of each other. */
  private static void requireOneMeasure(RoutedTable table, SearchPlan search, List<String> names) {
    if (table.settings().merge() != MergeStrategy.DISTANCE) {
      return;
    }
    String merge = "Set \"merge\" to rrf or normalised in its routes";
    requireOneMeasure(
        table,
        search,
        names.stream().flatMap(name -> table.member(name).stream()).toList(),
        merge + ", or name one measure with SIMILARITY",
        merge);
  }

  /** Of all its collections: whether exact distances of their rows can be compared. */
  public static void requireOneMeasure(RoutedTable table, SearchPlan search) {
    String condition = "The driver decides on the condition, among the rows of all. ";
    requireOneMeasure(
        table,
        search,
        table.members(),
        condition + "Name one measure with SIMILARITY",
        condition + "Give a vector in place of the text");
  }

  private static void requireOneMeasure(
      RoutedTable table,
      SearchPlan search,
      List<CollectionInfo> members,
      String ofSpaces,
      String ofTexts) {
    if (search.shape().similarity() == null) {
      requireSame(table, members, CollectionInfo::space, "measure distances", ofSpaces);
    }
    if (search.shape().sources().contains(Source.TEXT)) {
      requireSame(table, members, CollectionInfo::embeddingFunction, "embed texts", ofTexts);
    }
  }

  private static void requireSame(
      RoutedTable table,
      List<CollectionInfo> members,
      Function<CollectionInfo, @Nullable Object> property,
      String what,
      String instead) {
    for (CollectionInfo member : members) {
      CollectionInfo first = members.get(0);
      if (!Objects.equals(property.apply(first), property.apply(member))) {
        throw ChromaError.NOT_SUPPORTED.exception(
            "Collections "
                + first.name()
                + " and "
                + member.name()
                + " of "
                + table.name()
                + " "
                + what
                + " differently: their distances cannot be compared. "
                + instead);
      }
    }
  }
}
