package io.github.chromajdbc.calcite.route;

/**
 * Decides which collections a statement asks. One of a user's own has a public constructor without
 * parameters and is named by {@code "router"} in the routes.
 */
@FunctionalInterface
public interface CollectionRouter {

  /**
   * The collections to ask. One that is left out must have no record that the statement admits:
   * nobody looks there. Called for each execution, from any thread.
   */
  RoutingDecision route(RoutingContext context);
}
