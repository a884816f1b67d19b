package io.github.chromajdbc.calcite.exec.routed;

import io.github.chromajdbc.calcite.exec.row.RowSource;
import io.github.chromajdbc.calcite.exec.row.Rows;
import io.github.chromajdbc.calcite.parallel.OrderedTasks;
import io.github.chromajdbc.error.ChromaException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rows of several collections: a page of each of those that are read at once, then their second
 * pages, and so on; when one ends, the next collection takes its place. So all of them have
 * requests under way, no matter how many pages each has, and the order of rows depends on what
 * there is to read, not on who is quick. What is not needed any more is not asked for.
 */
final class InterleavedRows implements Rows {
  private final List<String> names;
  private final OrderedTasks<RowSource> targets;
  private final TargetRun run;
  private final TargetFailures failures;
  private final Deque<Integer> turns = new ArrayDeque<>();
  private final @Nullable RowSource[] sources;
  private long toSkip;
  private long remaining;
  private int begun;
  private int turn;
  private @Nullable RowSource current;
  private volatile boolean closed;

  /**
   * @param targets the rows of each collection, by position, once their first page has come; as
   *     many are started as are read at once
   * @param run what they are read with; ends with these rows
   */
  InterleavedRows(
      List<String> names, OrderedTasks<RowSource> targets, TargetRun run, long offset, long limit) {
    this.names = names;
    this.targets = targets;
    this.run = run;
    this.failures = run.failures(names.size());
    this.sources = new RowSource[names.size()];
    this.toSkip = offset;
    this.remaining = limit;
    while (begun < Math.min(run.bound(), names.size())) {
      turns.add(begun++);
    }
  }

  @Override
  public boolean next() {
    while (remaining > 0 && !closed) {
      RowSource rows = current;
      if (rows == null) {
        Integer following = turns.poll();
        if (following == null) {
          return false;
        }
        turn = following;
        current = nextPage(following);
      } else if (rows.nextInPage()) {
        if (toSkip == 0) {
          remaining--;
          return true;
        }
        toSkip--;
      } else {
        current = null;
        if (sources[turn] != null) {
          turns.add(turn);
        }
      }
    }
    return false;
  }

  /** The rows of a collection, before those of its next page; null when there is none. */
  private @Nullable RowSource nextPage(int index) {
    try {
      RowSource begunBefore = sources[index];
      RowSource rows = begunBefore == null ? targets.take(index) : begunBefore;
      boolean more = begunBefore == null || rows.nextPage();
      if (rows.isLastPage()) {
        sources[index] = null;
        beginAnother();
      } else {
        sources[index] = rows;
      }
      return more ? rows : null;
    } catch (ChromaException e) {
      sources[index] = null;
      if (!closed) {
        failures.add(names.get(index), e);
        beginAnother();
      }
      return null;
    }
  }

  private void beginAnother() {
    if (begun < names.size()) {
      targets.startNext();
      turns.add(begun++);
    }
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
    targets.forEachDone(RowSource::close);
  }
}
