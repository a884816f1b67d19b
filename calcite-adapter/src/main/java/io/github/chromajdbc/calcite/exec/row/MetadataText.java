package io.github.chromajdbc.calcite.exec.row;

import java.util.List;

/** Metadata values as text, where a column has values of several types. */
final class MetadataText {
  private MetadataText() {}

  /** A string as it is, a number or truth value as JSON has it, an array as JSON. */
  static String of(Object value) {
    if (value instanceof List<?> list) {
      StringBuilder json = new StringBuilder("[");
      for (Object element : list) {
        json.append(json.length() == 1 ? "" : ",");
        if (element instanceof String text) {
          json.append('"').append(escape(text)).append('"');
        } else {
          json.append(element);
        }
      }
      return json.append(']').toString();
    }
    return value.toString();
  }

  private static String escape(String text) {
    StringBuilder escaped = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        escaped.append('\\').append(c);
      } else if (c < ' ') {
        escaped.append(String.format(java.util.Locale.ROOT, "\\u%04x", (int) c));
      } else {
        escaped.append(c);
      }
    }
    return escaped.toString();
  }
}
