package io.github.chromajdbc.calcite.exec.read;

import io.github.chromajdbc.calcite.pushdown.BoundRoute;
import io.github.chromajdbc.calcite.pushdown.RouteCondition;
import io.github.chromajdbc.calcite.route.CollectionRouter;
import io.github.chromajdbc.calcite.route.MapRouter;
import io.github.chromajdbc.calcite.route.RoutedTable;
import io.github.chromajdbc.calcite.route.RoutingContext;
import io.github.chromajdbc.calcite.route.RoutingDecision;
import io.github.chromajdbc.error.ChromaError;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The part of a read that is about a routed table.
 *
 * @param conditions what the statement says of the records that are wanted; all hold
 * @param joinKeys what the other side of a join says of them; all hold
 */
public record RoutedRead(
    RoutedTable table, List<RouteCondition> conditions, List<RouteCondition> joinKeys) {
  public RoutedRead {
    conditions = List.copyOf(conditions);
    joinKeys = List.copyOf(joinKeys);
  }

  /** The read of everything. */
  public static RoutedRead of(RoutedTable table) {
    return new RoutedRead(table, List.of(), List.of());
  }

  /** The same with further conditions. */
  public RoutedRead and(List<RouteCondition> further) {
    Set<RouteCondition> all = new LinkedHashSet<>(conditions);
    all.addAll(further);
    return new RoutedRead(table, new ArrayList<>(all), joinKeys);
  }

  /** The same when the other side of a join is known. */
  public RoutedRead withJoinKeys(List<RouteCondition> keys) {
    return new RoutedRead(table, conditions, keys);
  }

  /**
   * Where one execution is sent.
   *
   * @param operands of the read, evaluated
   */
  public RoutingDecision decide(@Nullable Object[] operands) {
    List<RouteCondition> all = new ArrayList<>(conditions);
    all.addAll(joinKeys);
    RoutingDecision decision = route(all, operands);
    List<String> known = table.collections();
    for (String target : decision.collections()) {
      if (!known.contains(target)) {
        throw ChromaError.INVALID_STATEMENT.exception(
            "The router of table "
                + table.name()
                + " answered "
                + target
                + ", which is none of its collections");
      }
    }
    List<String> distinct = List.copyOf(new LinkedHashSet<>(decision.collections()));
    return new RoutingDecision(distinct, decision.reason(), warnings(decision, operands));
  }

  private RoutingDecision route(List<RouteCondition> all, @Nullable Object[] operands) {
    CollectionRouter router = table.settings().router();
    return (router == null ? MapRouter.INSTANCE : router)
        .route(new RoutingContext(table, new BoundRoute(all, operands)));
  }

  /** A key of the other side that no collection has is what joins are for, and no warning. */
  private List<String> warnings(RoutingDecision decision, @Nullable Object[] operands) {
    if (joinKeys.isEmpty()) {
      return decision.warnings();
    }
    return table.settings().strict() ? List.of() : route(conditions, operands).warnings();
  }
}
