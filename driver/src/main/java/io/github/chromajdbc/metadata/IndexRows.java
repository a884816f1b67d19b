package io.github.chromajdbc.metadata;

import io.github.chromajdbc.calcite.statement.IndexAdministration;
import io.github.chromajdbc.client.CollectionInfo;
import java.sql.DatabaseMetaData;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rows of {@code getIndexInfo}: the indexes that were made for a collection, a row for each
 * key, and the stock ones of the server's file, which serve every collection.
 */
final class IndexRows {
  private static final String CUSTOM_PREFIX = "custom_idx_";

  private final List<List<@Nullable Object>> rows = new ArrayList<>();

  /**
   * The rows for a collection, ordered as JDBC asks: those that are not unique last, then by name.
   */
  static List<List<@Nullable Object>> of(
      CollectionInfo table, IndexAdministration indexes, boolean uniqueOnly) {
    IndexRows rows = new IndexRows();
    for (IndexAdministration.StoredPart stored : indexes.stored()) {
      if (!stored.name().startsWith(CUSTOM_PREFIX) && (stored.unique() || !uniqueOnly)) {
        rows.add(table, stored.name(), stored.unique(), stored.columns(), stored.table());
      }
    }
    for (IndexAdministration.Index index : indexes.list()) {
      if (index.collectionId().equals(table.id()) && !uniqueOnly) {
        rows.add(table, index.name(), false, index.keys(), null);
      }
    }
    rows.rows.sort(
        java.util.Comparator.<List<@Nullable Object>, Boolean>comparing(
                row -> Boolean.TRUE.equals(row.get(3)))
            .thenComparing(row -> String.valueOf(row.get(5))));
    return rows.rows;
  }

  private void add(
      CollectionInfo table,
      String name,
      boolean unique,
      List<String> columns,
      @Nullable String qualifier) {
    short position = 1;
    for (String column : columns) {
      rows.add(
          Arrays.asList(
              table.database().tenant(),
              table.database().database(),
              table.name(),
              !unique,
              qualifier,
              name,
              DatabaseMetaData.tableIndexOther,
              position++,
              column,
              "A",
              0L,
              0L,
              null));
    }
  }
}
