package io.github.chromajdbc.convert;

import static java.util.Map.entry;

import io.github.chromajdbc.calcite.statement.TypeDescription;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.Date;
import java.sql.SQLException;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Calendar;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * From the engine's values to whatever class a caller asks for. The one place that does it: every
 * getter ends here. Thread-safe.
 *
 * <p>Values come in the classes that {@link
 * io.github.chromajdbc.calcite.statement.RowCursor#getObject} names. Errors are 22003 for a number
 * out of range, 22018 for text that is no number, 22007 for text that is no date, 07006 when there
 * is no way from the one class to the other.
 */
public final class Conversions {

  /** One way of converting. */
  @FunctionalInterface
  private interface Conversion {
    Object convert(Object value, Conversions conversions) throws SQLException;
  }

  private static final Map<Class<?>, Conversion> BY_CLASS =
      Map.ofEntries(
          entry(String.class, (value, all) -> TextConversion.toText(value)),
          entry(Boolean.class, (value, all) -> NumberConversion.toBoolean(value)),
          entry(Byte.class, (value, all) -> NumberConversion.toByte(value)),
          entry(Short.class, (value, all) -> NumberConversion.toShort(value)),
          entry(Integer.class, (value, all) -> NumberConversion.toInt(value)),
          entry(Long.class, (value, all) -> NumberConversion.toLong(value)),
          entry(Float.class, (value, all) -> NumberConversion.toFloat(value)),
          entry(Double.class, (value, all) -> NumberConversion.toDouble(value)),
          entry(BigDecimal.class, (value, all) -> NumberConversion.toBigDecimal(value, "DECIMAL")),
          entry(BigInteger.class, (value, all) -> NumberConversion.toBigInteger(value, "DECIMAL")),
          entry(Number.class, (value, all) -> toNumber(value)),
          entry(LocalDate.class, (value, all) -> TemporalConversion.toLocalDate(value)),
          entry(LocalTime.class, (value, all) -> TemporalConversion.toLocalTime(value)),
          entry(LocalDateTime.class, (value, all) -> TemporalConversion.toLocalDateTime(value)),
          entry(Instant.class, (value, all) -> all.toZoned(value).toInstant()),
          entry(OffsetDateTime.class, (value, all) -> all.toZoned(value).toOffsetDateTime()),
          entry(ZonedDateTime.class, (value, all) -> all.toZoned(value)),
          entry(Date.class, (value, all) -> TemporalConversion.toSqlDate(value, null)),
          entry(Time.class, (value, all) -> TemporalConversion.toSqlTime(value, null)),
          entry(Timestamp.class, (value, all) -> TemporalConversion.toSqlTimestamp(value, null)),
          entry(
              java.util.Date.class, (value, all) -> TemporalConversion.toSqlTimestamp(value, null)),
          entry(Calendar.class, (value, all) -> TemporalConversion.toCalendar(value, all.zone)),
          entry(byte[].class, (value, all) -> toBytes(value)),
          entry(InputStream.class, (value, all) -> new ByteArrayInputStream(toBytes(value))),
          entry(Reader.class, (value, all) -> new StringReader(TextConversion.toText(value))),
          entry(UUID.class, (value, all) -> toUuid(value)),
          entry(float[].class, (value, all) -> ArrayConversion.toVector(value).clone()),
          entry(double[].class, (value, all) -> ArrayConversion.toDoubles(value)),
          entry(long[].class, (value, all) -> ArrayConversion.toLongs(value)),
          entry(List.class, (value, all) -> ArrayConversion.list(value)),
          entry(Map.class, (value, all) -> toMap(value)));

  private final ZoneId zone;
  private final ArrayFactory arrays;

  /**
   * @param zone between instants and TIMESTAMP
   */
  public Conversions(ZoneId zone, ArrayFactory arrays) {
    this.zone = zone;
    this.arrays = arrays;
  }

  /** The zone between instants and TIMESTAMP. */
  public ZoneId zone() {
    return zone;
  }

  /** What {@code getObject(column)} answers: the class that JDBC has for the type. */
  public Object toDefault(Object value, TypeDescription type) throws SQLException {
    TypeDescription element = type.element();
    if (element != null) {
      return arrays.create(element, value, this);
    }
    Class<?> target = JavaClasses.of(type);
    return target == Object.class ? value : to(value, type, target);
  }

  /**
   * The value in the class asked for.
   *
   * @param type of the value
   * @throws SQLException 07006 when there is no way to the class, 22xxx when this value has none
   */
  public <T> T to(Object value, TypeDescription type, Class<T> target) throws SQLException {
    if (target == Object.class) {
      return target.cast(toDefault(value, type));
    }
    if (target == Array.class) {
      TypeDescription element = type.element();
      if (element == null) {
        throw Unconvertible.classes(value, "ARRAY");
      }
      return target.cast(arrays.create(element, value, this));
    }
    Conversion conversion = BY_CLASS.get(target);
    if (conversion != null) {
      return target.cast(conversion.convert(value, this));
    }
    if (target.isArray()) {
      return target.cast(toArray(value, type, target.getComponentType()));
    }
    throw Unconvertible.classes(value, target.getName());
  }

  /** {@code getDate(column, calendar)}. */
  public Date toDate(Object value, @Nullable Calendar calendar) throws SQLException {
    return TemporalConversion.toSqlDate(value, calendar);
  }

  /** {@code getTime(column, calendar)}. */
  public Time toTime(Object value, @Nullable Calendar calendar) throws SQLException {
    return TemporalConversion.toSqlTime(value, calendar);
  }

  /** {@code getTimestamp(column, calendar)}. */
  public Timestamp toTimestamp(Object value, @Nullable Calendar calendar) throws SQLException {
    return TemporalConversion.toSqlTimestamp(value, calendar);
  }

  private ZonedDateTime toZoned(Object value) throws SQLException {
    return TemporalConversion.toLocalDateTime(value).atZone(zone);
  }

  /** An array of objects, as {@code String[]} or {@code Float[]}. */
  private Object toArray(Object value, TypeDescription type, Class<?> member) throws SQLException {
    if (member.isPrimitive()) {
      throw Unconvertible.classes(value, member.getName() + "[]");
    }
    List<@Nullable Object> members = ArrayConversion.list(value);
    Object array = java.lang.reflect.Array.newInstance(member, members.size());
    TypeDescription element = type.element() == null ? type : type.element();
    for (int index = 0; index < members.size(); index++) {
      Object inner = members.get(index);
      if (inner != null) {
        java.lang.reflect.Array.set(array, index, to(inner, element, member));
      }
    }
    return array;
  }

  private static Number toNumber(Object value) throws SQLException {
    return value instanceof Number number ? number : NumberConversion.toBigDecimal(value, "number");
  }

  private static byte[] toBytes(Object value) throws SQLException {
    if (value instanceof byte[] bytes) {
      return bytes.clone();
    }
    if (value instanceof String text) {
      return text.getBytes(StandardCharsets.UTF_8);
    }
    throw Unconvertible.classes(value, "VARBINARY");
  }

  private static UUID toUuid(Object value) throws SQLException {
    if (value instanceof String text) {
      try {
        return UUID.fromString(text.strip());
      } catch (IllegalArgumentException none) {
        throw Unconvertible.text(text, "UUID");
      }
    }
    throw Unconvertible.classes(value, "UUID");
  }

  private static Map<?, ?> toMap(Object value) throws SQLException {
    if (value instanceof Map<?, ?> map) {
      return map;
    }
    throw Unconvertible.classes(value, "MAP");
  }
}
