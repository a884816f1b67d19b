package io.github.chromajdbc.calcite.engine;

import io.github.chromajdbc.calcite.statement.TypeDescription;
import java.math.BigDecimal;

/** Which DECIMAL holds all digits of a value. */
final class DecimalDigits {
  /** Of a DECIMAL. */
  static final int MOST = 38;

  /** So that values with few digits share a plan. */
  private static final int USUAL_SCALE = 10;

  private DecimalDigits() {}

  /** The type to plan for: with more digits than a DECIMAL has, that nearest to it. */
  static String type(BigDecimal value) {
    BigDecimal stripped = value.stripTrailingZeros();
    int least = Math.max(0, stripped.scale());
    int most = MOST - before(stripped);
    return least > most
        ? "DOUBLE"
        : "DECIMAL(" + MOST + "," + Math.min(most, Math.max(USUAL_SCALE, least)) + ")";
  }

  /** That of a type of {@link #type}. */
  static int scaleOf(String type) {
    return Integer.parseInt(type.substring(type.indexOf(',') + 1, type.length() - 1));
  }

  static boolean fit(BigDecimal value, TypeDescription type) {
    BigDecimal stripped = value.stripTrailingZeros();
    return stripped.scale() <= type.scale() && before(stripped) <= type.precision() - type.scale();
  }

  private static int before(BigDecimal stripped) {
    return Math.max(0, stripped.precision() - stripped.scale());
  }
}
