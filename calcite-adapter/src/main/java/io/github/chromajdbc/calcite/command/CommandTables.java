package io.github.chromajdbc.calcite.command;

import io.github.chromajdbc.calcite.catalog.StoredView;
import io.github.chromajdbc.calcite.route.RoutedTable;
import io.github.chromajdbc.calcite.statement.ColumnDescription;
import io.github.chromajdbc.calcite.validate.ViewReference;
import io.github.chromajdbc.client.ChromaStore;
import io.github.chromajdbc.client.CollectionInfo;
import io.github.chromajdbc.error.ChromaError;
import java.util.List;
import java.util.Optional;

/** What commands ask about tables, from where the connection stands. */
public interface CommandTables {

  /**
   * The table that a name means, as in a query.
   *
   * @throws io.github.chromajdbc.error.ChromaException 42S02 when there is none
   */
  CollectionInfo table(List<String> names);

  /**
   * The collection that a name means.
   *
   * @throws io.github.chromajdbc.error.ChromaException 42S02 when there is none, 0A000 when it is a
   *     routed table or a view
   */
  default CollectionInfo collection(List<String> names) {
    CollectionInfo table = changeable(names);
    if (routed(table).isPresent()) {
      throw ChromaError.NOT_SUPPORTED.exception(
          "Table "
              + table.name()
              + " is routed over many collections: name one of them (SHOW ROUTES FROM "
              + table.name()
              + ")");
    }
    return table;
  }

  /**
   * The collection or routed table that a name means.
   *
   * @throws io.github.chromajdbc.error.ChromaException 42S02 when there is none, 0A000 when it is a
   *     view
   */
  default CollectionInfo changeable(List<String> names) {
    CollectionInfo table = table(names);
    if (StoredView.isDescribedBy(table)) {
      throw ChromaError.NOT_SUPPORTED.exception(
          table.name() + " is a view: name the collection that it reads");
    }
    return table;
  }

  /** What is routed under a name; empty for a collection. */
  Optional<RoutedTable> routed(CollectionInfo table);

  /** The table of this name, as {@link #table} finds it; empty when there is none. */
  Optional<CollectionInfo> find(String name);

  /**
   * What a view of the current database would be.
   *
   * @throws io.github.chromajdbc.error.ChromaException what is wrong with it
   */
  ViewReference validate(StoredView view);

  /** The collections of the current database as they are now, by name. */
  List<CollectionInfo> collections();

  /** The store that has them. */
  ChromaStore store();

  /** Forgets what is known of tables, after they were changed. */
  void refresh();

  /** The tables of the current database, by name. */
  List<CollectionInfo> tables();

  /** The databases of the current tenant, by name. */
  List<String> databases();

  /**
   * The columns that {@code *} shows.
   *
   * @throws io.github.chromajdbc.error.ChromaException what is wrong with it, when it is a view
   */
  List<ColumnDescription> columns(CollectionInfo table);
}
