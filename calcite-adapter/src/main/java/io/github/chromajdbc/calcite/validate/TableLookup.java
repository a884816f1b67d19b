package io.github.chromajdbc.calcite.validate;

import io.github.chromajdbc.calcite.catalog.CollectionCatalog;
import io.github.chromajdbc.calcite.catalog.StoredView;
import io.github.chromajdbc.calcite.catalog.TableLayout;
import io.github.chromajdbc.calcite.route.RoutedTable;
import io.github.chromajdbc.calcite.statement.Session;
import io.github.chromajdbc.client.Cancellation;
import io.github.chromajdbc.client.CollectionInfo;
import io.github.chromajdbc.client.DatabaseName;
import io.github.chromajdbc.error.ChromaError;
import io.github.chromajdbc.error.NearestName;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Finds the collection that {@code [[tenant.]database.]name} means: the exact name, else the one
 * that matches ignoring case.
 */
public final class TableLookup {
  private final CollectionCatalog catalog;
  private final Session session;
  private final DatabaseName current;
  private final Cancellation cancellation;
  private final boolean mayRead;
  private final AtomicBoolean provisional;

  /** Looks names up from where a connection stands. */
  public TableLookup(CollectionCatalog catalog, Session session, Cancellation cancellation) {
    this(catalog, session, session.database(), cancellation, true, new AtomicBoolean());
  }

  private TableLookup(
      CollectionCatalog catalog,
      Session session,
      DatabaseName current,
      Cancellation cancellation,
      boolean mayRead,
      AtomicBoolean provisional) {
    this.catalog = catalog;
    this.session = session;
    this.current = current;
    this.cancellation = cancellation;
    this.mayRead = mayRead;
    this.provisional = provisional;
  }

  /** Who asks, and where: inside a view of another database too. */
  Session session() {
    return session;
  }

  /**
   * The same names, with columns that are read from no record where the server describes them. A
   * statement that reads none then needs no request for records at all.
   */
  public TableLookup withoutReads() {
    return new TableLookup(catalog, session, current, cancellation, false, new AtomicBoolean());
  }

  /** The same, for the names in a view of this database. */
  TableLookup in(DatabaseName database) {
    return new TableLookup(catalog, session, database, cancellation, mayRead, provisional);
  }

  /** Whether columns were given that a look at the records could change. */
  public boolean isProvisional() {
    return provisional.get();
  }

  /** What is routed under a name; null when it is a collection's. */
  @Nullable RoutedTable routed(CollectionInfo table) {
    return catalog.routed(table).orElse(null);
  }

  /** The view of this description; null when it is another table's. */
  @Nullable StoredView view(CollectionInfo table) {
    return catalog.view(table).orElse(null);
  }

  /** The columns of a collection. */
  public TableLayout layout(CollectionInfo collection) {
    if (!mayRead && catalog.knownLayout(collection) == null) {
      TableLayout described = catalog.describedLayout(collection);
      if (described != null) {
        provisional.set(true);
        return described;
      }
    }
    return catalog.layout(collection, cancellation);
  }

  /**
   * The table of INFORMATION_SCHEMA that a name means; empty when it means something else.
   *
   * @throws io.github.chromajdbc.error.ChromaException 42S02 when that schema has no such table
   */
  Optional<InformationReference> informationTable(List<String> names) {
    return InformationReference.find(names, current.tenant());
  }

  /**
   * The collection, routed table or view.
   *
   * @throws io.github.chromajdbc.error.ChromaException 42S02 when there is none
   */
  public CollectionInfo find(List<String> names) {
    String name = names.get(names.size() - 1);
    DatabaseName database =
        switch (names.size()) {
          case 1 -> current;
          case 2 -> new DatabaseName(current.tenant(), names.get(0));
          case 3 -> new DatabaseName(names.get(0), names.get(1));
          default ->
              throw ChromaError.TABLE_NOT_FOUND.exception(
                  String.join(".", names), " A name is [[tenant.]database.]collection");
        };
    Optional<CollectionInfo> exact = catalog.find(database, name, cancellation);
    if (exact.isPresent()) {
      return exact.get();
    }
    List<String> all = catalog.names(database, cancellation);
    List<String> ignoringCase = all.stream().filter(name::equalsIgnoreCase).toList();
    if (ignoringCase.size() == 1) {
      Optional<CollectionInfo> found = catalog.find(database, ignoringCase.get(0), cancellation);
      if (found.isPresent()) {
        return found.get();
      }
    }
    throw notFound(database, name, all, ignoringCase);
  }

  private static RuntimeException notFound(
      DatabaseName database, String name, List<String> all, List<String> ignoringCase) {
    String where = name + " in database " + database.database();
    if (ignoringCase.size() > 1) {
      return ChromaError.TABLE_NOT_FOUND.exception(
          where, " There are " + String.join(" and ", ignoringCase) + ": quote the one you mean");
    }
    return ChromaError.TABLE_NOT_FOUND.exception(where, NearestName.hint(name, all));
  }
}
