package io.github.chromajdbc.calcite.function;

/** Statistics of one or two columns, named as SQL names their functions. */
public enum Statistic {
  VAR_POP(1),
  VAR_SAMP(1),
  /** The same as VAR_SAMP. */
  VARIANCE(1),
  STDDEV_POP(1),
  STDDEV_SAMP(1),
  /** The same as STDDEV_SAMP. */
  STDDEV(1),
  COVAR_POP(2),
  COVAR_SAMP(2),
  CORR(2),
  REGR_SLOPE(2),
  REGR_INTERCEPT(2),
  REGR_R2(2),
  REGR_AVGX(2),
  REGR_AVGY(2),
  REGR_SXX(2),
  REGR_SYY(2),
  REGR_SXY(2);

  private final int columns;

  Statistic(int columns) {
    this.columns = columns;
  }

  /** How many columns it is of: 1 or 2. */
  int columns() {
    return columns;
  }
}
