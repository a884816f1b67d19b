package io.github.chromajdbc.index.report;

import java.util.List;

/**
 * How SQLite would run one statement of Chroma.
 *
 * @param statement what the statement is, such as {@code year INT $gte}
 * @param used whether the statement finds its metadata, or its page, by an index of the definition
 * @param indexes every index that the plan names
 * @param plan the lines of EXPLAIN QUERY PLAN
 * @param sql the statement
 */
public record StatementCheck(
    String statement, boolean used, List<String> indexes, List<String> plan, String sql) {
  public StatementCheck {
    indexes = List.copyOf(indexes);
    plan = List.copyOf(plan);
  }
}
