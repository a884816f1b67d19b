package io.github.chromajdbc.calcite.pushdown;

import io.github.chromajdbc.client.RecordFilter.Operator;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/**
 * The whole numbers k for which {@code k operator v} holds, v any number: an interval, or its
 * complement for NOT_EQUAL. Chroma truncates a fractional operand on int values, so none is ever
 * sent.
 *
 * @param low smallest, null for no bound
 * @param high greatest, null for no bound
 */
record WholeNumberBounds(BigInteger low, BigInteger high) {
  private static final BigInteger MIN = BigInteger.valueOf(Long.MIN_VALUE);
  private static final BigInteger MAX = BigInteger.valueOf(Long.MAX_VALUE);

  /** Whether no int64 is between the bounds. */
  boolean isEmpty() {
    return low.compareTo(high) > 0 || low.compareTo(MAX) > 0 || high.compareTo(MIN) < 0;
  }

  boolean hasLow() {
    return low.compareTo(MIN) > 0;
  }

  boolean hasHigh() {
    return high.compareTo(MAX) < 0;
  }

  /** The interval for an operator other than NOT_EQUAL; for NOT_EQUAL, that of EQUAL. */
  static WholeNumberBounds of(Operator operator, BigDecimal value) {
    return between(
        operator,
        value.setScale(0, RoundingMode.CEILING).toBigIntegerExact(),
        value.setScale(0, RoundingMode.FLOOR).toBigIntegerExact());
  }

  /**
   * The same when SQL rounds k to a DOUBLE first: beyond 2^53 several whole numbers are equal to
   * one DOUBLE.
   */
  static WholeNumberBounds ofRounded(Operator operator, double value) {
    BigDecimal exact = new BigDecimal(value);
    if (Math.abs(value) < 0x1p53) {
      return of(operator, exact);
    }
    BigInteger first = exact.toBigIntegerExact();
    BigInteger last = first;
    BigInteger below = new BigDecimal(Math.nextDown(value)).toBigInteger();
    BigInteger above = new BigDecimal(Math.nextUp(value)).toBigInteger();
    first = nearestRoundingTo(value, below.add(first).shiftRight(1));
    last = nearestRoundingTo(value, above.add(last).shiftRight(1));
    return between(operator, first, last);
  }

  /**
   * The midpoint itself when it rounds to the value (ties to even), else the neighbour that does.
   */
  private static BigInteger nearestRoundingTo(double value, BigInteger midpoint) {
    if (midpoint.doubleValue() == value) {
      return midpoint;
    }
    BigInteger towards = BigInteger.valueOf(midpoint.doubleValue() < value ? 1 : -1);
    return midpoint.add(towards);
  }

  /** first and last are the smallest and greatest k equal to v; first = last + 1 when none is. */
  private static WholeNumberBounds between(Operator operator, BigInteger first, BigInteger last) {
    BigInteger unboundedLow = MIN;
    BigInteger unboundedHigh = MAX;
    return switch (operator) {
      case EQUAL, NOT_EQUAL -> new WholeNumberBounds(first, last);
      case GREATER_OR_EQUAL -> new WholeNumberBounds(first, unboundedHigh);
      case GREATER -> new WholeNumberBounds(last.add(BigInteger.ONE), unboundedHigh);
      case LESS_OR_EQUAL -> new WholeNumberBounds(unboundedLow, last);
      case LESS -> new WholeNumberBounds(unboundedLow, first.subtract(BigInteger.ONE));
    };
  }
}
