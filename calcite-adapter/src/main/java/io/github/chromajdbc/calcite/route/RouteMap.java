package io.github.chromajdbc.calcite.route;

import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Which values of the discriminator keys are in which collection.
 *
 * @param byCollection by the name of a collection, combinations of values in the order of the keys;
 *     each value as its text. A collection that is not in it may have any value.
 */
public record RouteMap(Map<String, Set<List<String>>> byCollection) {
  /** Nothing is known. */
  public static final RouteMap EMPTY = new RouteMap(Map.of());

  public RouteMap {
    Map<String, Set<List<String>>> copy = new TreeMap<>();
    byCollection.forEach(
        (collection, combinations) -> copy.put(collection, Set.copyOf(combinations)));
    byCollection = Collections.unmodifiableMap(copy);
  }

  /** What one of two maps knows. */
  public RouteMap and(RouteMap other) {
    Map<String, Set<List<String>>> both = new TreeMap<>();
    byCollection.forEach((collection, some) -> both.put(collection, new HashSet<>(some)));
    other.byCollection.forEach(
        (collection, some) ->
            both.computeIfAbsent(collection, ignored -> new HashSet<>()).addAll(some));
    return new RouteMap(both);
  }

  /** Whether it says what a collection has. */
  public boolean knows(String collection) {
    return byCollection.containsKey(collection);
  }

  /** The combinations in a collection; empty when it has none or is not known. */
  public Set<List<String>> combinations(String collection) {
    return byCollection.getOrDefault(collection, Set.of());
  }

  /** All values of the key at this position, 0-based. */
  public Set<String> values(int key) {
    Set<String> values = new HashSet<>();
    byCollection
        .values()
        .forEach(combinations -> combinations.forEach(one -> values.add(one.get(key))));
    return values;
  }
}
