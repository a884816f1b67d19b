package io.github.chromajdbc.calcite.route;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is configured of a routed table.
 *
 * @param name of the table
 * @param collections names and globs ({@code *} and {@code ?}) of its collections
 * @param keys the metadata keys that decide where a record is; none when nothing does
 * @param map which values are where, as far as it is configured
 * @param strict whether a statement that restricts no key is an error; else it asks all collections
 * @param failing whether one collection that fails makes the statement fail; else it is a warning
 * @param unknownEverywhere whether a value that no collection is known for is looked for in all of
 *     them; else in none
 * @param candidatesPerCollection least rows that a search asks each collection for; 0 for as many
 *     as the statement wants
 * @param maxParallel most requests at once; 0 for the property {@code maxParallel}
 * @param timeout longest time for a request to one collection; zero for the network's own limit
 * @param router decides instead of the map; null for the map
 * @param listener is told of requests; null for nobody
 */
public record RoutedTableSettings(
    String name,
    List<String> collections,
    List<String> keys,
    RouteMap map,
    boolean strict,
    boolean failing,
    boolean unknownEverywhere,
    int candidatesPerCollection,
    int maxParallel,
    Duration timeout,
    MergeStrategy merge,
    @Nullable CollectionRouter router,
    @Nullable RouteListener listener) {

  public RoutedTableSettings {
    collections = List.copyOf(collections);
    keys = List.copyOf(keys);
  }

  /** A table over these collections with everything else as it is by default. */
  public static RoutedTableSettings over(
      String name, List<String> collections, List<String> keys, RouteMap map) {
    return new RoutedTableSettings(
        name,
        collections,
        keys,
        map,
        false,
        false,
        false,
        0,
        0,
        Duration.ZERO,
        MergeStrategy.DISTANCE,
        null,
        null);
  }
}
