package io.github.chromajdbc.convert;

import io.github.chromajdbc.calcite.statement.ParameterDescription;
import io.github.chromajdbc.calcite.statement.TypeDescription;
import io.github.chromajdbc.failure.SqlFailure;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URL;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Date;
import java.sql.SQLException;
import java.sql.Time;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.temporal.Temporal;
import java.util.ArrayList;
import java.util.Calendar;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * From what a caller sets to the engine's values: first the natural class of the value, then the
 * type that the statement expects, where that loses nothing. Thread-safe.
 */
public final class ParameterConversion {
  private static final BigInteger LEAST_LONG = BigInteger.valueOf(Long.MIN_VALUE);
  private static final BigInteger GREATEST_LONG = BigInteger.valueOf(Long.MAX_VALUE);

  private final Conversions conversions;

  public ParameterConversion(Conversions conversions) {
    this.conversions = conversions;
  }

  /**
   * The value in the engine's own class that says the same.
   *
   * @param calendar what a setter of a date or time was given
   * @throws SQLException 07006 for a class that has none
   */
  public Object natural(Object value, @Nullable Calendar calendar) throws SQLException {
    if (value instanceof String
        || value instanceof Boolean
        || value instanceof Long
        || value instanceof Integer
        || value instanceof Short
        || value instanceof Byte
        || value instanceof Double
        || value instanceof Float
        || value instanceof BigDecimal) {
      return value;
    }
    if (value instanceof byte[] bytes) {
      return bytes.clone();
    }
    if (value instanceof float[] vector) {
      return vector.clone();
    }
    if (value instanceof Number number) {
      return naturalNumber(number);
    }
    Object temporal = TemporalConversion.toSql(value, conversions.zone(), calendar);
    if (temporal != null) {
      return temporal;
    }
    if (value instanceof char[] characters) {
      return new String(characters);
    }
    if (value instanceof CharSequence
        || value instanceof Character
        || value instanceof UUID
        || value instanceof URL
        || value instanceof java.net.URI) {
      return value.toString();
    }
    if (value instanceof Reader
        || value instanceof InputStream
        || value instanceof Clob
        || value instanceof Blob) {
      return content(value);
    }
    List<@Nullable Object> members = ArrayConversion.members(value);
    if (members == null) {
      throw Unconvertible.classes(value, "a parameter");
    }
    if (value instanceof Array array && array.getArray() instanceof float[] vector) {
      return vector.clone();
    }
    List<@Nullable Object> natural = new ArrayList<>(members.size());
    for (Object member : members) {
      natural.add(member == null ? null : natural(member, calendar));
    }
    return natural;
  }

  private static Number naturalNumber(Number number) throws SQLException {
    if (number instanceof BigInteger whole) {
      return whole.compareTo(LEAST_LONG) >= 0 && whole.compareTo(GREATEST_LONG) <= 0
          ? (Number) whole.longValue()
          : new BigDecimal(whole);
    }
    if (number instanceof AtomicInteger || number instanceof AtomicLong) {
      return number.longValue();
    }
    throw Unconvertible.classes(number, "a parameter");
  }

  private static Object content(Object value) throws SQLException {
    try {
      if (value instanceof Reader reader) {
        return text(reader, Long.MAX_VALUE);
      }
      if (value instanceof InputStream stream) {
        return stream.readAllBytes();
      }
      if (value instanceof Clob clob) {
        try (Reader reader = clob.getCharacterStream()) {
          return text(reader, Long.MAX_VALUE);
        }
      }
      try (InputStream stream = ((Blob) value).getBinaryStream()) {
        return stream.readAllBytes();
      }
    } catch (IOException unreadable) {
      throw unreadable(unreadable);
    }
  }

  /** Reads at most so many characters; the reader stays open, as JDBC leaves it to its owner. */
  public static String text(Reader reader, long most) throws SQLException {
    StringWriter text = new StringWriter();
    char[] buffer = new char[8192];
    try {
      long left = most;
      while (left > 0) {
        int count = reader.read(buffer, 0, (int) Math.min(buffer.length, left));
        if (count < 0) {
          break;
        }
        text.write(buffer, 0, count);
        left -= count;
      }
    } catch (IOException unreadable) {
      throw unreadable(unreadable);
    }
    return text.toString();
  }

  /** Reads at most so many bytes; the stream stays open. */
  public static byte[] bytes(InputStream stream, long most) throws SQLException {
    try {
      return most > Integer.MAX_VALUE - 8 ? stream.readAllBytes() : stream.readNBytes((int) most);
    } catch (IOException unreadable) {
      throw unreadable(unreadable);
    }
  }

  private static SQLException unreadable(IOException failure) {
    SQLException unreadable =
        Unconvertible.text(String.valueOf(failure.getMessage()), "stream that can be read");
    unreadable.initCause(failure);
    return unreadable;
  }

  /**
   * The value of {@code setObject(index, value, targetType, scale)}.
   *
   * @param scale digits after the point for DECIMAL and NUMERIC; negative for as many as there are
   * @throws SQLException 0A000 for a target type that no parameter has
   */
  public Object toType(Object value, int targetType, int scale) throws SQLException {
    if (targetType == Types.OTHER || targetType == Types.JAVA_OBJECT || targetType == Types.NULL) {
      return natural(value, null);
    }
    if (targetType == Types.ARRAY) {
      Object array = natural(value, null);
      return array instanceof float[] ? array : ArrayConversion.list(array);
    }
    if (targetType == Types.CLOB || targetType == Types.NCLOB) {
      return conversions.to(natural(value, null), UNTYPED, String.class);
    }
    if (targetType == Types.BLOB) {
      return conversions.to(natural(value, null), UNTYPED, byte[].class);
    }
    Class<?> target = JavaClasses.of(targetType);
    if (target == Object.class) {
      throw SqlFailure.notSupported(
          "A parameter cannot be of java.sql.Types "
              + targetType
              + ": use VARCHAR, BIGINT, DOUBLE, BOOLEAN, DECIMAL, DATE, TIME, TIMESTAMP, VARBINARY or ARRAY");
    }
    // Through the same conversions as getters, then back to the engine's class.
    Object converted = natural(conversions.to(natural(value, null), UNTYPED, target), null);
    return converted instanceof BigDecimal exact && scale >= 0
        ? NumberConversion.scaled(exact, scale)
        : converted;
  }

  private static final TypeDescription UNTYPED =
      new TypeDescription(Types.OTHER, "OTHER", 0, 0, true, null);

  /**
   * The value in the class of the type that the statement expects, if that loses nothing, and the
   * text of a date or time where a text is expected: as one that metadata holds; the natural value
   * otherwise, for which the engine then plans anew.
   *
   * @param natural of {@link #natural}
   * @throws SQLException 22xxx when a vector is expected and this cannot be one
   */
  public Object fit(Object natural, ParameterDescription expected) throws SQLException {
    Object fitted = fit(natural, expected.type());
    return expected.divided() && isFraction(natural) && !isFraction(fitted) ? natural : fitted;
  }

  private static boolean isFraction(Object value) {
    return value instanceof Double || value instanceof Float || value instanceof BigDecimal;
  }

  private Object fit(Object natural, TypeDescription expected) throws SQLException {
    if (expected.element() != null) {
      return fitArray(natural, expected.element());
    }
    Class<?> target = JavaClasses.of(expected.jdbcType());
    if (target == String.class) {
      return natural instanceof Temporal ? conversions.to(natural, UNTYPED, target) : natural;
    }
    if (target == Object.class) {
      return natural;
    }
    if (natural instanceof Number number) {
      return fitNumber(number, target, expected);
    }
    if (natural instanceof String text) {
      try {
        return Number.class.isAssignableFrom(target)
            ? fitNumber(NumberConversion.toBigDecimal(text, "number"), target, expected)
            : engineClass(conversions.to(text, expected, target));
      } catch (SQLException noSuchValue) {
        // The statement says what comparing it with text means.
        return natural;
      }
    }
    boolean midnight = natural instanceof java.time.LocalDate && target == Timestamp.class;
    return midnight ? TemporalConversion.toLocalDateTime(natural) : natural;
  }

  private Object engineClass(Object value) throws SQLException {
    boolean isTemporal =
        value instanceof Date || value instanceof Time || value instanceof Timestamp;
    return isTemporal ? natural(value, null) : value;
  }

  private static Number narrowed(int number, int jdbcType) throws SQLException {
    return switch (jdbcType) {
      case Types.TINYINT -> (Number) NumberConversion.toByte(number);
      case Types.SMALLINT -> (Number) NumberConversion.toShort(number);
      default -> (Number) number;
    };
  }

  private Object fitArray(Object natural, TypeDescription element) throws SQLException {
    if (element.jdbcType() == Types.REAL) {
      return ArrayConversion.toVector(natural);
    }
    List<@Nullable Object> members = new ArrayList<>();
    for (Object member : ArrayConversion.list(natural)) {
      members.add(member == null ? null : fitMember(member, element));
    }
    return members;
  }

  /** Of the element's type, but for numbers that do not fit: they equal no value of it. */
  private Object fitMember(Object member, TypeDescription element) throws SQLException {
    Class<?> target = JavaClasses.of(element.jdbcType());
    Object fitted = fit(natural(member, null), element);
    return target == Object.class
            || element.element() != null
            || (fitted instanceof Number && Number.class.isAssignableFrom(target))
        ? fitted
        : engineClass(conversions.to(fitted, UNTYPED, target));
  }

  private static Object fitNumber(Number number, Class<?> target, TypeDescription expected)
      throws SQLException {
    double binary = number.doubleValue();
    if (Double.isNaN(binary) || Double.isInfinite(binary)) {
      return number instanceof Float && target == Double.class ? (Object) binary : number;
    }
    BigDecimal exact = NumberConversion.toBigDecimal(number, "number");
    if (target == Boolean.class) {
      boolean isTruth = exact.signum() == 0 || exact.compareTo(BigDecimal.ONE) == 0;
      return isTruth ? (Object) (exact.signum() != 0) : number;
    }
    if (target == BigDecimal.class) {
      BigDecimal stripped = exact.stripTrailingZeros();
      boolean fits =
          stripped.scale() <= expected.scale()
              && stripped.precision() - stripped.scale() <= expected.precision() - expected.scale();
      return fits ? exact : number;
    }
    try {
      Number converted =
          target == Long.class
              ? (Number) NumberConversion.toLong(exact)
              : target == Integer.class
                  ? narrowed(NumberConversion.toInt(exact), expected.jdbcType())
                  : target == Double.class
                      ? (Number) widened(number)
                      : target == Float.class ? (Number) NumberConversion.toFloat(number) : number;
      boolean same =
          NumberConversion.toBigDecimal(converted, "number").compareTo(exact) == 0
              || (number instanceof Float && converted instanceof Double);
      return same ? converted : number;
    } catch (SQLException outOfRange) {
      return number;
    }
  }

  /** The double that equals the number: of a float that one, and not its shortest decimal's. */
  private static Double widened(Number number) throws SQLException {
    return NumberConversion.toDouble(number);
  }
}
