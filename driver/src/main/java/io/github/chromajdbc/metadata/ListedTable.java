package io.github.chromajdbc.metadata;

import io.github.chromajdbc.calcite.statement.SystemTable;
import io.github.chromajdbc.client.CollectionInfo;
import org.jspecify.annotations.Nullable;

/**
 * A table as JDBC lists it.
 *
 * @param collection what describes a collection, a routed table or a view; null for a table of
 *     INFORMATION_SCHEMA
 * @param system null for a collection
 */
record ListedTable(
    String tenant,
    String schema,
    String name,
    String type,
    String remarks,
    @Nullable CollectionInfo collection,
    @Nullable SystemTable system) {
  static final String TABLE = "TABLE";
  static final String VIEW = "VIEW";
  static final String SYSTEM_TABLE = "SYSTEM TABLE";

  static ListedTable of(CollectionInfo found, boolean view) {
    return new ListedTable(
        found.database().tenant(),
        found.database().database(),
        found.name(),
        view ? VIEW : TABLE,
        remarks(found),
        found,
        null);
  }

  /** Chroma's own tools keep a collection's description in its metadata. */
  private static String remarks(CollectionInfo table) {
    return table.metadata().get("description") instanceof String description ? description : "";
  }

  boolean isView() {
    return type.equals(VIEW);
  }

  static ListedTable of(String tenant, SystemTable system) {
    return new ListedTable(
        tenant, SystemTable.SCHEMA, system.name(), SYSTEM_TABLE, system.remarks(), null, system);
  }
}
