package io.github.chromajdbc.calcite.exec.window;

/** Functions over windows, named as Calcite names their kinds. */
public enum WindowFunction {
  ROW_NUMBER,
  RANK,
  DENSE_RANK,
  PERCENT_RANK,
  CUME_DIST,
  NTILE,
  LAG,
  LEAD,
  FIRST_VALUE,
  LAST_VALUE,
  NTH_VALUE,
  COUNT,
  SUM,
  /** A sum that is 0 of nothing. */
  SUM0,
  MIN,
  MAX,
  ANY_VALUE,
  ARRAY_AGG,
  /** An array of what is not NULL, and of nothing an empty one. */
  COLLECT,
  /** The elements of all arrays. */
  FUSION,
  LISTAGG,
  /** Which one, its call says. */
  STATISTIC;

  /** Whether it adds up the rows of the frame, in any state of which more rows can be added. */
  boolean isAggregate() {
    return compareTo(COUNT) >= 0;
  }
}
