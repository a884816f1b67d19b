package io.github.chromajdbc.calcite.engine;

import io.github.chromajdbc.calcite.statement.ParameterDescription;
import io.github.chromajdbc.calcite.statement.TypeDescription;
import java.math.BigDecimal;
import java.sql.Types;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which values are of another type than the statement expects, so that it is planned for them. */
final class ParameterTypes {
  private ParameterTypes() {}

  /** The SQL type to plan for, by parameter. */
  static Map<Integer, String> unfitting(
      List<? extends @Nullable Object> values, List<ParameterDescription> expected) {
    Map<Integer, String> types = new HashMap<>();
    for (int i = 0; i < values.size(); i++) {
      String type = unfitting(values.get(i), expected.get(i).type());
      if (type != null) {
        types.put(i, type);
      }
    }
    return types;
  }

  private static @Nullable String unfitting(@Nullable Object value, TypeDescription type) {
    if (value == null) {
      return null;
    }
    int expected = type.jdbcType();
    return switch (expected) {
      case Types.BIGINT, Types.INTEGER, Types.SMALLINT, Types.TINYINT ->
          value instanceof Double || value instanceof Float
              ? "DOUBLE"
              : value instanceof BigDecimal
                  ? "DECIMAL"
                  : expected != Types.BIGINT
                          && value instanceof Long whole
                          && whole.intValue() != whole
                      ? "BIGINT"
                      : null;
      case Types.DECIMAL, Types.NUMERIC ->
          value instanceof Double || value instanceof Float
              ? "DOUBLE"
              : value instanceof BigDecimal exact
                      && exact.stripTrailingZeros().scale() > type.scale()
                  ? "DECIMAL"
                  : null;
      case Types.VARCHAR, Types.CHAR ->
          value instanceof Boolean
              ? "BOOLEAN"
              : value instanceof Long || value instanceof Integer
                  ? "BIGINT"
                  : value instanceof Double || value instanceof Float ? "DOUBLE" : null;
      case Types.ARRAY -> value instanceof String ? "VARCHAR" : null; // a vector's text form
      default -> null;
    };
  }
}
