package io.github.chromajdbc.calcite.catalog;

import io.github.chromajdbc.client.CollectionInfo;
import io.github.chromajdbc.client.DatabaseName;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Tables of a database that are no collections: what the list of collections makes of them, each
 * described as if it were one. Its id begins with a prefix and changes whenever the table does, so
 * a plan for an older state is known as such. Thread-safe.
 *
 * @param <T> what such a table is
 */
final class DefinedTables<T> {
  private static final int REMEMBERED = 1000;

  private final String idPrefix;
  private final Function<List<CollectionInfo>, Map<String, T>> tables;
  private final Description<T> describe;
  private final AtomicLong states = new AtomicLong();
  private final Map<DatabaseName, Known<T>> byDatabase = new ConcurrentHashMap<>();

  /** What an id means that is not the newest, for the statements that are being planned with it. */
  private final Map<String, T> byId =
      Collections.synchronizedMap(
          new LinkedHashMap<>(64, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, T> eldest) {
              return size() > REMEMBERED;
            }
          });

  /** Describes a table as a collection is. */
  @FunctionalInterface
  interface Description<T> {
    CollectionInfo of(DatabaseName database, String id, String name, T table);
  }

  /**
   * @param tables the tables by name that the collections of a database make
   */
  DefinedTables(
      String idPrefix,
      Function<List<CollectionInfo>, Map<String, T>> tables,
      Description<T> describe) {
    this.idPrefix = idPrefix;
    this.tables = tables;
    this.describe = describe;
  }

  /** What was made of a list of collections. */
  private record Known<T>(List<CollectionInfo> collections, Map<String, Entry<T>> tables) {}

  private record Entry<T>(T table, CollectionInfo description) {}

  /** Whether there was a table of this name when the collections were listed last. */
  boolean knows(DatabaseName database, String name) {
    return lastListed(database, name).isPresent();
  }

  /** The description of the table of this name when the collections were listed last. */
  Optional<CollectionInfo> lastListed(DatabaseName database, String name) {
    Known<T> known = byDatabase.get(database);
    return known == null
        ? Optional.empty()
        : Optional.ofNullable(known.tables().get(name)).map(Entry::description);
  }

  /** The tables over these collections of a database, by name. */
  Map<String, CollectionInfo> in(DatabaseName database, List<CollectionInfo> collections) {
    Known<T> known = byDatabase.get(database);
    if (known == null || known.collections() != collections) {
      known = new Known<>(collections, entries(database, collections, known));
      byDatabase.put(database, known);
    }
    Map<String, CollectionInfo> descriptions = new TreeMap<>();
    known.tables().forEach((name, entry) -> descriptions.put(name, entry.description()));
    return descriptions;
  }

  private Map<String, Entry<T>> entries(
      DatabaseName database, List<CollectionInfo> collections, @Nullable Known<T> before) {
    Map<String, Entry<T>> entries = new TreeMap<>();
    tables
        .apply(collections)
        .forEach(
            (name, table) -> {
              Entry<T> entry = before == null ? null : before.tables().get(name);
              if (entry == null || !entry.table().equals(table)) {
                String id = idPrefix + name + "#" + states.incrementAndGet();
                entry = new Entry<>(table, describe.of(database, id, name, table));
              }
              byId.put(entry.description().id(), table);
              entries.put(name, entry);
            });
    return entries;
  }

  /** What is behind a description; empty when it is another's. */
  Optional<T> of(CollectionInfo description) {
    Known<T> known = byDatabase.get(description.database());
    Entry<T> now = known == null ? null : known.tables().get(description.name());
    return now != null && now.description().id().equals(description.id())
        ? Optional.of(now.table())
        : Optional.ofNullable(byId.get(description.id()));
  }

  void clear() {
    byDatabase.clear();
  }
}
