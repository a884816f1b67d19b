package io.github.chromajdbc.metadata;

import io.github.chromajdbc.calcite.statement.IndexAdministration;
import io.github.chromajdbc.client.CollectionInfo;
import java.sql.DatabaseMetaData;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The rows of {@code getIndexInfo}: the indexes that were made for a collection, a row for each
 * key, and the stock ones of the server's file, which serve every collection.
 */
final class IndexRows {
  private static final String CUSTOM_PREFIX = "custom_idx_";

  private static final Set<String> OF_EVERY_RECORD =
      Set.of("id", "document", "uri", "metadata", "embedding");

  private final List<List<@Nullable Object>> rows = new ArrayList<>();

  /**
   * The rows for a collection, ordered as JDBC asks: those that are not unique last, then by name.
   *
   * @param own the indexes that were made for it
   * @param shown the names of its columns
   */
  static List<List<@Nullable Object>> of(
      CollectionInfo table,
      List<IndexAdministration.StoredPart> parts,
      List<IndexAdministration.Index> own,
      Set<String> shown,
      boolean uniqueOnly) {
    IndexRows rows = new IndexRows();
    for (IndexAdministration.StoredPart stored : parts) {
      if (!stored.name().startsWith(CUSTOM_PREFIX) && (stored.unique() || !uniqueOnly)) {
        rows.add(table, stored.name(), stored.unique(), stored.columns(), stored.table());
      }
    }
    if (!uniqueOnly) {
      own.forEach(index -> rows.add(table, index.name(), false, columns(index, shown), null));
    }
    rows.rows.sort(
        java.util.Comparator.<List<@Nullable Object>, Boolean>comparing(
                row -> Boolean.TRUE.equals(row.get(3)))
            .thenComparing(row -> String.valueOf(row.get(5))));
    return rows.rows;
  }

  /** Each column once, however many types of its values are indexed. */
  private static List<String> columns(IndexAdministration.Index index, Set<String> shown) {
    return index.keys().isEmpty()
        ? List.of("id")
        : index.keys().stream().map(key -> column(key, shown)).distinct().toList();
  }

  /** As the connection shows it: by its path, unless by the bare key ({@code metadataNames}). */
  private static String column(IndexAdministration.Key key, Set<String> shown) {
    boolean bare =
        !shown.contains(key.path())
            && shown.contains(key.key())
            && !OF_EVERY_RECORD.contains(key.key());
    return bare ? key.key() : key.path();
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
