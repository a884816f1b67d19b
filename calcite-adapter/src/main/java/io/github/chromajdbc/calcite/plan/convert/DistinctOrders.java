package io.github.chromajdbc.calcite.plan.convert;

import io.github.chromajdbc.error.ChromaError;
import org.apache.calcite.rel.core.AggregateCall;

/**
 * {@code ARRAY_AGG(DISTINCT x ORDER BY y)}: several rows have the same x, and no y is that of the
 * value. SQL has the order of distinct values be by themselves.
 */
final class DistinctOrders {
  private DistinctOrders() {}

  /**
   * Refuses what is ordered by anything else.
   *
   * @throws io.github.chromajdbc.error.ChromaException 42000
   */
  static void check(AggregateCall call) {
    if (call.isDistinct() && !call.getArgList().containsAll(call.getCollation().getKeys())) {
      String name = call.getAggregation().getName();
      throw ChromaError.INVALID_STATEMENT.exception(
          name
              + "(DISTINCT ...) is ordered by its own argument only, since equal values can stand in"
              + " rows with others beside them. Write it in ORDER BY, or leave DISTINCT out");
    }
  }
}
