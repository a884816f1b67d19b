package io.github.chromajdbc.calcite.exec;

import io.github.chromajdbc.calcite.route.RoutedTable;
import io.github.chromajdbc.error.ChromaException;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The rows of several collections, one collection after the other; the first pages of the next ones
 * are asked for while one is read. What is not needed any more is not asked for.
 */
final class ConcatenatedRows implements Rows {
  private final List<String> names;
  private final TargetFailures failures;
  private final List<Targets<RowSource>> started;
  private long toSkip;
  private long remaining;
  private int next;
  private volatile @Nullable RowSource current;
  private volatile boolean closed;

  /**
   * @param started how to get at the rows of each; none when there are no collections
   */
  ConcatenatedRows(
      List<String> names,
      List<Targets<RowSource>> started,
      RoutedTable table,
      ReadContext context,
      long offset,
      long limit) {
    this.names = names;
    this.started = started;
    this.failures = new TargetFailures(table, context, names.size());
    this.toSkip = offset;
    this.remaining = limit;
  }

  static ConcatenatedRows start(
      List<String> names,
      Function<String, RowSource> opener,
      RoutedTable table,
      ReadContext context,
      int bound,
      long offset,
      long limit) {
    Targets<RowSource> targets =
        new Targets<>(
            names.size(),
            bound,
            false,
            context.prefetcher(),
            index -> opener.apply(names.get(index)));
    return new ConcatenatedRows(names, List.of(targets), table, context, offset, limit);
  }

  @Override
  public boolean next() {
    while (remaining > 0 && !closed) {
      RowSource rows = current;
      try {
        if (rows == null) {
          if (next >= names.size()) {
            return false;
          }
          rows = started.get(0).take(next++);
          current = rows;
        }
        if (rows.next()) {
          if (toSkip > 0) {
            toSkip--;
            continue;
          }
          remaining--;
          return true;
        }
      } catch (ChromaException e) {
        failures.add(names.get(next - 1), e);
      }
      if (rows != null) {
        rows.close();
      }
      current = null;
    }
    return false;
  }

  private RowSource current() {
    RowSource rows = current;
    if (rows == null) {
      throw new IllegalStateException("No current row");
    }
    return rows;
  }

  @Override
  public @Nullable Object value(int column) {
    return current().value(column);
  }

  @Override
  public @Nullable Object row() {
    return current().row();
  }

  @Override
  public void close() {
    closed = true;
    RowSource rows = current;
    if (rows != null) {
      rows.close();
    }
    for (Targets<RowSource> targets : started) {
      targets.stop();
      targets.forEachDone(RowSource::close);
    }
  }
}
