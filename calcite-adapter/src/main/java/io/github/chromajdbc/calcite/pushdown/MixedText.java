package io.github.chromajdbc.calcite.pushdown;

import java.util.ArrayList;
import java.util.List;

/** Which values other than a string can have a given text, when a mixed key reads as text. */
final class MixedText {
  private MixedText() {}

  static List<Object> valuesWithText(String text) {
    List<Object> values = new ArrayList<>();
    if (text.equals("true") || text.equals("false")) {
      values.add(Boolean.valueOf(text));
    }
    try {
      values.add(Long.parseLong(text));
    } catch (NumberFormatException notAWholeNumber) {
      addFraction(text, values);
    }
    return values;
  }

  private static void addFraction(String text, List<Object> values) {
    try {
      double value = Double.parseDouble(text);
      if (Double.isFinite(value)) {
        values.add(value);
      }
    } catch (NumberFormatException notANumber) {
      // Then no number has this text.
    }
  }
}
