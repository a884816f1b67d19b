package io.github.chromajdbc.calcite.exec.routed;

import io.github.chromajdbc.calcite.exec.row.RowSource;
import io.github.chromajdbc.calcite.exec.row.Rows;
import io.github.chromajdbc.calcite.route.MergeStrategy;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * The nearest rows of several collections as one list: a merge of lists that are in order already.
 * Of each query it keeps as many rows as were asked for in all.
 */
final class MergedRows implements Rows {
  private static final Comparator<Input> BY_DISTANCE =
      Comparator.comparingInt(Input::queryIndex)
          .thenComparingDouble(Input::score)
          .thenComparingDouble(Input::distance)
          .thenComparing(Input::id)
          .thenComparing(Input::collection);

  private final PriorityQueue<Input> heads = new PriorityQueue<>(BY_DISTANCE);
  private final long count;
  private long toSkip;
  private long remaining;
  private int queryIndex = -1;
  private long ofQuery;
  private @Nullable Input current;

  /**
   * @param count most rows of a query
   */
  MergedRows(List<Input> inputs, MergeStrategy strategy, long count, long offset, long limit) {
    this.count = count;
    this.toSkip = offset;
    this.remaining = limit;
    for (Input input : inputs) {
      input.strategy = strategy;
      if (input.next()) {
        heads.add(input);
      }
    }
  }

  /** The rows of one collection, by query, then distance, then id. */
  static final class Input {
    private final String collection;
    private final RowSource rows;
    private MergeStrategy strategy = MergeStrategy.DISTANCE;
    private int queryIndex = -1;
    private int rank;
    private double nearest;

    Input(String collection, RowSource rows) {
      this.collection = collection;
      this.rows = rows;
    }

    boolean next() {
      if (!rows.next()) {
        return false;
      }
      if (rows.queryIndex() != queryIndex) {
        queryIndex = rows.queryIndex();
        rank = 0;
        nearest = rows.distance();
      }
      rank++;
      return true;
    }

    String collection() {
      return collection;
    }

    String id() {
      return rows.id();
    }

    int queryIndex() {
      return queryIndex;
    }

    double distance() {
      return rows.distance();
    }

    /** Less is better. */
    double score() {
      return switch (strategy) {
        case DISTANCE -> rows.distance();
        case RECIPROCAL_RANK -> rank; // 1 / (60 + rank) falls as the rank grows
        case NORMALISED -> {
          double farthest = rows.farthest();
          yield farthest > nearest ? (rows.distance() - nearest) / (farthest - nearest) : 0;
        }
      };
    }
  }

  @Override
  public boolean next() {
    while (remaining > 0) {
      Input last = current;
      current = null;
      if (last != null && last.next()) {
        heads.add(last);
      }
      Input head = heads.poll();
      if (head == null) {
        remaining = 0;
        return false;
      }
      current = head;
      if (head.queryIndex() != queryIndex) {
        queryIndex = head.queryIndex();
        ofQuery = 0;
      }
      if (++ofQuery > count) {
        continue;
      }
      if (toSkip > 0) {
        toSkip--;
        continue;
      }
      remaining--;
      return true;
    }
    current = null;
    return false;
  }

  private RowSource current() {
    Input row = current;
    if (row == null) {
      throw new IllegalStateException("No current row");
    }
    return row.rows;
  }

  @Override
  public @Nullable Object value(int column) {
    return current().value(column);
  }

  @Override
  public @Nullable Object row() {
    return current().row();
  }

  /** All rows are in memory. */
  @Override
  public void close() {}
}
