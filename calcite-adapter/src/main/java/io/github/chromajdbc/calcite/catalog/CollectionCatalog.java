package io.github.chromajdbc.calcite.catalog;

import io.github.chromajdbc.calcite.statement.EngineOptions;
import io.github.chromajdbc.client.Cancellation;
import io.github.chromajdbc.client.ChromaStore;
import io.github.chromajdbc.client.CollectionInfo;
import io.github.chromajdbc.client.DatabaseName;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the collections of a store: descriptions by name and table layouts by id.
 * Nothing is read before it is asked for. Thread-safe.
 *
 * <p>A description is believed for {@link #FRESH}; then it is asked anew, and the layout is kept as
 * long as the description says the same. Without a schema from the server the layout comes from a
 * sample, which is read again after {@link #SAMPLE_FRESH}.
 */
public final class CollectionCatalog {
  private static final Duration FRESH = Duration.ofSeconds(2);
  private static final Duration SAMPLE_FRESH = Duration.ofSeconds(60);

  private final ChromaStore store;
  private final LayoutReader layoutReader;
  private final Map<QualifiedName, Known> byName = new ConcurrentHashMap<>();
  private final Map<DatabaseName, Listing> listings = new ConcurrentHashMap<>();
  private final Map<String, KnownLayout> layouts = new ConcurrentHashMap<>();

  public CollectionCatalog(ChromaStore store, EngineOptions options) {
    this.store = store;
    this.layoutReader = new LayoutReader(store, options);
  }

  /** All collections of a database, sorted by name. */
  public List<CollectionInfo> list(DatabaseName database, Cancellation cancellation) {
    List<CollectionInfo> collections = store.collections(database, cancellation);
    listings.put(
        database,
        new Listing(collections.stream().map(CollectionInfo::name).toList(), System.nanoTime()));
    for (CollectionInfo collection : collections) {
      byName.put(
          new QualifiedName(database, collection.name()), new Known(collection, System.nanoTime()));
    }
    return collections;
  }

  /** The collection of exactly this name. */
  public Optional<CollectionInfo> find(
      DatabaseName database, String name, Cancellation cancellation) {
    QualifiedName qualified = new QualifiedName(database, name);
    Known known = byName.get(qualified);
    if (known != null && isFresh(known.readAt(), FRESH)) {
      return Optional.of(known.collection());
    }
    Optional<CollectionInfo> found = store.collection(database, name, cancellation);
    if (found.isPresent()) {
      byName.put(qualified, new Known(found.get(), System.nanoTime()));
    } else {
      byName.remove(qualified);
    }
    return found;
  }

  /** The names of a database's collections, at most {@link #FRESH} old. */
  public List<String> names(DatabaseName database, Cancellation cancellation) {
    Listing listing = listings.get(database);
    if (listing != null && isFresh(listing.readAt(), FRESH)) {
      return listing.names();
    }
    return list(database, cancellation).stream().map(CollectionInfo::name).toList();
  }

  /** The columns of a collection. May read a sample of its records. */
  public TableLayout layout(CollectionInfo collection, Cancellation cancellation) {
    TableLayout known = knownLayout(collection);
    if (known != null) {
      return known;
    }
    TableLayout layout = layoutReader.read(collection, cancellation);
    layouts.put(collection.id(), new KnownLayout(layout, evidence(collection), System.nanoTime()));
    return layout;
  }

  /** The columns of a collection, when {@link #layout} would read nothing for them. */
  public @Nullable TableLayout knownLayout(CollectionInfo collection) {
    KnownLayout known = layouts.get(collection.id());
    return known != null
            && known.evidence().equals(evidence(collection))
            && (collection.schemaKeys() != null || isFresh(known.readAt(), SAMPLE_FRESH))
        ? known.layout()
        : null;
  }

  /**
   * The columns as the collection's description tells them, in which an array is its element; null
   * when it tells none. Reads nothing.
   */
  public @Nullable TableLayout describedLayout(CollectionInfo collection) {
    return collection.schemaKeys() == null ? null : layoutReader.ofDescription(collection);
  }

  /** What a layout depends on. */
  private static Object evidence(CollectionInfo collection) {
    Map<String, ?> schema = collection.schemaKeys();
    return List.of(
        schema == null ? Map.of() : schema, collection.dimension() != null, collection.metadata());
  }

  /** Forgets everything. */
  public void refresh() {
    byName.clear();
    listings.clear();
    layouts.clear();
  }

  /** Forgets one collection, after the server said that it is gone. */
  public void forget(CollectionInfo collection) {
    byName.remove(new QualifiedName(collection.database(), collection.name()));
    layouts.remove(collection.id());
  }

  private static boolean isFresh(long readAt, Duration lifetime) {
    return System.nanoTime() - readAt < lifetime.toNanos();
  }

  private record QualifiedName(DatabaseName database, String name) {}

  private record Known(CollectionInfo collection, long readAt) {}

  private record Listing(List<String> names, long readAt) {}

  private record KnownLayout(TableLayout layout, Object evidence, long readAt) {}
}
