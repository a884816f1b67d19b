package io.github.chromajdbc.calcite.pushdown;

import io.github.chromajdbc.calcite.function.ExactNumbers;
import io.github.chromajdbc.client.MetadataIndex;
import io.github.chromajdbc.client.RecordFilter.Compare;
import io.github.chromajdbc.client.RecordFilter.Operator;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * Comparisons with numbers for a distributed Chroma ({@link MetadataIndex}), which keeps whole
 * numbers and fractions apart: both are asked for. They let through at least what SQL wants.
 *
 * <p>Traps, read in Chroma's code (its filter operator and its metadata segment): a whole number is
 * looked up by its low 32 bits, so another may be found with it, but none of the wanted is missed
 * by {@code $eq} and {@code $in}; by a range one is missed that has more bits. A fraction is looked
 * up as a float: {@code $gt} would miss those that round to the operand, {@code $gte} does not.
 */
final class ApartNumbers {
  private static final BigInteger WHOLE_NUMBERS_FROM_HERE_ROUND = BigInteger.ONE.shiftLeft(53);
  private static final BigInteger SIGN = BigInteger.ONE.shiftLeft(31);
  private static final BigInteger BEYOND = BigInteger.ONE.shiftLeft(32);

  private ApartNumbers() {}

  /** A range: neither EQUAL nor NOT_EQUAL. */
  static Bound range(String key, Operator operator, Number operand) {
    double fraction = operand.doubleValue();
    if (!Double.isFinite(fraction)) {
      return Bound.EVERYTHING;
    }
    WholeNumberBounds whole = WholeNumberBounds.of(operator, ExactNumbers.of(operand));
    return switch (operator) {
      case GREATER, GREATER_OR_EQUAL ->
          isWithin(whole.low(), BEYOND)
              ? Bound.or(
                  List.of(
                      compare(key, Operator.GREATER_OR_EQUAL, whole.low().longValueExact()),
                      compare(key, Operator.GREATER_OR_EQUAL, fraction)))
              : Bound.EVERYTHING;
      case LESS, LESS_OR_EQUAL ->
          isWithin(whole.high(), SIGN)
              ? Bound.or(
                  List.of(
                      compare(key, Operator.LESS_OR_EQUAL, whole.high().longValueExact()),
                      // As 32 bits without a sign, negative numbers are the greatest.
                      compare(key, Operator.GREATER_OR_EQUAL, SIGN.longValueExact()),
                      compare(key, Operator.LESS_OR_EQUAL, fraction)))
              : Bound.EVERYTHING;
      case EQUAL, NOT_EQUAL -> throw new IllegalArgumentException(operator.name());
    };
  }

  private static boolean isWithin(BigInteger bound, BigInteger end) {
    return bound.signum() >= 0 && bound.compareTo(end) < 0;
  }

  private static Bound compare(String key, Operator operator, Object value) {
    return Bound.of(new Compare(key, operator, value));
  }

  /**
   * The number is one of these.
   *
   * @param rounded whether whole numbers are rounded to DOUBLE before they are compared
   */
  static Bound oneOf(String key, List<? extends Number> numbers, boolean rounded) {
    List<Object> values = new ArrayList<>();
    for (Number number : numbers) {
      double fraction = number.doubleValue();
      if (!Double.isFinite(fraction)) {
        continue; // no number that Chroma can hold is equal to it
      }
      values.add(fraction);
      BigDecimal exact = ExactNumbers.of(number);
      if (exact.stripTrailingZeros().scale() <= 0) {
        BigInteger whole = exact.toBigIntegerExact();
        if (rounded && whole.abs().compareTo(WHOLE_NUMBERS_FROM_HERE_ROUND) >= 0) {
          return Bound.EVERYTHING; // it is equal to several
        }
        if (whole.bitLength() < Long.SIZE) {
          values.add(whole.longValueExact());
        }
      }
    }
    if (values.size() > 2) {
      return Bound.or(ValueLists.members(key, false, values));
    }
    return Bound.or(values.stream().map(value -> compare(key, Operator.EQUAL, value)).toList());
  }
}
