package io.github.chromajdbc.calcite.route;

import java.util.List;

/**
 * Where a statement is sent.
 *
 * @param collections names of collections of the table, each once
 * @param reason why these, for EXPLAIN
 * @param warnings what the user should know: values that no collection is known for
 */
public record RoutingDecision(List<String> collections, String reason, List<String> warnings) {
  public RoutingDecision {
    collections = List.copyOf(collections);
    warnings = List.copyOf(warnings);
  }

  /** These collections, for this reason. */
  public static RoutingDecision to(List<String> collections, String reason) {
    return new RoutingDecision(collections, reason, List.of());
  }
}
