package io.github.chromajdbc.calcite.validate;

import io.github.chromajdbc.calcite.catalog.TableColumn;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The names that the FROM of a SELECT brings into scope, and those of the SELECTs around it. */
final class NameScope {
  private final @Nullable NameScope outer;
  private final List<Item> items = new ArrayList<>();
  private final CommonColumns commonColumns = new CommonColumns(items);
  private final Set<String> commonTableExpressions = new HashSet<>();
  private final Map<String, List<String>> columnsOfCommonTableExpressions = new HashMap<>();

  private boolean showsAll;

  NameScope(@Nullable NameScope outer) {
    this.outer = outer;
  }

  /**
   * A FROM item.
   *
   * @param path the name as it was written, qualifiers included; empty for a derived table
   * @param reference null for a derived table
   * @param derivedColumns of a derived table, null when they are not known
   */
  record Item(
      String alias,
      List<String> path,
      @Nullable TableReference reference,
      @Nullable List<String> derivedColumns) {
    Item {
      path = List.copyOf(path);
    }

    Item(String alias, List<String> path, @Nullable TableReference reference) {
      this(alias, path, reference, null);
    }

    static Item derived(String alias, @Nullable List<String> columns) {
      return new Item(alias, List.of(), null, columns);
    }

    /** The columns that {@code *} shows, null when they are not known. */
    @Nullable List<String> visibleColumns() {
      return reference == null
          ? derivedColumns
          : reference.layout().columns().stream()
              .filter(column -> !column.hidden())
              .map(TableColumn::name)
              .toList();
    }

    /** Whether a column of this name is in the item, or may be. */
    boolean mayHave(String column) {
      return reference == null
          ? derivedColumns == null || derivedColumns.stream().anyMatch(column::equalsIgnoreCase)
          : reference.layout().columns().stream()
              .anyMatch(each -> each.name().equalsIgnoreCase(column));
    }
  }

  @Nullable NameScope outer() {
    return outer;
  }

  List<Item> items() {
    return items;
  }

  /** What the joins of this SELECT have in common. */
  CommonColumns commonColumns() {
    return commonColumns;
  }

  /** Whether the SELECT shows all columns: which these are, only Calcite's USING tells. */
  boolean showsAll() {
    return showsAll;
  }

  void setShowsAll(boolean all) {
    showsAll = all;
  }

  void add(Item item) {
    items.add(item);
  }

  /**
   * @param columns null when they are not known
   */
  void addCommonTableExpression(String name, @Nullable List<String> columns) {
    String key = name.toLowerCase(Locale.ROOT);
    commonTableExpressions.add(key);
    if (columns != null) {
      columnsOfCommonTableExpressions.put(key, columns);
    }
  }

  /** Null when they are not known. */
  @Nullable List<String> columnsOfCommonTableExpression(String name) {
    String key = name.toLowerCase(Locale.ROOT);
    return commonTableExpressions.contains(key) || outer == null
        ? columnsOfCommonTableExpressions.get(key)
        : outer.columnsOfCommonTableExpression(name);
  }

  boolean isCommonTableExpression(String name) {
    return commonTableExpressions.contains(name.toLowerCase(Locale.ROOT))
        || (outer != null && outer.isCommonTableExpression(name));
  }

  /** The item with this alias, in this SELECT or one around it. */
  @Nullable Item item(String alias) {
    for (Item item : items) {
      if (item.alias().equalsIgnoreCase(alias)) {
        return item;
      }
    }
    return outer == null ? null : outer.item(alias);
  }

  /** The item that a qualified name such as {@code db.docs} means. */
  @Nullable Item itemOfPath(List<String> path) {
    for (Item item : items) {
      if (endsWithIgnoringCase(item.path(), path) || endsWithIgnoringCase(path, item.path())) {
        return item;
      }
    }
    return outer == null ? null : outer.itemOfPath(path);
  }

  private static boolean endsWithIgnoringCase(List<String> longer, List<String> shorter) {
    int skipped = longer.size() - shorter.size();
    if (shorter.isEmpty() || skipped < 0) {
      return false;
    }
    for (int i = 0; i < shorter.size(); i++) {
      if (!longer.get(skipped + i).equalsIgnoreCase(shorter.get(i))) {
        return false;
      }
    }
    return true;
  }
}
