package io.github.chromajdbc.calcite.function;

import java.math.BigDecimal;
import java.math.BigInteger;

/** Numbers of any class, without rounding. */
public final class ExactNumbers {
  private ExactNumbers() {}

  /**
   * The number without loss.
   *
   * @throws NumberFormatException when it is NaN or infinite
   */
  public static BigDecimal of(Number number) {
    if (number instanceof BigDecimal decimal) {
      return decimal;
    }
    if (number instanceof BigInteger integer) {
      return new BigDecimal(integer);
    }
    return number instanceof Double || number instanceof Float
        ? new BigDecimal(number.doubleValue())
        : BigDecimal.valueOf(number.longValue());
  }
}
