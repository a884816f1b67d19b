package io.github.chromajdbc.calcite.route;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a router decides on: the table, and what one execution of a statement asks of it. */
public final class RoutingContext {
  private final RoutedTable table;
  private final RecordPredicate predicate;

  public RoutingContext(RoutedTable table, RecordPredicate predicate) {
    this.table = table;
    this.predicate = predicate;
  }

  public RoutedTable table() {
    return table;
  }

  /** The names of all collections of the table, sorted. */
  public List<String> collections() {
    return table.collections();
  }

  /**
   * The values that the statement admits for a metadata key: computed over AND, OR, NOT, IN,
   * BETWEEN, comparisons, NULL tests, with the values of this execution's parameters. Never too
   * small.
   */
  public ValueSet valuesOf(String key) {
    return new ValueSet(predicate, key);
  }

  /**
   * Whether the statement may admit a record with these values in this collection.
   *
   * @param values texts by key, null for a record that lacks the key
   */
  public boolean mayHold(String collection, Map<String, @Nullable String> values) {
    return predicate.mayHold(collection, values);
  }

  RecordPredicate predicate() {
    return predicate;
  }
}
