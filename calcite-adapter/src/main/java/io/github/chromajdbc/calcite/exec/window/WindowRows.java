package io.github.chromajdbc.calcite.exec.window;

import io.github.chromajdbc.client.Cancellation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Computes the calls of a plan for all rows; the rows come out in the order they came in. */
public final class WindowRows {
  private WindowRows() {}

  /**
   * The rows, each with the values of the calls behind its own.
   *
   * @param rows each with the plan's columns
   */
  public static List<@Nullable Object[]> of(
      WindowPlan plan, Iterable<@Nullable Object[]> rows, Cancellation cancellation) {
    int width = plan.width();
    List<@Nullable Object[]> all = new ArrayList<>();
    for (@Nullable Object[] row : rows) {
      all.add(Arrays.copyOf(row, width));
    }
    int column = plan.columns();
    for (WindowGroup group : plan.groups()) {
      for (List<@Nullable Object[]> part : parts(all, group)) {
        part.sort(group::compare);
        compute(new Partition(part, group), group, column, cancellation);
      }
      column += group.calls().size();
    }
    return all;
  }

  private static Iterable<List<@Nullable Object[]>> parts(
      List<@Nullable Object[]> rows, WindowGroup group) {
    Map<List<@Nullable Object>, List<@Nullable Object[]>> parts = new LinkedHashMap<>();
    for (@Nullable Object[] row : rows) {
      List<@Nullable Object> keys = new ArrayList<>();
      group.keys().forEach(key -> keys.add(row[key]));
      parts.computeIfAbsent(keys, any -> new ArrayList<>()).add(row);
    }
    return parts.values();
  }

  private static void compute(
      Partition partition, WindowGroup group, int firstColumn, Cancellation cancellation) {
    int column = firstColumn;
    for (WindowCall call : group.calls()) {
      FrameValues values = new FrameValues(partition, call);
      for (int i = 0; i < partition.size(); i++) {
        cancellation.throwIfCancelled();
        partition.row(i)[column] = values.at(i);
      }
      column++;
    }
  }
}
