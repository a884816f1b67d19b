package io.github.chromajdbc.calcite.route;

import java.math.BigDecimal;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Values of a statement compared with the texts that a configuration has. */
public final class KnownValues {
  private KnownValues() {}

  /** Whether one of the texts is the value: the same text, or a number of the same size. */
  static boolean contains(Set<String> texts, Object value) {
    String text = text(value);
    if (texts.contains(text)) {
      return true;
    }
    if (value instanceof Boolean) {
      return texts.stream().anyMatch(text::equalsIgnoreCase);
    }
    BigDecimal number = value instanceof Number ? number(text) : null;
    return number != null
        && texts.stream()
            .map(KnownValues::number)
            .anyMatch(known -> known != null && known.compareTo(number) == 0);
  }

  /** The text of a value: a whole number without a point. */
  public static String text(Object value) {
    if (value instanceof BigDecimal number) {
      return plain(number);
    }
    if (value instanceof Double || value instanceof Float) {
      double number = ((Number) value).doubleValue();
      return Double.isFinite(number) ? plain(BigDecimal.valueOf(number)) : value.toString();
    }
    return value.toString();
  }

  private static String plain(BigDecimal number) {
    return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
  }

  /** The number that a text is, null when it is none. */
  public static @Nullable BigDecimal number(String text) {
    if (text.isEmpty() || text.length() > 400) {
      return null;
    }
    try {
      BigDecimal number = new BigDecimal(text);
      return Math.abs((long) number.scale()) > 400 ? null : number;
    } catch (NumberFormatException noNumber) {
      return null;
    }
  }
}
