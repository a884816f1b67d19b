package io.github.chromajdbc.calcite.exec.window;

import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Calls over one window.
 *
 * @param keys columns, 0-based, whose values the rows of a partition share
 * @param order of the rows of a partition, the first column first
 */
public record WindowGroup(
    List<Integer> keys, List<SortColumn> order, WindowFrame frame, List<WindowCall> calls) {

  /**
   * A column that rows are ordered by.
   *
   * @param column 0-based
   */
  public record SortColumn(int column, boolean descending, boolean nullsFirst)
      implements Comparator<@Nullable Object[]> {
    @Override
    @SuppressWarnings("unchecked") // What can be ordered by is comparable with its like.
    public int compare(@Nullable Object[] left, @Nullable Object[] right) {
      Object a = left[column];
      Object b = right[column];
      if (a == null || b == null) {
        int nullLast = Boolean.compare(a == null, b == null);
        return nullsFirst ? -nullLast : nullLast;
      }
      int ascending = ((Comparable<Object>) a).compareTo(b);
      return descending ? -ascending : ascending;
    }
  }

  /** Zero for peers. */
  int compare(@Nullable Object[] left, @Nullable Object[] right) {
    for (SortColumn column : order) {
      int compared = column.compare(left, right);
      if (compared != 0) {
        return compared;
      }
    }
    return 0;
  }
}
