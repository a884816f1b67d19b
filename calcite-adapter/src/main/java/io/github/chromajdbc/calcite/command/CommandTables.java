package io.github.chromajdbc.calcite.command;

import io.github.chromajdbc.calcite.statement.ColumnDescription;
import io.github.chromajdbc.client.CollectionInfo;
import java.util.List;

/** What commands ask about tables, from where the connection stands. */
public interface CommandTables {

  /**
   * The table that a name means, as in a query.
   *
   * @throws io.github.chromajdbc.error.ChromaException 42S02 when there is none
   */
  CollectionInfo table(List<String> names);

  /** The tables of the current database, by name. */
  List<CollectionInfo> tables();

  /** The databases of the current tenant, by name. */
  List<String> databases();

  /** The columns that {@code *} shows. */
  List<ColumnDescription> columns(CollectionInfo table);
}
