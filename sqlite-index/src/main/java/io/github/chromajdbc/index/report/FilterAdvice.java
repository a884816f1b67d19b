package io.github.chromajdbc.index.report;

import java.util.List;

/**
 * What could be done for a filter.
 *
 * @param filter as it was given
 * @param predicates one for each predicate in it, from left to right
 * @param ddl the statements that mend the slow ones, each once
 * @param plan the lines of EXPLAIN QUERY PLAN of the whole request
 */
public record FilterAdvice(
    String filter, List<PredicateAdvice> predicates, List<String> ddl, List<String> plan) {
  public FilterAdvice {
    predicates = List.copyOf(predicates);
    ddl = List.copyOf(ddl);
    plan = List.copyOf(plan);
  }

  /** Whether some predicate reads a whole table. */
  public boolean scans() {
    return predicates.stream()
        .anyMatch(predicate -> predicate.access() == PredicateAdvice.Access.SCANNED);
  }
}
