package io.github.chromajdbc.calcite.pushdown;

import io.github.chromajdbc.calcite.function.ExactNumbers;
import io.github.chromajdbc.client.RecordFilter;
import io.github.chromajdbc.client.RecordFilter.And;
import io.github.chromajdbc.client.RecordFilter.Compare;
import io.github.chromajdbc.client.RecordFilter.Operator;
import io.github.chromajdbc.client.RecordFilter.Or;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Comparisons of numbers, so that Chroma answers what SQL asks. */
final class NumberFilters {
  private NumberFilters() {}

  /** Any number is there: Chroma has no {@code $exists}. */
  static RecordFilter present(String key) {
    return new Or(
        List.of(
            new Compare(key, Operator.GREATER_OR_EQUAL, 0L), new Compare(key, Operator.LESS, 0L)));
  }

  /** Compares a key that has whole numbers only. */
  static Bound wholeNumber(String key, Operator operator, Number operand, boolean asDouble) {
    double approximate = operand.doubleValue();
    if (operand instanceof Double && !Double.isFinite(approximate)) {
      return beyondAll(key, operator, approximate);
    }
    WholeNumberBounds bounds =
        asDouble
            ? WholeNumberBounds.ofRounded(operator, approximate)
            : WholeNumberBounds.of(operator, ExactNumbers.of(operand));
    if (operator == Operator.NOT_EQUAL) {
      return bounds.isEmpty() ? Bound.of(present(key)) : outside(key, bounds);
    }
    if (bounds.isEmpty()) {
      return Bound.NOTHING;
    }
    return within(key, bounds);
  }

  private static Bound within(String key, WholeNumberBounds bounds) {
    if (bounds.hasLow() && bounds.low().equals(bounds.high())) {
      return Bound.of(new Compare(key, Operator.EQUAL, bounds.low().longValueExact()));
    }
    List<RecordFilter> both = new ArrayList<>();
    if (bounds.hasLow()) {
      both.add(new Compare(key, Operator.GREATER_OR_EQUAL, bounds.low().longValueExact()));
    }
    if (bounds.hasHigh()) {
      both.add(new Compare(key, Operator.LESS_OR_EQUAL, bounds.high().longValueExact()));
    }
    return switch (both.size()) {
      case 0 -> Bound.of(present(key));
      case 1 -> Bound.of(both.get(0));
      default -> Bound.of(new And(both));
    };
  }

  private static Bound outside(String key, WholeNumberBounds bounds) {
    List<RecordFilter> either = new ArrayList<>();
    if (bounds.hasHigh()) {
      either.add(new Compare(key, Operator.GREATER, bounds.high().longValueExact()));
    }
    if (bounds.hasLow()) {
      either.add(new Compare(key, Operator.LESS, bounds.low().longValueExact()));
    }
    return switch (either.size()) {
      case 0 -> Bound.NOTHING;
      case 1 -> Bound.of(either.get(0));
      default -> Bound.of(new Or(either));
    };
  }

  /** What holds of every finite number when it is compared with NaN or an infinity. */
  private static Bound beyondAll(String key, Operator operator, double operand) {
    boolean holds =
        switch (operator) {
          case EQUAL -> false;
          case NOT_EQUAL -> true;
          // NaN sorts above every other DOUBLE, as Java and Calcite's comparisons of boxed values
          // do.
          case GREATER, GREATER_OR_EQUAL -> operand == Double.NEGATIVE_INFINITY;
          case LESS, LESS_OR_EQUAL -> operand != Double.NEGATIVE_INFINITY;
        };
    return holds ? Bound.of(present(key)) : Bound.NOTHING;
  }

  /**
   * Compares a key that has whole numbers and fractions. A fractional operand v is truncated to t
   * for the int values (measured: {@code x = 1.5} matches int 1, {@code x < 1.5} misses it), so the
   * comparison with t mends what the truncation adds or loses.
   */
  static Bound number(String key, Operator operator, Number operand) {
    double value = operand.doubleValue();
    if (!Double.isFinite(value)) {
      return beyondAll(key, operator, value);
    }
    if (value == Math.rint(value) && Math.abs(value) < 0x1p53) {
      return whole(key, operator, (long) value);
    }
    if (Math.abs(value) >= 0x1p53 && Math.abs(value) <= 0x1p63) {
      return roundedTo(key, operator, value);
    }
    // Beyond int64 the truncation ends at its last number.
    long truncated = (long) value;
    Compare raw = new Compare(key, operator, value);
    Compare without = new Compare(key, Operator.NOT_EQUAL, truncated);
    Compare with = new Compare(key, Operator.EQUAL, truncated);
    boolean positive = value > 0;
    return switch (operator) {
      case EQUAL -> Bound.of(new And(List.of(raw, without)));
      case NOT_EQUAL ->
          Bound.of(
              new Or(
                  List.of(
                      new Compare(key, Operator.GREATER, value),
                      new Compare(key, Operator.LESS, value),
                      with)));
      case GREATER_OR_EQUAL -> Bound.of(positive ? new And(List.of(raw, without)) : raw);
      case GREATER -> Bound.of(positive ? raw : new Or(List.of(raw, with)));
      case LESS -> Bound.of(positive ? new Or(List.of(raw, with)) : raw);
      case LESS_OR_EQUAL -> Bound.of(positive ? raw : new And(List.of(raw, without)));
    };
  }

  /**
   * Compares with a number that several whole numbers are equal to, once they are rounded to
   * DOUBLE: the bounds are the first and the last of them. No fraction is between those and the
   * number.
   */
  private static Bound roundedTo(String key, Operator operator, double value) {
    WholeNumberBounds equal = WholeNumberBounds.ofRounded(Operator.EQUAL, value);
    Compare notBefore = bound(key, Operator.GREATER_OR_EQUAL, equal.low());
    Compare notAfter = bound(key, Operator.LESS_OR_EQUAL, equal.high());
    Compare before = bound(key, Operator.LESS, equal.low());
    Compare after = bound(key, Operator.GREATER, equal.high());
    return Bound.of(
        switch (operator) {
          case EQUAL -> new And(List.of(notBefore, notAfter));
          case NOT_EQUAL -> new Or(List.of(before, after));
          case GREATER_OR_EQUAL -> notBefore;
          case GREATER -> after;
          case LESS -> before;
          case LESS_OR_EQUAL -> notAfter;
        });
  }

  private static Compare bound(String key, Operator operator, BigInteger bound) {
    BigInteger within = bound.min(BigInteger.valueOf(Long.MAX_VALUE));
    return new Compare(
        key, operator, within.max(BigInteger.valueOf(Long.MIN_VALUE)).longValueExact());
  }

  private static Bound whole(String key, Operator operator, long value) {
    if (operator == Operator.NOT_EQUAL) {
      return Bound.of(
          new Or(
              List.of(
                  new Compare(key, Operator.GREATER, value),
                  new Compare(key, Operator.LESS, value))));
    }
    return Bound.of(new Compare(key, operator, value));
  }

  /** The number as an int64, null when none is equal to it. */
  static @Nullable Long asLong(Number number) {
    if (!Double.isFinite(number.doubleValue())) {
      return null;
    }
    BigDecimal exact = ExactNumbers.of(number);
    boolean whole = exact.stripTrailingZeros().scale() <= 0;
    return whole && exact.toBigInteger().bitLength() < Long.SIZE ? exact.longValueExact() : null;
  }
}
