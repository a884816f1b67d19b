package io.github.chromajdbc.calcite.exec;

import io.github.chromajdbc.error.ChromaException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rows of several collections, one collection after the other; the first pages of the next ones
 * are asked for while one is read. What is not needed any more is not asked for.
 */
final class ConcatenatedRows implements Rows {
  private final List<String> names;
  private final Targets<RowSource> targets;
  private final TargetRun run;
  private final TargetFailures failures;
  private long toSkip;
  private long remaining;
  private int next;
  private volatile @Nullable RowSource current;
  private volatile boolean closed;

  /**
   * @param targets the rows of each collection, by position
   * @param run what they are read with; ends with these rows
   */
  ConcatenatedRows(
      List<String> names, Targets<RowSource> targets, TargetRun run, long offset, long limit) {
    this.names = names;
    this.targets = targets;
    this.run = run;
    this.failures = run.failures(names.size());
    this.toSkip = offset;
    this.remaining = limit;
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
          rows = targets.take(next++);
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
        if (closed) {
          return false;
        }
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
    targets.stop();
    run.close();
    RowSource rows = current;
    if (rows != null) {
      rows.close();
    }
    targets.forEachDone(RowSource::close);
  }
}
