package io.github.chromajdbc.it.proof;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The columns that an expression may name.
 *
 * @param tables aliases of random tables
 * @param others columns of derived tables
 * @param outer the columns of the statement around, for a subquery
 */
record Scope(List<String> tables, List<Node> others, @Nullable Scope outer) {
  static Scope of(String... tables) {
    return new Scope(List.of(tables), List.of(), null);
  }

  static Scope derived(List<Node> columns) {
    return new Scope(List.of(), columns, null);
  }

  Scope within(@Nullable Scope around) {
    return new Scope(tables, others, around);
  }

  /** How many scopes are around. */
  int levels() {
    return outer == null ? 0 : 1 + outer.levels();
  }

  Scope and(Scope other) {
    List<String> bothTables = new ArrayList<>(tables);
    bothTables.addAll(other.tables);
    List<Node> bothOthers = new ArrayList<>(others);
    bothOthers.addAll(other.others);
    return new Scope(bothTables, bothOthers, outer);
  }

  /**
   * The columns of a kind, those of the ends of number ranges not: they have forms of their own.
   */
  List<Node> columns(Kind kind) {
    List<Node> columns = new ArrayList<>();
    for (String table : tables) {
      Arrays.stream(Field.values())
          .filter(field -> field.kind == kind)
          .filter(f -> f != Field.BIG && f != Field.FAR && f != Field.MIX_NUMBER)
          .forEach(field -> columns.add(field.of(table)));
    }
    others.stream().filter(column -> column.kind() == kind).forEach(columns::add);
    return columns;
  }
}
