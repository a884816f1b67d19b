package io.github.chromajdbc.calcite.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * The k rows with the least distance of those offered; ties go to the smaller id.
 *
 * @param <T> what stands for a row
 */
public final class NearestRows<T> {
  private final int count;
  private final PriorityQueue<Row<T>> farthestFirst;

  /** A row and what it is ordered by. */
  public record Row<T>(double distance, String id, T value) {}

  /**
   * @param count k, at least 1
   */
  public NearestRows(int count) {
    this.count = count;
    this.farthestFirst =
        new PriorityQueue<>(Math.min(count, 1024), NearestRows.<T>order().reversed());
  }

  /** By distance, then by id. */
  private static <T> Comparator<Row<T>> order() {
    return Comparator.<Row<T>>comparingDouble(Row::distance).thenComparing(Row::id);
  }

  /** Takes the row if it is among the nearest so far. */
  public void offer(double distance, String id, T value) {
    Row<T> row = new Row<>(distance, id, value);
    if (farthestFirst.size() < count) {
      farthestFirst.add(row);
    } else if (NearestRows.<T>order().compare(row, farthestFirst.element()) < 0) {
      farthestFirst.remove();
      farthestFirst.add(row);
    }
  }

  /** The rows, nearest first. */
  public List<Row<T>> sorted() {
    List<Row<T>> rows = new ArrayList<>(farthestFirst);
    rows.sort(order());
    return rows;
  }
}
