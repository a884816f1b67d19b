package io.github.chromajdbc.calcite.exec;

import io.github.chromajdbc.calcite.route.MergeStrategy;
import io.github.chromajdbc.calcite.route.RoutedTable;
import io.github.chromajdbc.calcite.route.RoutingDecision;
import io.github.chromajdbc.calcite.search.SearchPlan;
import io.github.chromajdbc.calcite.search.SearchShape.Source;
import io.github.chromajdbc.client.CollectionInfo;
import io.github.chromajdbc.error.ChromaError;
import io.github.chromajdbc.error.ChromaException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Starts reads of routed tables. */
final class RoutedReads {
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
      return new ConcatenatedRows(List.of(), List.of(), routed.table(), context, 0, 0);
    }
    List<String> names = targets(routed, operands, context);
    if (search != null) {
      return search(plan, routed.table(), search, names, operands, context, offset, limit);
    }
    long rows = limit > Long.MAX_VALUE - offset ? Long.MAX_VALUE : offset + limit;
    ReadContext target = targetContext(routed.table(), context);
    Function<String, RowSource> opener =
        name -> {
          ReadPlan read = plan.ofTarget(member(routed.table(), name), null, rows);
          return Reads.ofCollection(read, operands, target, 0, rows).withFirstPage();
        };
    return ConcatenatedRows.start(
        names, opener, routed.table(), context, bound(routed.table(), context), offset, limit);
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
    long count = RowLimits.rows("TOPK", search.count(), operands, 1, 1);
    requireOneMeasure(table, search, names);
    SearchPlan ofEach = RoutedPreview.ofEach(search, table, operands);
    ReadContext target = targetContext(table, context);
    Targets<RowSource> started =
        new Targets<>(
            names.size(),
            bound(table, context),
            true,
            context.prefetcher(),
            index -> {
              CollectionInfo member = member(table, names.get(index));
              ReadPlan read = plan.ofTarget(member, ofEach, Long.MAX_VALUE);
              return Reads.ofCollection(read, operands, target, 0, Long.MAX_VALUE);
            });
    TargetFailures failures = new TargetFailures(table, context, names.size());
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
    }
    return new MergedRows(inputs, table.settings().merge(), count, offset, limit);
  }

  /** The number of records of a plan that counts. */
  static long count(
      ReadPlan plan, RoutedRead routed, @Nullable Object[] operands, ReadContext context) {
    List<String> names = targets(routed, operands, context);
    ReadContext target = targetContext(routed.table(), context);
    Targets<Long> started =
        new Targets<>(
            names.size(),
            bound(routed.table(), context),
            true,
            context.prefetcher(),
            index -> {
              CollectionInfo member = member(routed.table(), names.get(index));
              return Reads.count(plan.ofTarget(member, null, Long.MAX_VALUE), operands, target);
            });
    TargetFailures failures = new TargetFailures(routed.table(), context, names.size());
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
    }
    return count;
  }

  private static List<String> targets(
      RoutedRead routed, @Nullable Object[] operands, ReadContext context) {
    RoutingDecision decision = routed.decide(operands);
    decision
        .warnings()
        .forEach(text -> context.warnings().warn(ChromaError.VALUE_NOT_ROUTED.warning(text)));
    return decision.collections();
  }

  private static CollectionInfo member(RoutedTable table, String name) {
    return table
        .member(name)
        .orElseThrow(
            () ->
                ChromaError.TABLE_NOT_FOUND.exception(
                    name, " The routes of " + table.name() + " name it"));
  }

  private static ReadContext targetContext(RoutedTable table, ReadContext context) {
    return context.through(
        new TargetStore(
            context.store(),
            table.settings(),
            new Semaphore(bound(table, context)),
            context.prefetcher()));
  }

  private static int bound(RoutedTable table, ReadContext context) {
    int own = table.settings().maxParallel();
    return own > 0 ? own : context.options().maxParallel();
  }

  /** Distances of different spaces, or of different models' vectors, say nothing of each other. */
  private static void requireOneMeasure(RoutedTable table, SearchPlan search, List<String> names) {
    if (table.settings().merge() != MergeStrategy.DISTANCE) {
      return;
    }
    List<CollectionInfo> members =
        names.stream().flatMap(name -> table.member(name).stream()).toList();
    if (search.shape().similarity() == null) {
      requireSame(table, members, CollectionInfo::space, "measure distances");
    }
    if (search.shape().sources().contains(Source.TEXT)) {
      requireSame(table, members, CollectionInfo::embeddingFunction, "embed texts");
    }
  }

  private static void requireSame(
      RoutedTable table,
      List<CollectionInfo> members,
      Function<CollectionInfo, @Nullable Object> property,
      String what) {
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
                + " differently: their distances cannot be compared. Set \"merge\" to rrf or "
                + "normalised in its routes"
                + (what.startsWith("measure") ? ", or name one measure with SIMILARITY" : ""));
      }
    }
  }
}
