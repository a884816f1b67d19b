package io.github.chromajdbc.calcite.validate;

import io.github.chromajdbc.calcite.catalog.ColumnType;
import io.github.chromajdbc.calcite.catalog.TableColumn;
import org.jspecify.annotations.Nullable;

/**
 * Columns for metadata keys that only the statement names. Each key has a column that reads as
 * text, and one each for comparisons with numbers and with truth values, which read a value of
 * another type as NULL.
 */
final class StatementKeys {
  private static final String NUMBER_SUFFIX = "#number";
  private static final String BOOLEAN_SUFFIX = "#boolean";

  private StatementKeys() {}

  static java.util.List<TableColumn> columnsOf(String key) {
    return java.util.List.of(
        TableColumn.ofKey(key, ColumnType.MIXED, true),
        typed(key, ColumnType.NUMBER, NUMBER_SUFFIX),
        typed(key, ColumnType.BOOLEAN, BOOLEAN_SUFFIX));
  }

  private static TableColumn typed(String key, ColumnType type, String suffix) {
    TableColumn column = TableColumn.ofKey(key, type, true);
    return column.withName(column.name() + suffix);
  }

  /**
   * The typed column for an unqualified name, when it means a key that only the statement names.
   */
  static @Nullable TableColumn typedColumn(NameScope scope, String column, ColumnType type) {
    for (NameScope.Item item : scope.items()) {
      TableColumn typed = typedColumn(item, column, type);
      if (typed != null) {
        return typed;
      }
    }
    return null;
  }

  static @Nullable TableColumn typedColumn(
      NameScope.@Nullable Item item, String column, ColumnType type) {
    if (item == null || item.reference() == null) {
      return null;
    }
    String name = column + (type == ColumnType.NUMBER ? NUMBER_SUFFIX : BOOLEAN_SUFFIX);
    for (TableColumn candidate : item.reference().statementKeys()) {
      if (candidate.name().equals(name)) {
        return candidate;
      }
    }
    return null;
  }
}
