package io.github.chromajdbc.it.proof;

import java.math.BigDecimal;

/** Values as SQL writes them. */
final class Literals {
  private Literals() {}

  static String of(Object value) {
    if (value instanceof String text) {
      return "'" + text.replace("'", "''") + "'";
    }
    if (value instanceof Double number) {
      double size = Math.abs(number);
      // Numbers that are no exact decimals of a sensible length are written as approximate ones.
      return size != 0 && (size < 1e-6 || size > 1e15)
          ? String.valueOf(number)
          : new BigDecimal(number.toString()).toPlainString();
    }
    if (value instanceof Boolean flag) {
      return flag ? "TRUE" : "FALSE";
    }
    return value.toString();
  }
}
