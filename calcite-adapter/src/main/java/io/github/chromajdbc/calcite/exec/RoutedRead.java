package io.github.chromajdbc.calcite.exec;

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
 * @param conditions what is known of the records that are wanted; all hold
 */
public record RoutedRead(RoutedTable table, List<RouteCondition> conditions) {
  public RoutedRead {
    conditions = List.copyOf(conditions);
  }

  /** The read of everything. */
  public static RoutedRead of(RoutedTable table) {
    return new RoutedRead(table, List.of());
  }

  /** The same with further conditions. */
  public RoutedRead and(List<RouteCondition> further) {
    Set<RouteCondition> all = new LinkedHashSet<>(conditions);
    all.addAll(further);
    return new RoutedRead(table, new ArrayList<>(all));
  }

  /**
   * Where one execution is sent.
   *
   * @param operands of the read, evaluated
   */
  public RoutingDecision decide(@Nullable Object[] operands) {
    CollectionRouter router = table.settings().router();
    RoutingContext context = new RoutingContext(table, new BoundRoute(conditions, operands));
    if (router == null) {
      return MapRouter.INSTANCE.route(context);
    }
    RoutingDecision decision = router.route(context);
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
    return new RoutingDecision(distinct, decision.reason(), decision.warnings());
  }
}
