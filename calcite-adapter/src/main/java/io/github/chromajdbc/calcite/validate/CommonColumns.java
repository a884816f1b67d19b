package io.github.chromajdbc.calcite.validate;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.calcite.sql.JoinConditionType;
import org.apache.calcite.sql.JoinType;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/**
 * The columns that the joins of a FROM have in common by USING or NATURAL: named without a table,
 * such a column is the one that the join keeps. Calcite (1.42) knows that in the select list of two
 * tables only. Where a table's columns are not known here, it is left to Calcite.
 */
final class CommonColumns {
  /** The items of a FROM from one position up to another. */
  record Range(int start, int end) {}

  /**
   * A column that tables share.
   *
   * @param tables the positions of the items that have it
   * @param ofFirst whether its value is that of the first of them
   * @param value what the name means where it stands
   */
  private record Common(
      String name, List<Integer> tables, boolean ofFirst, Function<SqlParserPos, SqlNode> value) {}

  private final List<NameScope.Item> items;
  private final List<Common> columns = new ArrayList<>();

  /**
   * @param items of the FROM, in their order; they may become more
   */
  CommonColumns(List<NameScope.Item> items) {
    this.items = items;
  }

  /** What the name means, null when it is no common column or means others, too. */
  @Nullable SqlNode value(SqlIdentifier name) {
    Common column = only(name.getSimple(), new Range(0, items.size()));
    return column == null || column.tables.size() < 2
        ? null
        : column.value.apply(name.getParserPosition());
  }

  /**
   * Adds those of a join, when all of its two sides are among the items.
   *
   * @return the condition of the join, null when Calcite makes it of the names: of a side that is a
   *     join it takes the first table's column, which a RIGHT or FULL JOIN leaves NULL
   */
  @Nullable SqlNode add(SqlJoin join, Range left, Range right) {
    List<String> names =
        join.getCondition() instanceof SqlNodeList list
                && join.getConditionType() == JoinConditionType.USING
            ? SqlIdentifier.simpleNames(list)
            : join.isNatural() ? namesOfBoth(left, right) : List.of();
    SqlParserPos position = join.getParserPosition();
    SqlNode condition = null;
    boolean ofFirst = true;
    for (String name : names) {
      Common kept = only(name, left);
      Common other = only(name, right);
      if (kept == null || other == null) {
        return null;
      }
      SqlNode equal =
          SqlStdOperatorTable.EQUALS.createCall(
              position, kept.value.apply(position), other.value.apply(position));
      condition =
          condition == null
              ? equal
              : SqlStdOperatorTable.AND.createCall(position, condition, equal);
      ofFirst &= kept.ofFirst && other.ofFirst;
      add(name, join.getJoinType(), kept, other);
    }
    return ofFirst ? null : condition;
  }

  private List<String> namesOfBoth(Range left, Range right) {
    List<String> names = visibleNames(left);
    return visibleNames(right).stream().filter(names::contains).toList();
  }

  private List<String> visibleNames(Range range) {
    List<String> names = new ArrayList<>();
    for (NameScope.Item item : items.subList(range.start, range.end)) {
      List<String> visible = item.visibleColumns();
      if (visible == null) {
        return List.of();
      }
      visible.stream().filter(name -> !names.contains(name)).forEach(names::add);
    }
    return names;
  }

  private void add(String name, JoinType type, Common kept, Common other) {
    List<Integer> tables = new ArrayList<>(kept.tables);
    tables.addAll(other.tables);
    Function<SqlParserPos, SqlNode> value =
        switch (type) {
          case RIGHT -> other.value;
          case FULL ->
              position ->
                  SqlStdOperatorTable.COALESCE.createCall(
                      position, kept.value.apply(position), other.value.apply(position));
          default -> kept.value;
        };
    columns.removeIf(each -> each.name.equalsIgnoreCase(name) && tables.containsAll(each.tables));
    boolean ofFirst = kept.ofFirst && type != JoinType.RIGHT && type != JoinType.FULL;
    columns.add(new Common(name, tables, ofFirst, value));
  }

  /** The column that the name means among these items; null for none, several or who knows. */
  private @Nullable Common only(String name, Range range) {
    Common found = null;
    List<Integer> tables = new ArrayList<>();
    for (Common column : columns) {
      boolean inside =
          column.tables.stream().allMatch(table -> table >= range.start && table < range.end);
      if (inside && column.name.equalsIgnoreCase(name)) {
        if (found != null) {
          return null;
        }
        found = column;
        tables.addAll(column.tables);
      }
    }
    for (int table = range.start; table < range.end; table++) {
      if (tables.contains(table) || !mayHave(items.get(table), name, range)) {
        continue;
      }
      if (found != null) {
        return null;
      }
      String alias = items.get(table).alias();
      found =
          new Common(
              name,
              List.of(table),
              true,
              position ->
                  new SqlIdentifier(
                      List.of(alias, name), null, position, List.of(position, position)));
    }
    return found;
  }

  /** Of one table alone it is its column, or Calcite will say that it has none. */
  private static boolean mayHave(NameScope.Item item, String name, Range range) {
    return range.end - range.start == 1 || item.mayHave(name);
  }
}
