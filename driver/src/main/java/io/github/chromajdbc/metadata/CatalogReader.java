package io.github.chromajdbc.metadata;

import io.github.chromajdbc.calcite.statement.ColumnDescription;
import io.github.chromajdbc.calcite.statement.Engine;
import io.github.chromajdbc.calcite.statement.IndexAdministration;
import io.github.chromajdbc.calcite.statement.SystemTable;
import io.github.chromajdbc.client.Cancellation;
import io.github.chromajdbc.client.CollectionInfo;
import io.github.chromajdbc.client.DatabaseName;
import io.github.chromajdbc.failure.Boundary;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Finds tenants, databases and tables. Tenants cannot be listed: those known are the connection's
 * and any that a caller names.
 *
 * <p>Requests: one for the databases of a tenant (more when the server pages), one for the tenant
 * itself when it is not the connection's, then one (more when the server pages) for each database
 * that matches. Columns take one more for each collection whose records have not been looked at.
 */
final class CatalogReader {
  private final MetadataHost host;

  CatalogReader(MetadataHost host) {
    this.host = host;
  }

  /** The connection's tenant. */
  String tenant() {
    return host.session().database().tenant();
  }

  /**
   * The databases whose name matches, sorted, without INFORMATION_SCHEMA.
   *
   * @param tenant null for the connection's; empty for none, as JDBC has it
   */
  List<DatabaseName> databases(@Nullable String tenant, NamePattern pattern) throws SQLException {
    Engine engine = host.openEngine();
    String wanted = tenant == null ? tenant() : tenant;
    Cancellation never = Cancellation.never();
    if (!exists(wanted)) {
      return List.of();
    }
    return Boundary.ask(
        never,
        () ->
            new TreeSet<>(engine.store().databases(wanted, never))
                .stream()
                    .filter(pattern::matches)
                    .map(name -> new DatabaseName(wanted, name))
                    .toList());
  }

  private boolean exists(String tenant) throws SQLException {
    Engine engine = host.openEngine();
    Cancellation never = Cancellation.never();
    return tenant.equals(tenant())
        || (!tenant.isEmpty()
            && Boundary.ask(never, () -> engine.store().tenantExists(tenant, never)));
  }

  /** The schemas whose name matches, sorted: databases, and INFORMATION_SCHEMA. */
  List<DatabaseName> schemas(@Nullable String tenant, NamePattern pattern) throws SQLException {
    List<DatabaseName> found = new ArrayList<>(databases(tenant, pattern));
    String wanted = tenant == null ? tenant() : tenant;
    if (pattern.matches(SystemTable.SCHEMA) && exists(wanted)) {
      found.add(new DatabaseName(wanted, SystemTable.SCHEMA));
      found.sort(java.util.Comparator.comparing(DatabaseName::database));
    }
    return found;
  }

  /** The collections, routed tables and views whose name matches, sorted by database and name. */
  List<ListedTable> tables(@Nullable String tenant, NamePattern databases, NamePattern names)
      throws SQLException {
    Engine engine = host.openEngine();
    Cancellation never = Cancellation.never();
    List<ListedTable> found = new ArrayList<>();
    for (DatabaseName database : databases(tenant, databases)) {
      String name = names.literal().orElse(null);
      List<CollectionInfo> tables =
          Boundary.ask(
              never,
              () ->
                  name == null
                      ? engine.tables(database, never)
                      : engine.table(database, name, never).stream().toList());
      tables.stream()
          .filter(table -> names.matches(table.name()))
          .map(table -> ListedTable.of(table, engine.viewQuery(table).isPresent()))
          .forEach(found::add);
    }
    return found;
  }

  /** The tables of INFORMATION_SCHEMA whose name matches, sorted by name. */
  List<ListedTable> systemTables(@Nullable String tenant, NamePattern schemas, NamePattern names)
      throws SQLException {
    Engine engine = host.openEngine();
    String wanted = tenant == null ? tenant() : tenant;
    if (!schemas.matches(SystemTable.SCHEMA) || !exists(wanted)) {
      return List.of();
    }
    return engine.systemTables(wanted).stream()
        .filter(table -> names.matches(table.name()))
        .map(table -> ListedTable.of(wanted, table))
        .toList();
  }

  /** The indexes of the store; null when the connection has no way to them. */
  @Nullable IndexAdministration indexes() throws SQLException {
    return host.openEngine().indexes().orElse(null);
  }

  /** Whether a table is many collections. */
  boolean isRouted(CollectionInfo table) throws SQLException {
    return host.openEngine().isRouted(table);
  }

  /** The columns that {@code *} shows, in order. */
  List<ColumnDescription> columns(ListedTable table) throws SQLException {
    Engine engine = host.openEngine();
    CollectionInfo collection = table.collection();
    if (collection == null) {
      return table.system() == null ? List.of() : table.system().columns();
    }
    Cancellation never = Cancellation.never();
    return Boundary.ask(never, () -> engine.columns(collection, host.warnings(), never));
  }

  /** The columns that {@code *} leaves out, in order. */
  List<ColumnDescription> hiddenColumns(ListedTable table) throws SQLException {
    Engine engine = host.openEngine();
    CollectionInfo collection = table.collection();
    Cancellation never = Cancellation.never();
    return collection == null
        ? List.of()
        : Boundary.ask(never, () -> engine.hiddenColumns(collection, never));
  }
}
