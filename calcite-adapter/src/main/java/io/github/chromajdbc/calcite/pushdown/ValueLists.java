package io.github.chromajdbc.calcite.pushdown;

import io.github.chromajdbc.client.RecordFilter.Member;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code $in} and {@code $nin}: lists of one type, since it is that of the first element, and no
 * longer than the server takes.
 */
final class ValueLists {
  private static final int MAX_STRINGS = 32_000;

  private static final int MAX_NUMBERS = 10_000;

  private ValueLists() {}

  /**
   * The lists that together hold the values: one of them contains a value, or, negated, all do not.
   *
   * @param values String, Long, Double or Boolean
   */
  static List<Bound> members(String key, boolean negated, List<?> values) {
    List<Bound> lists = new ArrayList<>();
    for (Class<?> type : List.of(String.class, Long.class, Double.class, Boolean.class)) {
      List<Object> ofType =
          values.stream().filter(type::isInstance).map(Object.class::cast).distinct().toList();
      int size = type == String.class ? MAX_STRINGS : MAX_NUMBERS;
      for (int from = 0; from < ofType.size(); from += size) {
        List<Object> chunk = ofType.subList(from, Math.min(ofType.size(), from + size));
        lists.add(Bound.of(new Member(key, negated, chunk)));
      }
    }
    return lists;
  }
}
