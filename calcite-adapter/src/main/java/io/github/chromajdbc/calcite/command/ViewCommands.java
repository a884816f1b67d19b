package io.github.chromajdbc.calcite.command;

import io.github.chromajdbc.calcite.catalog.StoredView;
import io.github.chromajdbc.calcite.parser.SqlCreateView;
import io.github.chromajdbc.calcite.parser.SqlDropView;
import io.github.chromajdbc.calcite.route.RoutedTable;
import io.github.chromajdbc.calcite.statement.PreparedQuery;
import io.github.chromajdbc.calcite.validate.TableReference;
import io.github.chromajdbc.calcite.validate.ValidatedQuery;
import io.github.chromajdbc.calcite.validate.ViewReference;
import io.github.chromajdbc.client.Cancellation;
import io.github.chromajdbc.client.CollectionInfo;
import io.github.chromajdbc.client.DatabaseName;
import io.github.chromajdbc.error.ChromaError;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNodeList;
import org.jspecify.annotations.Nullable;

/**
 * CREATE VIEW and DROP VIEW. A view is kept in the metadata of the first collection that its query
 * reads, so that every client of the driver sees it.
 */
final class ViewCommands {
  private final CommandTables tables;
  private final KeptDefinitions kept;

  ViewCommands(CommandTables tables) {
    this.tables = tables;
    this.kept = new KeptDefinitions(tables);
  }

  /**
   * @param sql the statement's text
   */
  PreparedQuery create(SqlCreateView create, String sql) {
    String name = simple(create.view());
    StoredView view = new StoredView(name, "", ViewText.definition(create, sql));
    return Command.doing(
        execution -> {
          tables.refresh(); // Another client may have made one meanwhile.
          requireFree(name, create.replace());
          ViewReference checked = tables.validate(view);
          requireDistinctColumns(create.columns(), checked);
          ValidatedQuery query = checked.query();
          query.warnings().forEach(execution.warnings()::warn);
          CollectionInfo home = home(name, query, checked.view().database());
          Cancellation cancellation = execution.cancellation();
          kept.put(home, StoredView.metadataKey(name), view.definition(), cancellation);
          kept.removeFromOthers(home, StoredView.metadataKey(name), cancellation);
          tables.refresh();
        });
  }

  private void requireFree(String name, boolean replace) {
    CollectionInfo found = tables.find(name).orElse(null);
    if (found == null || (replace && StoredView.isDescribedBy(found))) {
      return;
    }
    throw ChromaError.TABLE_EXISTS.exception(
        StoredView.isDescribedBy(found)
            ? "There is a view " + name + " already: take another name, or CREATE OR REPLACE VIEW"
            : "There is a table " + name + " already: take another name for the view");
  }

  private static void requireDistinctColumns(@Nullable SqlNodeList given, ViewReference view) {
    RelDataType columns = given == null ? view.query().rowType() : view.rowType();
    Set<String> names = new HashSet<>();
    for (String name : columns.getFieldNames()) {
      if (!names.add(name)) {
        throw ChromaError.INVALID_STATEMENT.exception(
            "The view has two columns " + name + ": tell them apart with AS");
      }
    }
  }

  /** The first collection of the database that the query reads. */
  private CollectionInfo home(String name, ValidatedQuery query, DatabaseName database) {
    return query.references().stream()
        .map(TableReference::collection)
        .flatMap(
            table -> tables.routed(table).map(RoutedTable::members).orElse(List.of(table)).stream())
        .filter(collection -> collection.database().equals(database))
        .findFirst()
        .orElseThrow(
            () ->
                ChromaError.INVALID_STATEMENT.exception(
                    "A view is kept with a collection that it reads, and "
                        + name
                        + " reads none of database "
                        + database.database()));
  }

  PreparedQuery drop(SqlDropView drop) {
    String name = simple(drop.view());
    return Command.doing(
        execution -> {
          tables.refresh();
          CollectionInfo found =
              drop.ifExists() ? tables.find(name).orElse(null) : tables.table(List.of(name));
          if (found == null) {
            return;
          }
          if (!StoredView.isDescribedBy(found)) {
            throw ChromaError.INVALID_STATEMENT.exception(found.name() + " is a table, not a view");
          }
          kept.remove(StoredView.metadataKey(found.name()), execution.cancellation());
          tables.refresh();
        });
  }

  private static String simple(SqlIdentifier name) {
    if (!name.isSimple()) {
      throw ChromaError.NOT_SUPPORTED.exception(
          "A view is in the database that the connection is in: write its name alone");
    }
    return name.getSimple();
  }
}
