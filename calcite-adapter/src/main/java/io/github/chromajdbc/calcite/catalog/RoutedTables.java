package io.github.chromajdbc.calcite.catalog;

import io.github.chromajdbc.calcite.route.Globs;
import io.github.chromajdbc.calcite.route.RouteConfiguration;
import io.github.chromajdbc.calcite.route.RouteMap;
import io.github.chromajdbc.calcite.route.RoutedTable;
import io.github.chromajdbc.calcite.route.RoutedTableSettings;
import io.github.chromajdbc.calcite.route.StoredRoute;
import io.github.chromajdbc.client.CollectionInfo;
import io.github.chromajdbc.client.DatabaseName;
import io.github.chromajdbc.client.Space;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The routed tables of databases. Thread-safe.
 *
 * <p>A configured table is in every database that has one of its collections, and hides a
 * collection of its name; a table that the collections keep in their metadata does not.
 */
final class RoutedTables {
  private final RouteConfiguration configuration;
  private final DefinedTables<RoutedTable> tables;

  RoutedTables(RouteConfiguration configuration) {
    this.configuration = configuration;
    this.tables =
        new DefinedTables<>(RoutedTable.ID_PREFIX, this::tables, RoutedTables::description);
  }

  /** Whether the name is worth a look at the list of collections before it is taken for one. */
  boolean mayKnow(DatabaseName database, String name) {
    return configuration.table(name) != null || tables.knows(database, name);
  }

  /** The routed tables over these collections of a database, by name. */
  Map<String, CollectionInfo> in(DatabaseName database, List<CollectionInfo> collections) {
    return tables.in(database, collections);
  }

  /** What is routed under a description; empty when it is a collection's. */
  Optional<RoutedTable> of(CollectionInfo description) {
    return tables.of(description);
  }

  void clear() {
    tables.clear();
  }

  private Map<String, RoutedTable> tables(List<CollectionInfo> collections) {
    Map<String, RoutedTable> found = new TreeMap<>();
    stored(collections)
        .forEach(
            (name, byCollection) -> {
              if (collections.stream().noneMatch(collection -> collection.name().equals(name))) {
                add(StoredRoute.settings(name, byCollection), collections, found);
              }
            });
    for (RoutedTableSettings settings : configuration.tables().values()) {
      add(settings, collections, found);
    }
    return found;
  }

  private static void add(
      RoutedTableSettings settings,
      List<CollectionInfo> collections,
      Map<String, RoutedTable> tables) {
    List<CollectionInfo> members =
        collections.stream()
            .filter(collection -> Globs.match(settings.collections(), collection.name()))
            .toList();
    if (members.isEmpty()) {
      return;
    }
    RouteMap map = settings.map();
    Map<String, StoredRoute> learnt = stored(collections).getOrDefault(settings.name(), Map.of());
    if (!learnt.isEmpty()) {
      // REFRESH ROUTES of a configured table leaves what it learns with the collections.
      RoutedTableSettings stored = StoredRoute.settings(settings.name(), learnt);
      map = stored.keys().equals(settings.keys()) ? map.and(stored.map()) : map;
    }
    tables.put(settings.name(), new RoutedTable(settings, members, map));
  }

  /** By table, then by collection. */
  private static Map<String, Map<String, StoredRoute>> stored(List<CollectionInfo> collections) {
    Map<String, Map<String, StoredRoute>> stored = new TreeMap<>();
    for (CollectionInfo collection : collections) {
      StoredRoute.read(collection.metadata())
          .forEach(
              (table, route) ->
                  stored
                      .computeIfAbsent(table, ignored -> new TreeMap<>())
                      .put(collection.name(), route));
    }
    return stored;
  }

  private static CollectionInfo description(
      DatabaseName database, String id, String name, RoutedTable table) {
    Space space = common(table, CollectionInfo::space);
    return new CollectionInfo(
        database,
        id,
        name,
        space == null ? Space.L2 : space,
        common(table, CollectionInfo::dimension),
        Map.of(),
        null,
        common(table, CollectionInfo::embeddingFunction));
  }

  /** What all collections that have it agree on; null when they do not. */
  private static <T> @Nullable T common(
      RoutedTable table, Function<CollectionInfo, @Nullable T> property) {
    T common = null;
    for (CollectionInfo member : table.members()) {
      T value = property.apply(member);
      if (value != null && common != null && !Objects.equals(common, value)) {
        return null;
      }
      common = common == null ? value : common;
    }
    return common;
  }
}
