package io.github.chromajdbc.calcite.function;

import org.jspecify.annotations.Nullable;

/**
 * Pairs of numbers added up as far as statistics need.
 *
 * <p>By Welford's method: products of distances from the means so far are added, not those of the
 * numbers. So numbers far from zero, as times in seconds, lose no digits, and equal numbers have a
 * variance of 0. Source: B. P. Welford, Note on a Method for Calculating Corrected Sums of Squares
 * and Products, Technometrics 4 (1962), 419-420.
 */
public final class PairStatistics {
  private double count;
  private double meanX;
  private double meanY;
  private double sumXx;
  private double sumYy;
  private double sumXy;

  /** Adds a number, paired with itself. */
  public void add(Number value) {
    add(value, value);
  }

  /** Adds a pair, the dependent number first, as SQL's functions have it. */
  public void add(Number y, Number x) {
    count++;
    double fromMeanX = x.doubleValue() - meanX;
    double fromMeanY = y.doubleValue() - meanY;
    meanX += fromMeanX / count;
    meanY += fromMeanY / count;
    sumXx += fromMeanX * (x.doubleValue() - meanX);
    sumYy += fromMeanY * (y.doubleValue() - meanY);
    sumXy += fromMeanX * (y.doubleValue() - meanY);
  }

  /**
   * A statistic of all pairs so far; null where it has no value.
   *
   * <p>Formulas: ISO/IEC 9075-2, 10.9, computational operations and binary set functions.
   */
  public @Nullable Double value(Statistic statistic) {
    return switch (statistic) {
      case VAR_POP, COVAR_POP -> ratio(sumXy, count);
      case VAR_SAMP, VARIANCE, COVAR_SAMP -> ratio(sumXy, count - 1);
      case STDDEV_POP -> root(ratio(sumXy, count));
      case STDDEV_SAMP, STDDEV -> root(ratio(sumXy, count - 1));
      case CORR -> ratio(sumXy, Math.sqrt(sumXx * sumYy));
      case REGR_SLOPE -> ratio(sumXy, sumXx);
      case REGR_INTERCEPT -> {
        Double slope = ratio(sumXy, sumXx);
        yield slope == null ? null : meanY - slope * meanX;
      }
      case REGR_R2 ->
          sumXx > 0 && sumYy == 0 ? Double.valueOf(1) : ratio(sumXy * sumXy, sumXx * sumYy);
      case REGR_AVGX -> count == 0 ? null : meanX;
      case REGR_AVGY -> count == 0 ? null : meanY;
      case REGR_SXX -> count == 0 ? null : sumXx;
      case REGR_SYY -> count == 0 ? null : sumYy;
      case REGR_SXY -> count == 0 ? null : sumXy;
    };
  }

  private static @Nullable Double ratio(double dividend, double divisor) {
    return divisor > 0 ? dividend / divisor : null;
  }

  private static @Nullable Double root(@Nullable Double square) {
    return square == null ? null : Math.sqrt(square);
  }
}
