package io.github.chromajdbc.calcite.route;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A routed table as the metadata of its collections keeps it, one entry in each: what it is over,
 * and which values the collection itself has. Others can write it, so it names no class and no
 * file.
 *
 * @param table its name
 * @param over names and globs of its collections
 * @param keys the discriminators
 * @param values the combinations in this collection; null when nobody has looked
 */
public record StoredRoute(
    String table, List<String> over, List<String> keys, @Nullable Set<List<String>> values) {
  private static final String PREFIX = "chroma-jdbc:route:";

  public StoredRoute {
    over = List.copyOf(over);
    keys = List.copyOf(keys);
    values = values == null ? null : Set.copyOf(values);
  }

  /** The key under which collections keep the table of this name. */
  public static String metadataKey(String table) {
    return PREFIX + table;
  }

  /** The entries in a collection's metadata, by table; what cannot be read is left out. */
  public static Map<String, StoredRoute> read(Map<String, Object> metadata) {
    Map<String, StoredRoute> routes = new TreeMap<>();
    metadata.forEach(
        (key, value) -> {
          if (key.startsWith(PREFIX) && value instanceof String text) {
            StoredRoute route = read(key.substring(PREFIX.length()), text);
            if (route != null) {
              routes.put(route.table(), route);
            }
          }
        });
    return routes;
  }

  private static @Nullable StoredRoute read(String table, String text) {
    Object value;
    try {
      value = RouteJson.read(text);
    } catch (IOException e) {
      return null; // Written by something else: this collection is no part of the table.
    }
    if (!(value instanceof Map<?, ?> map)) {
      return null;
    }
    List<String> over = texts(map.get("over"));
    List<String> keys = texts(map.get("by"));
    if (over == null || over.isEmpty() || keys == null) {
      return null;
    }
    if (!(map.get("values") instanceof List<?> list)) {
      return new StoredRoute(table, over, keys, null);
    }
    Set<List<String>> values = new HashSet<>();
    for (Object combination : list) {
      List<String> one = texts(combination);
      if (one == null || one.size() != keys.size()) {
        return new StoredRoute(table, over, keys, null);
      }
      values.add(one);
    }
    return new StoredRoute(table, over, keys, values);
  }

  private static @Nullable List<String> texts(@Nullable Object value) {
    if (!(value instanceof List<?> list) || !list.stream().allMatch(String.class::isInstance)) {
      return null;
    }
    return list.stream().map(String::valueOf).toList();
  }

  /** The value for {@link #metadataKey}. */
  public String text() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("over", over);
    map.put("by", keys);
    if (values != null) {
      List<List<String>> sorted = new ArrayList<>(values);
      sorted.sort(java.util.Comparator.comparing(List::toString));
      map.put("values", sorted);
    }
    return RouteJson.write(map);
  }

  /** The settings of a table that these collections keep, by the name of the collection. */
  public static RoutedTableSettings settings(String table, Map<String, StoredRoute> byCollection) {
    Map<String, Set<List<String>>> map = new HashMap<>();
    StoredRoute first = new TreeMap<>(byCollection).firstEntry().getValue();
    byCollection.forEach(
        (collection, route) -> {
          Set<List<String>> values = route.values();
          if (values != null && route.keys().equals(first.keys())) {
            map.put(collection, values);
          }
        });
    return RoutedTableSettings.over(table, first.over(), first.keys(), new RouteMap(map));
  }
}
