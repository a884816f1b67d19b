package io.github.chromajdbc.it.sql;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** A statement being written, its values as literals or as parameters. */
final class SqlText {
  private final StringBuilder text = new StringBuilder();
  private final List<Object> parameters = new ArrayList<>();
  private final boolean asParameters;

  SqlText(boolean asParameters) {
    this.asParameters = asParameters;
  }

  SqlText add(String sql) {
    text.append(sql);
    return this;
  }

  SqlText value(Object value) {
    if (asParameters) {
      parameters.add(value);
      return add("?");
    }
    return add(literal(value));
  }

  private static String literal(Object value) {
    if (value instanceof String string) {
      return "'" + string.replace("'", "''") + "'";
    }
    // 1.0E10 would be no exact number.
    return value instanceof Double number
        ? new BigDecimal(number.toString()).toPlainString()
        : value.toString();
  }

  List<Object> parameters() {
    return parameters;
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
