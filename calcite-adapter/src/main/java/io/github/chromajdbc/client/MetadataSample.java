package io.github.chromajdbc.client;

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
}
