package io.github.chromajdbc.calcite.engine;

import io.github.chromajdbc.calcite.statement.ParameterDescription;
import io.github.chromajdbc.calcite.statement.TypeDescription;
import java.math.BigDecimal;
import java.sql.Types;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
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

  /** Whether a value is one that nothing can be computed with where the type is expected. */
  static boolean isOther(@Nullable Object value, TypeDescription expected) {
    return switch (expected.jdbcType()) {
      case Types.BIGINT,
          Types.INTEGER,
          Types.SMALLINT,
          Types.TINYINT,
          Types.DECIMAL,
          Types.NUMERIC,
          Types.DOUBLE,
          Types.FLOAT,
          Types.REAL ->
          value instanceof String || value instanceof Boolean;
      case Types.BOOLEAN -> value instanceof String || value instanceof Number;
      case Types.DATE, Types.TIME, Types.TIMESTAMP -> value instanceof String;
      default -> false;
    };
  }

  private static @Nullable String unfitting(@Nullable Object value, TypeDescription type) {
    if (value == null) {
      return null;
    }
    int expected = type.jdbcType();
    String other = ofOtherKind(value, expected);
    if (other != null) {
      return other;
    }
    return switch (expected) {
      case Types.BIGINT, Types.INTEGER, Types.SMALLINT, Types.TINYINT ->
          value instanceof Double || value instanceof Float
              ? "DOUBLE"
              : value instanceof BigDecimal exact
                  ? DecimalDigits.type(exact)
                  : isWhole(value) && !isIn(((Number) value).longValue(), expected)
                      ? "BIGINT"
                      : null;
      case Types.DECIMAL, Types.NUMERIC ->
          value instanceof Double || value instanceof Float
              ? "DOUBLE"
              : value instanceof BigDecimal exact && !DecimalDigits.fit(exact, type)
                  ? DecimalDigits.type(exact)
                  : isWhole(value)
                          && !DecimalDigits.fit(
                              BigDecimal.valueOf(((Number) value).longValue()), type)
                      ? "BIGINT"
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

  private static boolean isWhole(Object value) {
    return value instanceof Long
        || value instanceof Integer
        || value instanceof Short
        || value instanceof Byte;
  }

  private static boolean isIn(long value, int type) {
    return switch (type) {
      case Types.TINYINT -> value == (byte) value;
      case Types.SMALLINT -> value == (short) value;
      case Types.INTEGER -> value == (int) value;
      default -> true;
    };
  }

  /** The type of a truth, a date or a time where a number is expected, and the like. */
  private static @Nullable String ofOtherKind(Object value, int expected) {
    return switch (expected) {
      case Types.BIGINT,
          Types.INTEGER,
          Types.SMALLINT,
          Types.TINYINT,
          Types.DECIMAL,
          Types.NUMERIC ->
          value instanceof Boolean ? "BOOLEAN" : timeType(value);
      case Types.BOOLEAN, Types.DOUBLE, Types.FLOAT, Types.REAL -> timeType(value);
      case Types.DATE -> value instanceof LocalDate ? null : numberOrTimeType(value);
      case Types.TIME -> value instanceof LocalTime ? null : numberOrTimeType(value);
      case Types.TIMESTAMP -> value instanceof LocalDateTime ? null : numberOrTimeType(value);
      default -> null;
    };
  }

  private static @Nullable String numberOrTimeType(Object value) {
    return value instanceof Boolean
        ? "BOOLEAN"
        : value instanceof Number ? numberType(value) : timeType(value);
  }

  private static String numberType(Object value) {
    return value instanceof BigDecimal exact
        ? DecimalDigits.type(exact)
        : value instanceof Double || value instanceof Float ? "DOUBLE" : "BIGINT";
  }

  private static @Nullable String timeType(Object value) {
    return value instanceof LocalDate
        ? "DATE"
        : value instanceof LocalTime ? "TIME" : value instanceof LocalDateTime ? "TIMESTAMP" : null;
  }
}
