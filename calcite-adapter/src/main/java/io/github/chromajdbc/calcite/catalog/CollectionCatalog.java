package io.github.chromajdbc.calcite.catalog;

import io.github.chromajdbc.calcite.parallel.OrderedTasks;
import io.github.chromajdbc.calcite.route.CollectionFailure;
import io.github.chromajdbc.calcite.route.RouteConfiguration;
import io.github.chromajdbc.calcite.route.RouteLog;
import io.github.chromajdbc.calcite.route.RoutedTable;
import io.github.chromajdbc.calcite.route.TargetStore;
import io.github.chromajdbc.calcite.statement.EngineOptions;
import io.github.chromajdbc.client.Cancellation;
import io.github.chromajdbc.client.ChromaStore;
import io.github.chromajdbc.client.CollectionInfo;
import io.github.chromajdbc.client.DatabaseName;
import io.github.chromajdbc.client.RequestTurns;
import io.github.chromajdbc.error.ChromaException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Function;
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
  private final EngineOptions options;
  private final Executor executor;
  private final LayoutReader layoutReader;
  private final Map<QualifiedName, Known> byName = new ConcurrentHashMap<>();
  private final Map<DatabaseName, Listing> listings = new ConcurrentHashMap<>();
  private final Map<String, KnownLayout> layouts = new ConcurrentHashMap<>();

  private final RoutedTables routedTables;
  private final DefinedTables<StoredView> views;

  /**
   * @param routes the routed tables that are configured; the collections' metadata may keep more
   * @param executor reads the samples of a routed table's collections side by side
   */
  public CollectionCatalog(
      ChromaStore store, EngineOptions options, RouteConfiguration routes, Executor executor) {
    this.store = store;
    this.options = options;
    this.executor = executor;
    this.layoutReader = new LayoutReader(options);
    this.routedTables = new RoutedTables(routes);
    this.views =
        new DefinedTables<>(
            StoredView.ID_PREFIX,
            StoredView::in,
            (database, id, name, view) -> view.description(database, id));
  }

  /** All tables of a database, routed ones and views too, sorted by name. */
  public List<CollectionInfo> list(DatabaseName database, Cancellation cancellation) {
    return List.copyOf(tables(database, readCollections(database, cancellation)).values());
  }

  /** By name. What the collections keep hides none of them; a configured routed table does. */
  private Map<String, CollectionInfo> tables(
      DatabaseName database, List<CollectionInfo> collections) {
    Map<String, CollectionInfo> tables = new TreeMap<>(views.in(database, collections));
    collections.forEach(collection -> tables.put(collection.name(), collection));
    tables.putAll(routedTables.in(database, collections));
    return tables;
  }

  private List<CollectionInfo> readCollections(DatabaseName database, Cancellation cancellation) {
    List<CollectionInfo> collections = store.collections(database, cancellation);
    listings.put(database, new Listing(collections, System.nanoTime()));
    for (CollectionInfo collection : collections) {
      byName.put(
          new QualifiedName(database, collection.name()), new Known(collection, System.nanoTime()));
    }
    return collections;
  }

  /** The collections of a database, at most {@link #FRESH} old. */
  public List<CollectionInfo> collections(DatabaseName database, Cancellation cancellation) {
    Listing listing = listings.get(database);
    return listing != null && isFresh(listing.readAt(), FRESH)
        ? listing.collections()
        : readCollections(database, cancellation);
  }

  /**
   * What is routed under the name of a table that {@link #find} answered; empty for a collection.
   */
  public Optional<RoutedTable> routed(CollectionInfo table) {
    return routedTables.of(table);
  }

  /** The view that {@link #find} answered under this description; empty for any other table. */
  public Optional<StoredView> view(CollectionInfo table) {
    return views.of(table);
  }

  /** The table of exactly this name: a routed table, a collection or a view. */
  public Optional<CollectionInfo> find(
      DatabaseName database, String name, Cancellation cancellation) {
    if (routedTables.mayKnow(database, name)) {
      Optional<CollectionInfo> defined = findDefined(database, name, cancellation);
      if (defined.isPresent()) {
        return defined;
      }
    }
    Optional<CollectionInfo> view = views.lastListed(database, name);
    if (view.isPresent() && isStillKept(view.get(), cancellation)) {
      return view;
    }
    Optional<CollectionInfo> collection =
        isPossibleName(name) ? findCollection(database, name, cancellation) : Optional.empty();
    return collection.isPresent() ? collection : findDefined(database, name, cancellation);
  }

  /** Asks for the one collection that keeps the view, where a list could be of thousands. */
  private boolean isStillKept(CollectionInfo view, Cancellation cancellation) {
    StoredView stored = views.of(view).orElseThrow();
    return findCollection(view.database(), stored.home(), cancellation)
        .filter(stored::isKeptBy)
        .isPresent();
  }

  private Optional<CollectionInfo> findDefined(
      DatabaseName database, String name, Cancellation cancellation) {
    List<CollectionInfo> collections = collections(database, cancellation);
    CollectionInfo routed = routedTables.in(database, collections).get(name);
    return Optional.ofNullable(routed == null ? views.in(database, collections).get(name) : routed);
  }

  /** Some servers answer names that no collection can have with an error, not with "not found". */
  private static boolean isPossibleName(String name) {
    return name.matches("[a-zA-Z0-9][a-zA-Z0-9._-]{1,510}[a-zA-Z0-9]") && !name.contains("..");
  }

  private Optional<CollectionInfo> findCollection(
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

  /** The names of a database's tables, at most {@link #FRESH} old. */
  public List<String> names(DatabaseName database, Cancellation cancellation) {
    return List.copyOf(tables(database, collections(database, cancellation)).keySet());
  }

  /** The columns of a table. May read a sample of its records. */
  public TableLayout layout(CollectionInfo collection, Cancellation cancellation) {
    Optional<RoutedTable> routed = routedTables.of(collection);
    return routed.isPresent()
        ? layoutReader.union(collection, new SideBySide(routed.get(), cancellation).layouts())
        : layout(collection, store, cancellation);
  }

  private TableLayout layout(
      CollectionInfo collection, ChromaStore sampled, Cancellation cancellation) {
    TableLayout known = knownLayout(collection);
    if (known != null) {
      return known;
    }
    TableLayout layout = layoutReader.read(collection, sampled, cancellation);
    layouts.put(collection.id(), new KnownLayout(layout, evidence(collection), System.nanoTime()));
    return layout;
  }

  /** The layouts of a routed table's collections, read as its statements would read them. */
  private final class SideBySide {
    private final RoutedTable table;
    private final List<CollectionInfo> members;
    private final int bound;
    private final Cancellation cancellation;

    SideBySide(RoutedTable table, Cancellation cancellation) {
      this.table = table;
      this.members = table.members();
      int own = table.settings().maxParallel();
      this.bound = own > 0 ? own : options.maxParallel();
      this.cancellation = cancellation;
    }

    /**
     * A collection that cannot be read has the columns of its description, for now: a statement
     * that asks it says so in a warning. When none can be read there is nothing to show.
     */
    List<TableLayout> layouts() {
      RouteLog log = new RouteLog(table.settings());
      ChromaStore sampled =
          new TargetStore(store, table.settings(), new RequestTurns(bound), executor, log);
      OrderedTasks<TableLayout> tasks =
          new OrderedTasks<>(
              members.size(),
              bound,
              true,
              executor,
              index -> layout(members.get(index), sampled, cancellation));
      List<TableLayout> read = new ArrayList<>();
      int failed = 0;
      try {
        for (int i = 0; i < members.size(); i++) {
          try {
            read.add(tasks.take(i));
          } catch (ChromaException e) {
            failed++;
            if (table.settings().failing()
                || !CollectionFailure.isOfOne(e.error())
                || failed == members.size()) {
              throw e;
            }
            read.add(layoutReader.ofDescription(members.get(i)));
          }
        }
      } finally {
        tasks.stop();
        log.finish();
      }
      return read;
    }
  }

  /** The columns of a collection, when {@link #layout} would read nothing for them. */
  public @Nullable TableLayout knownLayout(CollectionInfo collection) {
    Optional<RoutedTable> routed = routedTables.of(collection);
    if (routed.isPresent()) {
      return union(collection, routed.get(), this::knownLayout);
    }
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
    Optional<RoutedTable> routed = routedTables.of(collection);
    if (routed.isPresent()) {
      return union(
          collection,
          routed.get(),
          member -> {
            TableLayout known = knownLayout(member);
            return known == null ? describedLayout(member) : known;
          });
    }
    return collection.schemaKeys() == null ? null : layoutReader.ofDescription(collection);
  }

  /** The columns of a routed table; null when those of one of its collections are. */
  private @Nullable TableLayout union(
      CollectionInfo description,
      RoutedTable table,
      Function<CollectionInfo, @Nullable TableLayout> layoutOf) {
    List<TableLayout> layouts = new ArrayList<>();
    for (CollectionInfo member : table.members()) {
      TableLayout layout = layoutOf.apply(member);
      if (layout == null) {
        return null;
      }
      layouts.add(layout);
    }
    return layoutReader.union(description, layouts);
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
    routedTables.clear();
    views.clear();
  }

  /** Forgets one collection, after the server said that it is gone. */
  public void forget(CollectionInfo collection) {
    listings.remove(collection.database());
    byName.remove(new QualifiedName(collection.database(), collection.name()));
    layouts.remove(collection.id());
  }

  private static boolean isFresh(long readAt, Duration lifetime) {
    return System.nanoTime() - readAt < lifetime.toNanos();
  }

  private record QualifiedName(DatabaseName database, String name) {}

  private record Known(CollectionInfo collection, long readAt) {}

  private record Listing(List<CollectionInfo> collections, long readAt) {}

  private record KnownLayout(TableLayout layout, Object evidence, long readAt) {}
}
