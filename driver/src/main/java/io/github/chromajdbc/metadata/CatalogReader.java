package io.github.chromajdbc.metadata;

import io.github.chromajdbc.calcite.statement.ColumnDescription;
import io.github.chromajdbc.calcite.statement.Engine;
import io.github.chromajdbc.calcite.statement.IndexAdministration;
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
 * <p>Requests: one for the databases of a tenant, one for the tenant itself when it is not the
 * connection's, then one (more when the server pages) for each database that matches.
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
   * The databases whose name matches, sorted.
   *
   * @param tenant null for the connection's; empty for none, as JDBC has it
   */
  List<DatabaseName> databases(@Nullable String tenant, NamePattern pattern) throws SQLException {
    Engine engine = host.openEngine();
    String wanted = tenant == null ? tenant() : tenant;
    if (wanted.isEmpty()) {
      return List.of();
    }
    Cancellation never = Cancellation.never();
    return Boundary.ask(
        never,
        () -> {
          if (!wanted.equals(tenant()) && !engine.store().tenantExists(wanted, never)) {
            return List.<DatabaseName>of();
          }
          return new TreeSet<>(engine.store().databases(wanted, never))
              .stream()
                  .filter(pattern::matches)
                  .map(name -> new DatabaseName(wanted, name))
                  .toList();
        });
  }

  /** The tables whose name matches, sorted by database and name. */
  List<CollectionInfo> tables(@Nullable String tenant, NamePattern databases, NamePattern names)
      throws SQLException {
    Engine engine = host.openEngine();
    Cancellation never = Cancellation.never();
    List<CollectionInfo> found = new ArrayList<>();
    for (DatabaseName database : databases(tenant, databases)) {
      String name = names.literal().orElse(null);
      List<CollectionInfo> tables =
          Boundary.ask(
              never,
              () ->
                  name == null
                      ? engine.tables(database, never)
                      : engine.table(database, name, never).stream().toList());
      tables.stream().filter(table -> names.matches(table.name())).forEach(found::add);
    }
    return found;
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
  List<ColumnDescription> columns(CollectionInfo table) throws SQLException {
    Engine engine = host.openEngine();
    Cancellation never = Cancellation.never();
    return Boundary.ask(never, () -> engine.columns(table, host.warnings(), never));
  }
}
