package io.github.chromajdbc.calcite.exec.read;

import io.github.chromajdbc.calcite.catalog.TableColumn;
import io.github.chromajdbc.calcite.catalog.TableColumn.Role;
import io.github.chromajdbc.calcite.pushdown.Condition;
import io.github.chromajdbc.calcite.pushdown.Operand;
import io.github.chromajdbc.calcite.route.MergeStrategy;
import io.github.chromajdbc.calcite.search.SearchPlan;
import io.github.chromajdbc.calcite.search.SearchShape;
import io.github.chromajdbc.client.CollectionInfo;
import io.github.chromajdbc.client.RecordFields;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a collection is asked for. Operands are bound when it runs.
 *
 * @param columns of the rows, in order
 * @param conditions conjuncts that Chroma evaluates
 * @param search null for a plain read
 * @param offset rows to skip; null for none
 * @param fetch most rows; null for all
 * @param counting whether the answer is one row with the number of records
 * @param routed null unless {@code collection} stands for a routed table
 */
public record ReadPlan(
    CollectionInfo collection,
    List<TableColumn> columns,
    List<Condition> conditions,
    @Nullable SearchPlan search,
    @Nullable Operand offset,
    @Nullable Operand fetch,
    boolean counting,
    @Nullable RoutedRead routed) {

  public ReadPlan {
    columns = List.copyOf(columns);
    conditions = List.copyOf(conditions);
  }

  /** The read of everything. */
  public static ReadPlan of(CollectionInfo collection, List<TableColumn> columns) {
    return new ReadPlan(collection, columns, List.of(), null, null, null, false, null);
  }

  /** The read of everything that a routed table has. */
  public static ReadPlan of(
      CollectionInfo description, List<TableColumn> columns, RoutedRead routed) {
    return new ReadPlan(description, columns, List.of(), null, null, null, false, routed);
  }

  public ReadPlan withColumns(List<TableColumn> newColumns) {
    return new ReadPlan(
        collection, newColumns, conditions, search, offset, fetch, counting, routed);
  }

  public ReadPlan withConditions(List<Condition> newConditions) {
    return new ReadPlan(
        collection, columns, newConditions, search, offset, fetch, counting, routed);
  }

  public ReadPlan withSearch(SearchPlan newSearch, List<TableColumn> newColumns) {
    return new ReadPlan(
        collection, newColumns, conditions, newSearch, offset, fetch, counting, routed);
  }

  public ReadPlan withBounds(@Nullable Operand newOffset, @Nullable Operand newFetch) {
    return new ReadPlan(
        collection, columns, conditions, search, newOffset, newFetch, counting, routed);
  }

  public ReadPlan asCount() {
    return new ReadPlan(collection, List.of(), conditions, search, offset, fetch, true, routed);
  }

  /** The same read of a routed table that says more of where its rows can be. */
  public ReadPlan withRouted(RoutedRead newRouted) {
    return new ReadPlan(
        collection, columns, conditions, search, offset, fetch, counting, newRouted);
  }

  /** What is about its routed table. */
  public RoutedRead requireRouted() {
    if (routed == null) {
      throw new IllegalStateException(collection.name() + " is no routed table");
    }
    return routed;
  }

  /** This read of one collection of its routed table, at most so many rows of it. */
  public ReadPlan ofTarget(CollectionInfo target, @Nullable SearchPlan newSearch, long rows) {
    return new ReadPlan(
        target,
        columns,
        conditions,
        newSearch,
        null,
        rows == Long.MAX_VALUE ? null : new Operand.Constant(BigDecimal.valueOf(rows)),
        counting,
        null);
  }

  /** Whether rows are bounded already. */
  public boolean bounded() {
    return offset != null || fetch != null;
  }

  /** What the rows come ordered by, ascending; empty for no order that a column has. */
  public List<Role> order() {
    if (search == null || counting) {
      return List.of();
    }
    List<Role> order = new ArrayList<>();
    if (search.shape().batch()) {
      order.add(Role.QUERY_INDEX);
    }
    boolean byDistance =
        routed == null || routed.table().settings().merge() == MergeStrategy.DISTANCE;
    if (byDistance && search.shape().rerank() == SearchShape.Rerank.NONE) {
      order.add(Role.DISTANCE);
      order.add(Role.ID);
    }
    return order;
  }

  /** The parts of a record that the columns need. */
  public RecordFields fields() {
    Set<String> keys = new HashSet<>();
    for (TableColumn column : columns) {
      if (column.role() == Role.METADATA_KEY) {
        keys.add(column.requireKey());
      }
    }
    return new RecordFields(
        has(Role.DOCUMENT), has(Role.URI), has(Role.EMBEDDING), keys, has(Role.METADATA));
  }

  private boolean has(Role role) {
    return columns.stream().anyMatch(column -> column.role() == role);
  }
}
