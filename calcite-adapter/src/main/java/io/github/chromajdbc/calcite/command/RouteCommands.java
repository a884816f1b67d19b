package io.github.chromajdbc.calcite.command;

import io.github.chromajdbc.calcite.catalog.StoredView;
import io.github.chromajdbc.calcite.catalog.TableColumn;
import io.github.chromajdbc.calcite.parser.SqlCreateRoutedTable;
import io.github.chromajdbc.calcite.parser.SqlDropTable;
import io.github.chromajdbc.calcite.parser.SqlRefreshRoutes;
import io.github.chromajdbc.calcite.route.Globs;
import io.github.chromajdbc.calcite.route.QueryConfiguration;
import io.github.chromajdbc.calcite.route.RouteConfiguration;
import io.github.chromajdbc.calcite.route.RouteMap;
import io.github.chromajdbc.calcite.route.RoutedTable;
import io.github.chromajdbc.calcite.route.StoredRoute;
import io.github.chromajdbc.calcite.statement.PreparedQuery;
import io.github.chromajdbc.client.Cancellation;
import io.github.chromajdbc.client.CollectionInfo;
import io.github.chromajdbc.error.ChromaError;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.jspecify.annotations.Nullable;

/**
 * The statements about routed tables. What CREATE and REFRESH find is kept in the metadata of the
 * collections, each with what is in itself, so that every client of the driver sees the table.
 */
final class RouteCommands {
  private final CommandTables tables;
  private final KeptDefinitions kept;

  RouteCommands(CommandTables tables) {
    this.tables = tables;
    this.kept = new KeptDefinitions(tables);
  }

  PreparedQuery create(SqlCreateRoutedTable create) {
    String name = simple(create.table());
    return Command.doing(
        execution -> {
          if (tables.find(name).isPresent()) {
            if (create.ifNotExists()) {
              return;
            }
            throw ChromaError.TABLE_EXISTS.exception(
                "There is a table " + name + " already: take another name, or IF NOT EXISTS");
          }
          store(name, definition(create), execution.cancellation());
        });
  }

  /**
   * What a table is over.
   *
   * @param map null for what the data say
   */
  private record Definition(List<String> over, List<String> keys, @Nullable RouteMap map) {}

  private static Definition definition(SqlCreateRoutedTable create) {
    List<String> keys = keys(create.keys());
    SqlNode file = create.configuration();
    if (file != null) {
      String path = text(file);
      RouteMap map = QueryConfiguration.read(RouteConfiguration.path(path));
      if (keys.size() > 1) {
        throw ChromaError.INVALID_STATEMENT.exception(
            "A query configuration is about one key: ROUTED BY (metadata.key) USING CONFIG");
      }
      return new Definition(
          List.copyOf(map.byCollection().keySet()),
          keys.isEmpty() ? List.of(QueryConfiguration.STANDARD_KEY) : keys,
          map);
    }
    List<String> over = new ArrayList<>();
    for (SqlNode collection :
        create.collections() == null ? List.<SqlNode>of() : create.collections()) {
      over.add(text(collection));
    }
    return new Definition(over, keys, null);
  }

  private static List<String> keys(@Nullable SqlNodeList columns) {
    List<String> keys = new ArrayList<>();
    for (SqlNode node : columns == null ? List.<SqlNode>of() : columns) {
      keys.add(MetadataPaths.key((SqlIdentifier) node));
    }
    return keys;
  }

  private static String text(SqlNode literal) {
    String value = ((SqlLiteral) literal).getValueAs(String.class);
    if (value == null) {
      throw ChromaError.INVALID_STATEMENT.exception("A name or a path cannot be NULL");
    }
    return value;
  }

  private static String simple(SqlIdentifier name) {
    if (!name.isSimple()) {
      throw ChromaError.NOT_SUPPORTED.exception(
          "A routed table is made in the database that the connection is in: write its name alone");
    }
    return name.getSimple();
  }

  /** Leaves the definition with each of its collections. */
  private void store(String table, Definition definition, Cancellation cancellation) {
    List<CollectionInfo> members =
        tables.collections().stream()
            .filter(collection -> Globs.match(definition.over(), collection.name()))
            .toList();
    if (members.isEmpty()) {
      throw ChromaError.INVALID_STATEMENT.exception(
          "No collection matches " + String.join(", ", definition.over()));
    }
    RouteMap map = definition.map();
    KeyValues values = new KeyValues(tables.store(), definition.keys(), cancellation);
    for (CollectionInfo member : members) {
      Set<List<String>> known = map == null ? values.of(member) : map.combinations(member.name());
      StoredRoute route = new StoredRoute(table, definition.over(), definition.keys(), known);
      kept.put(member, StoredRoute.metadataKey(table), route.text(), cancellation);
    }
    tables.refresh();
  }

  PreparedQuery refresh(SqlRefreshRoutes refresh) {
    return Command.doing(
        execution -> {
          RoutedTable table = routed(refresh.table());
          if (table.settings().keys().isEmpty()) {
            throw ChromaError.INVALID_STATEMENT.exception(
                "Table " + table.name() + " has no key whose values could be learnt");
          }
          store(
              table.name(),
              new Definition(table.settings().collections(), table.settings().keys(), null),
              execution.cancellation());
        });
  }

  /** Null for a collection, which is not dropped here. */
  @Nullable PreparedQuery drop(SqlDropTable drop) {
    if (!drop.table().isSimple()) {
      return null;
    }
    String name = drop.table().getSimple();
    CollectionInfo found = tables.find(name).orElse(null);
    if (found != null && StoredView.isDescribedBy(found)) {
      throw ChromaError.INVALID_STATEMENT.exception(
          name + " is a view, not a table: DROP VIEW " + name);
    }
    if (found == null || tables.routed(found).isEmpty()) {
      return null;
    }
    return Command.doing(
        execution -> {
          boolean wasKept = kept.remove(StoredRoute.metadataKey(name), execution.cancellation());
          tables.refresh();
          if (!wasKept || tables.find(name).isPresent()) {
            throw ChromaError.NOT_SUPPORTED.exception(
                "Table " + name + " stands in the property routes: take it out there");
          }
        });
  }

  PreparedQuery show(SqlIdentifier name) {
    return Command.answering(
        execution -> {
          RoutedTable table = routed(name);
          String keys =
              String.join(
                  ", ",
                  table.settings().keys().stream()
                      .map(key -> TableColumn.METADATA_PREFIX + key)
                      .toList());
          List<List<@Nullable String>> rows = new ArrayList<>();
          for (String collection : table.collections()) {
            if (!table.map().knows(collection)) {
              rows.add(ShowCommands.row(collection, keys, null));
            }
            table.map().combinations(collection).stream()
                .map(values -> String.join(", ", values))
                .sorted()
                .forEach(values -> rows.add(ShowCommands.row(collection, keys, values)));
          }
          return rows;
        },
        "COLLECTION",
        "ROUTED_BY",
        "VALUE");
  }

  private RoutedTable routed(SqlIdentifier name) {
    CollectionInfo table = tables.table(name.names);
    return tables
        .routed(table)
        .orElseThrow(
            () ->
                ChromaError.INVALID_STATEMENT.exception(
                    (StoredView.isDescribedBy(table)
                            ? table.name() + " is a view"
                            : "Table " + table.name() + " is one collection")
                        + ": it has no routes"));
  }
}
