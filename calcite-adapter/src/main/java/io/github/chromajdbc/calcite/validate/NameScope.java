package io.github.chromajdbc.calcite.validate;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The names that the FROM of a SELECT brings into scope, and those of the SELECTs around it. */
final class NameScope {
  private final @Nullable NameScope outer;
  private final List<Item> items = new ArrayList<>();
  private final CommonColumns commonColumns = new CommonColumns(items);
  private final Set<String> commonTableExpressions = new HashSet<>();

  private boolean showsAll;

  NameScope(@Nullable NameScope outer) {
    this.outer = outer;
  }

  /**
   * A FROM item.
   *
   * @param path the name as it was written, qualifiers included; empty for a derived table
   * @param reference null for a derived table
   */
  record Item(String alias, List<String> path, @Nullable TableReference reference) {
    Item {
      path = List.copyOf(path);
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

  void addCommonTableExpression(String name) {
    commonTableExpressions.add(name.toLowerCase(Locale.ROOT));
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
