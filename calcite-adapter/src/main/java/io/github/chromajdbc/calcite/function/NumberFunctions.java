package io.github.chromajdbc.calcite.function;

import io.github.chromajdbc.error.ChromaError;
import io.github.chromajdbc.error.ChromaException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * Arithmetic that Calcite (1.42) does with fewer digits than its types have, or lets wrap. Called
 * by generated code; a function answers null when an argument is null.
 */
public final class NumberFunctions {
  /** A BIGINT has as many digits. */
  private static final int MOST_DIGITS = 19;

  private static final String HOW_TO_KEEP_OUT =
      "Write a condition that keeps such numbers out before it";

  private NumberFunctions() {}

  /**
   * The quotient with {@code scale} digits behind the point, rounded as a cast does.
   *
   * @throws ChromaException 22012 when the divisor is 0
   */
  public static @Nullable BigDecimal divide(
      @Nullable BigDecimal dividend, @Nullable BigDecimal divisor, int scale) {
    if (dividend == null || divisor == null) {
      return null;
    }
    if (divisor.signum() == 0) {
      throw ChromaError.DIVISION_BY_ZERO.exception();
    }
    return dividend.divide(divisor, scale, RoundingMode.HALF_UP);
  }

  /**
   * The quotient. Java has infinities and NaN for what SQL has no number for.
   *
   * @throws ChromaException 22012 when the divisor is 0
   */
  public static @Nullable Double divideDoubles(
      @Nullable Double dividend, @Nullable Double divisor) {
    if (dividend == null || divisor == null) {
      return null;
    }
    if (divisor == 0) {
      throw ChromaError.DIVISION_BY_ZERO.exception();
    }
    return dividend / divisor;
  }

  /**
   * The power; a square root is that of 0.5.
   *
   * @throws ChromaException 2201F for a fractional power of a negative number, and a negative one
   *     of 0
   */
  public static @Nullable Double power(@Nullable Double base, @Nullable Double exponent) {
    if (base == null || exponent == null) {
      return null;
    }
    if ((base < 0 && exponent != Math.rint(exponent)) || (base == 0 && exponent < 0)) {
      throw ChromaError.INVALID_ARGUMENT_OF_POWER.exception(
          base + " to the power of " + exponent + " is no number. " + HOW_TO_KEEP_OUT);
    }
    return Math.pow(base, exponent);
  }

  /**
   * A number that a function gave.
   *
   * @throws ChromaException 22003 when it is NaN, since the function has none for its argument
   */
  public static @Nullable Double defined(@Nullable Double result, String function) {
    if (result != null && result.isNaN()) {
      throw ChromaError.NUMBER_OUT_OF_RANGE.exception(
          function + " is not defined for such a number. " + HOW_TO_KEEP_OUT);
    }
    return result;
  }

  /**
   * The number without its sign.
   *
   * @throws ChromaException 22003 when there is no such BIGINT
   */
  public static @Nullable Long abs(@Nullable Long value) {
    if (value == null) {
      return null;
    }
    if (value == Long.MIN_VALUE) {
      throw outOfRange(BigDecimal.valueOf(value).negate());
    }
    return Math.abs(value);
  }

  /**
   * The number rounded to so many digits behind the point, before it when negative; halves away
   * from zero.
   *
   * @throws ChromaException 22003 when it is no BIGINT any more
   */
  public static @Nullable Long round(@Nullable Long value, @Nullable Integer digits) {
    if (value == null || digits == null) {
      return null;
    }
    if (digits >= 0 || value == 0) {
      return value;
    }
    if (digits < -MOST_DIGITS) {
      return 0L;
    }
    BigDecimal rounded = BigDecimal.valueOf(value).setScale(digits, RoundingMode.HALF_UP);
    try {
      return rounded.longValueExact();
    } catch (ArithmeticException tooLarge) {
      throw outOfRange(rounded);
    }
  }

  private static ChromaException outOfRange(BigDecimal number) {
    return ChromaError.NUMBER_OUT_OF_RANGE.exception(
        "A number is out of the range of BIGINT: " + number.toPlainString());
  }
}
