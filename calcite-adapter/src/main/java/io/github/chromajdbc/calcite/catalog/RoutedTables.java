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
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The routed tables of databases, described as if each were a collection. Its id begins with {@code
 * routed:} and changes whenever the table does, so a plan for an older state is known as such.
 * Thread-safe.
 *
 * <p>A configured table is in every database that has one of its collections, and hides a
 * collection of its name; a table that the collections keep in their metadata does not.
 */
final class RoutedTables {
  private static final int REMEMBERED = 1000;

  private final RouteConfiguration configuration;
  private final AtomicLong states = new AtomicLong();
  private final Map<DatabaseName, Known> byDatabase = new ConcurrentHashMap<>();

  /** What an id means, for the statements that are being planned with it. */
  private final Map<String, RoutedTable> byId =
      Collections.synchronizedMap(
          new LinkedHashMap<>(64, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, RoutedTable> eldest) {
              return size() > REMEMBERED;
            }
          });

  RoutedTables(RouteConfiguration configuration) {
    this.configuration = configuration;
  }

  /** What was made of a list of collections. */
  private record Known(List<CollectionInfo> collections, Map<String, Entry> tables) {}

  private record Entry(RoutedTable table, CollectionInfo description) {}

  /** Whether the name is worth a look at the list of collections before it is taken for one. */
  boolean mayKnow(DatabaseName database, String name) {
    Known known = byDatabase.get(database);
    return configuration.table(name) != null || (known != null && known.tables().containsKey(name));
  }

  /** The routed tables over these collections of a database, by name. */
  Map<String, CollectionInfo> in(DatabaseName database, List<CollectionInfo> collections) {
    Known known = byDatabase.get(database);
    if (known == null || known.collections() != collections) {
      known = new Known(collections, entries(database, collections, known));
      byDatabase.put(database, known);
    }
    Map<String, CollectionInfo> descriptions = new TreeMap<>();
    known.tables().forEach((name, entry) -> descriptions.put(name, entry.description()));
    return descriptions;
  }

  /** What is routed under a description; empty when it is a collection's. */
  Optional<RoutedTable> of(CollectionInfo description) {
    return Optional.ofNullable(byId.get(description.id()));
  }

  void clear() {
    byDatabase.clear();
  }

  private Map<String, Entry> entries(
      DatabaseName database, List<CollectionInfo> collections, @Nullable Known before) {
    Map<String, Entry> entries = new TreeMap<>();
    for (RoutedTable table : tables(collections)) {
      Entry old = before == null ? null : before.tables().get(table.name());
      if (old == null || !old.table().equals(table)) {
        old = new Entry(table, description(database, table));
      }
      byId.put(old.description().id(), table);
      entries.put(table.name(), old);
    }
    return entries;
  }

  private List<RoutedTable> tables(List<CollectionInfo> collections) {
    Map<String, RoutedTable> tables = new TreeMap<>();
    stored(collections)
        .forEach(
            (name, byCollection) -> {
              if (collections.stream().noneMatch(collection -> collection.name().equals(name))) {
                add(StoredRoute.settings(name, byCollection), collections, tables);
              }
            });
    for (RoutedTableSettings settings : configuration.tables().values()) {
      add(settings, collections, tables);
    }
    return List.copyOf(tables.values());
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

  private CollectionInfo description(DatabaseName database, RoutedTable table) {
    Space space = common(table, CollectionInfo::space);
    return new CollectionInfo(
        database,
        RoutedTable.ID_PREFIX + table.name() + "#" + states.incrementAndGet(),
        table.name(),
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
