package io.github.chromajdbc.calcite.catalog;

import io.github.chromajdbc.calcite.catalog.TableColumn.Role;
import io.github.chromajdbc.calcite.statement.EngineOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.jspecify.annotations.Nullable;

/**
 * The columns of a collection in their order: id, document, uri, one for each known metadata key
 * sorted by key, metadata, then the hidden ones.
 */
public record TableLayout(List<TableColumn> columns) {

  public TableLayout {
    columns = List.copyOf(columns);
  }

  private static final Set<String> NAMES_TAKEN =
      Set.of(
          "id",
          "distance",
          "query_index",
          "document",
          "uri",
          "metadata",
          "embedding",
          "_collection");

  /**
   * The layout for these metadata keys; those past {@code maxColumns} are hidden.
   *
   * @param uniform the keys all of whose values are known to be of the type
   */
  static TableLayout of(
      SortedMap<String, ColumnType> keys, Set<String> uniform, EngineOptions options) {
    List<TableColumn> columns = new ArrayList<>();
    columns.add(TableColumn.of("id", Role.ID, ColumnType.TEXT, false));
    columns.add(TableColumn.of("document", Role.DOCUMENT, ColumnType.TEXT, false));
    columns.add(TableColumn.of("uri", Role.URI, ColumnType.TEXT, false));
    List<TableColumn> paths = new ArrayList<>();
    int shown = 0;
    for (var entry : keys.entrySet()) {
      String key = entry.getKey();
      boolean hidden = shown++ >= options.maxColumns();
      TableColumn column =
          TableColumn.ofKey(key, entry.getValue(), hidden).withUniform(uniform.contains(key));
      if (options.bareMetadataNames() && !NAMES_TAKEN.contains(key.toLowerCase(Locale.ROOT))) {
        columns.add(column.withName(key));
        // The path metadata.KEY goes on finding it.
        paths.add(column.withHidden(true));
      } else {
        columns.add(column);
      }
    }
    columns.add(TableColumn.of("metadata", Role.METADATA, ColumnType.TEXT, false));
    columns.add(
        TableColumn.of(
            "embedding", Role.EMBEDDING, ColumnType.VECTOR, !options.embeddingVisible()));
    columns.add(TableColumn.of("_collection", Role.COLLECTION, ColumnType.TEXT, true));
    columns.addAll(paths);
    return new TableLayout(columns);
  }

  /** This layout as that of a routed table, which shows the collection of each row. */
  TableLayout withCollectionShown() {
    return new TableLayout(
        columns.stream()
            .map(
                column ->
                    column.role() == Role.COLLECTION
                        ? TableColumn.of(column.name(), column.role(), column.type(), false)
                        : column)
            .toList());
  }

  /** The columns that {@code *} shows, for a Calcite that hides none. */
  public TableLayout visible() {
    return new TableLayout(columns.stream().filter(column -> !column.hidden()).toList());
  }

  /** This layout with hidden columns for keys that only a statement names. */
  public TableLayout withStatementKeys(Iterable<TableColumn> named) {
    List<TableColumn> all = new ArrayList<>(columns);
    named.forEach(all::add);
    return new TableLayout(all);
  }

  /** The columns of a search over this table: distance (and query_index) come after id. */
  public TableLayout ofSearch(boolean batch) {
    List<TableColumn> all = new ArrayList<>(columns);
    all.add(1, TableColumn.of("distance", Role.DISTANCE, ColumnType.NUMBER, false));
    if (batch) {
      all.add(2, TableColumn.of("query_index", Role.QUERY_INDEX, ColumnType.POSITION, false));
    }
    return new TableLayout(all);
  }

  /** The position of the column with this role, -1 when there is none. */
  public int indexOf(Role role) {
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).role() == role) {
        return i;
      }
    }
    return -1;
  }

  /** The column of exactly this name, or null. */
  public @Nullable TableColumn column(String name) {
    for (TableColumn column : columns) {
      if (column.name().equals(name)) {
        return column;
      }
    }
    return null;
  }

  /** The row type of all columns, hidden ones included. */
  public RelDataType rowType(RelDataTypeFactory factory) {
    RelDataTypeFactory.Builder builder = factory.builder();
    columns.forEach(column -> builder.add(column.name(), column.relType(factory)));
    return builder.build();
  }
}
