package io.github.chromajdbc.client;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * What a bounded number of records shows of a collection's metadata.
 *
 * @param records how many were looked at
 * @param kinds metadata keys and the kinds of value seen; an empty array has no kind and is left
 *     out
 */
public record MetadataSample(int records, Map<String, Set<ValueKind>> kinds) {
  public MetadataSample {
    kinds = Map.copyOf(kinds);
  }

  /** What both show together. */
  public MetadataSample and(MetadataSample other) {
    Map<String, Set<ValueKind>> all = new HashMap<>(kinds);
    other.kinds.forEach(
        (key, more) ->
            all.merge(
                key,
                more,
                (one, two) -> {
                  Set<ValueKind> both = EnumSet.copyOf(one);
                  both.addAll(two);
                  return both;
                }));
    return new MetadataSample(records + other.records, all);
  }
}
