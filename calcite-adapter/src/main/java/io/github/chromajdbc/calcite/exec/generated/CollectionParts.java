package io.github.chromajdbc.calcite.exec.generated;

import io.github.chromajdbc.calcite.exec.context.ReadContext;
import io.github.chromajdbc.calcite.exec.generated.ChromaDataContext.Target;
import io.github.chromajdbc.calcite.exec.read.ReadPlan;
import io.github.chromajdbc.calcite.exec.read.RoutedRead;
import io.github.chromajdbc.calcite.exec.read.RowBounds;
import io.github.chromajdbc.calcite.exec.routed.RoutedReads;
import io.github.chromajdbc.calcite.exec.routed.TargetFailures;
import io.github.chromajdbc.calcite.exec.routed.TargetRun;
import io.github.chromajdbc.calcite.parallel.OrderedTasks;
import io.github.chromajdbc.error.ChromaException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.calcite.DataContext;
import org.apache.calcite.linq4j.AbstractEnumerable;
import org.apache.calcite.linq4j.Enumerable;
import org.apache.calcite.linq4j.Enumerator;
import org.apache.calcite.linq4j.function.Function1;
import org.apache.calcite.linq4j.tree.Types;
import org.jspecify.annotations.Nullable;

/**
 * Runs a part of a plan, an aggregate or a sort over a read, once for each collection of the read's
 * routed table, several at once. Only what the part makes of a collection is kept, not its rows.
 */
public final class CollectionParts {
  /** {@link #each}. */
  public static final Method EACH =
      Types.lookupMethod(
          CollectionParts.class,
          "each",
          DataContext.class,
          ReadPlan.class,
          Object[].class,
          Function1.class);

  /** {@link #merged}. */
  public static final Method MERGED =
      Types.lookupMethod(
          CollectionParts.class,
          "merged",
          DataContext.class,
          ReadPlan.class,
          Object[].class,
          Function1.class,
          Function1.class,
          Comparator.class,
          RowBounds.class,
          Object[].class);

  private CollectionParts() {}

  /**
   * What the part makes of each collection, one after the other. As many collections as are read at
   * once wait to be taken.
   *
   * @param plan the read inside the part
   * @param operands of the read
   */
  public static Enumerable<@Nullable Object> each(
      DataContext root,
      ReadPlan plan,
      @Nullable Object[] operands,
      Function1<DataContext, Enumerable<@Nullable Object>> part) {
    ChromaDataContext dataContext = (ChromaDataContext) root;
    return new AbstractEnumerable<>() {
      @Override
      public Enumerator<@Nullable Object> enumerator() {
        return new Parts(Started.of(dataContext, plan, operands, part, false));
      }
    };
  }

  /**
   * What the part makes of each collection, which is in order, as one list in this order.
   *
   * @param operands of the read
   * @param boundOperands of the bounds
   */
  public static Enumerable<@Nullable Object> merged(
      DataContext root,
      ReadPlan plan,
      @Nullable Object[] operands,
      Function1<DataContext, Enumerable<@Nullable Object>> part,
      Function1<@Nullable Object, @Nullable Object> key,
      @Nullable Comparator<@Nullable Object> keys,
      RowBounds bounds,
      @Nullable Object[] boundOperands) {
    ChromaDataContext dataContext = (ChromaDataContext) root;
    return SortedRows.lazily(
        () -> {
          long offset = bounds.offset(boundOperands);
          long fetch = bounds.fetch(boundOperands);
          List<List<@Nullable Object>> lists = new ArrayList<>();
          if (fetch > 0) {
            try (Started started = Started.of(dataContext, plan, operands, part, true)) {
              for (List<@Nullable Object> rows = started.next();
                  rows != null;
                  rows = started.next()) {
                lists.add(rows);
              }
            }
          }
          return SortedRows.merged(lists, new RowOrder(key, keys), offset, fetch);
        });
  }

  /** The parts of one run. */
  private static final class Started implements AutoCloseable {
    private final List<String> names;
    private final TargetRun run;
    private final TargetFailures failures;
    private final OrderedTasks<List<@Nullable Object>> targets;
    private final boolean ahead;
    private int next;

    private Started(
        List<String> names,
        TargetRun run,
        OrderedTasks<List<@Nullable Object>> targets,
        boolean ahead) {
      this.ahead = ahead;
      this.names = names;
      this.run = run;
      this.failures = run.failures(names.size());
      this.targets = targets;
    }

    static Started of(
        ChromaDataContext dataContext,
        ReadPlan plan,
        @Nullable Object[] operands,
        Function1<DataContext, Enumerable<@Nullable Object>> part,
        boolean ahead) {
      ReadContext context = dataContext.readContext();
      RoutedRead routed = plan.requireRouted();
      List<String> names = RoutedReads.targets(routed, operands, context);
      TargetRun run = new TargetRun(routed.table(), context);
      return new Started(
          names,
          run,
          new OrderedTasks<>(
              names.size(),
              run.bound(),
              ahead,
              context.prefetcher(),
              index ->
                  all(
                      part.apply(
                          dataContext.of(
                              new Target(
                                  RoutedReads.member(routed.table(), names.get(index)),
                                  run.context()))))),
          ahead);
    }

    private static List<@Nullable Object> all(Enumerable<@Nullable Object> rows) {
      List<@Nullable Object> all = new ArrayList<>();
      try (Enumerator<@Nullable Object> each = rows.enumerator()) {
        while (each.moveNext()) {
          all.add(each.current());
        }
      }
      return all;
    }

    /** What the part made of the next collection that can be read; null after the last. */
    @Nullable List<@Nullable Object> next() {
      while (next < names.size()) {
        int index = next++;
        try {
          return targets.take(index);
        } catch (ChromaException e) {
          failures.add(names.get(index), e);
        } finally {
          if (!ahead) {
            targets.startNext();
          }
        }
      }
      return null;
    }

    @Override
    public void close() {
      targets.stop();
      run.close();
    }
  }

  private static final class Parts implements Enumerator<@Nullable Object> {
    private final Started started;
    private List<@Nullable Object> rows = List.of();
    private int row = -1;

    Parts(Started started) {
      this.started = started;
    }

    @Override
    public @Nullable Object current() {
      return rows.get(row);
    }

    @Override
    public boolean moveNext() {
      row++;
      while (row >= rows.size()) {
        List<@Nullable Object> following = started.next();
        if (following == null) {
          rows = List.of();
          row = -1;
          return false;
        }
        rows = following;
        row = 0;
      }
      return true;
    }

    @Override
    public void reset() {
      throw new UnsupportedOperationException("Rows are read once");
    }

    @Override
    public void close() {
      started.close();
    }
  }
}
