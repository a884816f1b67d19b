package io.github.chromajdbc.calcite.exec.generated;

import java.util.Comparator;
import org.apache.calcite.linq4j.function.Function1;
import org.jspecify.annotations.Nullable;

/**
 * The order of rows, as generated code has it.
 *
 * @param key what is compared of a row
 * @param keys compares keys; null for their natural order
 */
record RowOrder(
    Function1<@Nullable Object, @Nullable Object> key,
    @Nullable Comparator<@Nullable Object> keys) {

  /** A row, its key and its place among rows with equal keys. */
  record Entry(@Nullable Object row, @Nullable Object key, long place) {}

  Entry entry(@Nullable Object row, long place) {
    return new Entry(row, key.apply(row), place);
  }

  /** By key, then by place. */
  Comparator<Entry> entries() {
    Comparator<@Nullable Object> order = keys == null ? natural() : keys;
    return (left, right) -> {
      int byKey = order.compare(left.key(), right.key());
      return byKey != 0 ? byKey : Long.compare(left.place(), right.place());
    };
  }

  /** What generated code leaves without a comparator is comparable and never null. */
  @SuppressWarnings({"unchecked", "NullAway"})
  private static Comparator<@Nullable Object> natural() {
    return (left, right) -> ((Comparable<Object>) left).compareTo(right);
  }
}
