package io.github.chromajdbc.calcite.exec.window;

import io.github.chromajdbc.calcite.function.ExactNumbers;
import java.math.BigDecimal;

/** Numbers of one class as another. */
final class Numbers {
  private Numbers() {}

  /**
   * The same number, an instance of {@code type}; the value itself when it is no number.
   *
   * @throws ArithmeticException when it is out of the type's range
   */
  static Object as(Class<?> type, Object value) {
    if (!(value instanceof Number number) || type.isInstance(value)) {
      return value;
    }
    if (type == Double.class) {
      return number.doubleValue();
    }
    BigDecimal exact = ExactNumbers.of(number);
    if (type == BigDecimal.class) {
      return exact;
    }
    if (type == Long.class) {
      return exact.longValueExact();
    }
    return type == Integer.class ? (Object) exact.intValueExact() : value;
  }
}
