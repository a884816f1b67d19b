package io.github.chromajdbc.calcite.plan;

/** How subqueries that name columns of the rows around them are run. */
public enum CorrelatedSubqueries {
  /** As joins, each collection read once. */
  JOINED,
  /** For each row around them. */
  ROW_BY_ROW
}
