package io.github.chromajdbc.calcite.exec;

import io.github.chromajdbc.calcite.function.ComparableArray;
import io.github.chromajdbc.calcite.function.VectorValue;
import io.github.chromajdbc.calcite.function.Vectors;
import io.github.chromajdbc.calcite.statement.TypeDescription;
import java.math.BigDecimal;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.calcite.avatica.util.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * Values as {@link io.github.chromajdbc.calcite.statement.RowCursor#getObject} promises them, from
 * Calcite's own (days and milliseconds for dates and times), and back for parameters.
 */
final class CanonicalValues {
  private static final long MILLIS_PER_DAY = 86_400_000L;
  private static final long NANOS_PER_MILLI = 1_000_000L;

  private CanonicalValues() {}

  static @Nullable Object ofVector(@Nullable Object value) {
    return value instanceof VectorValue vector ? vector.numbers() : value;
  }

  /** A value of generated code as the type's class. */
  static @Nullable Object of(@Nullable Object value, TypeDescription type) {
    if (value == null) {
      return null;
    }
    return switch (type.jdbcType()) {
      case Types.BIGINT -> value instanceof Number n ? (Object) n.longValue() : value;
      case Types.INTEGER -> value instanceof Number n ? (Object) n.intValue() : value;
      case Types.SMALLINT -> value instanceof Number n ? (Object) n.shortValue() : value;
      case Types.TINYINT -> value instanceof Number n ? (Object) n.byteValue() : value;
      case Types.DOUBLE, Types.FLOAT ->
          value instanceof Number n ? (Object) n.doubleValue() : value;
      case Types.REAL -> value instanceof Number n ? (Object) n.floatValue() : value;
      case Types.DECIMAL, Types.NUMERIC -> decimal(value);
      case Types.DATE -> value instanceof Number n ? LocalDate.ofEpochDay(n.longValue()) : value;
      case Types.TIME ->
          value instanceof Number n
              ? LocalTime.ofNanoOfDay(
                  Math.floorMod(n.longValue(), MILLIS_PER_DAY) * NANOS_PER_MILLI)
              : value;
      case Types.TIMESTAMP ->
          value instanceof Number n
              ? LocalDateTime.ofInstant(Instant.ofEpochMilli(n.longValue()), ZoneOffset.UTC)
              : value;
      case Types.BINARY, Types.VARBINARY ->
          value instanceof ByteString bytes ? bytes.getBytes() : value;
      case Types.ARRAY -> array(value, type.element());
      case Types.CHAR, Types.VARCHAR -> value.toString();
      default -> value instanceof Object[] row ? Arrays.asList(row) : value;
    };
  }

  private static Object decimal(Object value) {
    if (value instanceof BigDecimal) {
      return value;
    }
    return value instanceof Number ? new BigDecimal(value.toString()) : value;
  }

  private static Object array(Object value, @Nullable TypeDescription element) {
    if (value instanceof VectorValue vector) {
      return vector.numbers();
    }
    if (!(value instanceof List<?> list) || element == null) {
      return value;
    }
    List<@Nullable Object> elements = new ArrayList<>(list.size());
    for (Object item : list) {
      elements.add(of(item, element));
    }
    return elements;
  }

  /** A parameter as generated code has values of its type. */
  static @Nullable Object toCalcite(@Nullable Object value) {
    if (value instanceof float[] numbers) {
      return new VectorValue(numbers);
    }
    if (value instanceof double[] numbers) {
      return new VectorValue(Vectors.parse(numbers));
    }
    if (value instanceof List<?> list) {
      List<@Nullable Object> elements = new ArrayList<>(list.size());
      list.forEach(element -> elements.add(toCalcite(element)));
      return ComparableArray.of(elements);
    }
    if (value instanceof byte[] bytes) {
      return new ByteString(bytes);
    }
    if (value instanceof LocalDate date) {
      return (int) date.toEpochDay();
    }
    if (value instanceof LocalTime time) {
      return (int) (time.toNanoOfDay() / NANOS_PER_MILLI);
    }
    if (value instanceof LocalDateTime timestamp) {
      return timestamp.toInstant(ZoneOffset.UTC).toEpochMilli();
    }
    return value;
  }
}
