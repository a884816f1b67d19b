package io.github.chromajdbc.calcite.explain;

import io.github.chromajdbc.calcite.pushdown.Remaining;
import io.github.chromajdbc.client.RequestText;
import java.util.List;

/**
 * A read of a plan.
 *
 * @param table collection or routed table
 * @param pushed the conditions that Chroma evaluates; empty for none
 * @param remaining the conditions that the driver evaluates
 * @param routing which collections are asked and why; empty for a single collection
 * @param requests those that would be sent first
 */
record ExplainedRead(
    String table,
    String pushed,
    List<Remaining> remaining,
    List<String> routing,
    List<ExplainedRequest> requests) {

  /**
   * A request.
   *
   * @param restriction what is added to it when it runs; empty for nothing
   * @param indexes which indexes of the server's file it would use; empty when nobody knows
   */
  record ExplainedRequest(RequestText request, String restriction, List<String> indexes) {}
}
