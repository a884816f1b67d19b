package io.github.chromajdbc.convert;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Set;

/**
 * To numbers, from numbers, Booleans (1 and 0) and text. A fraction is cut off where a whole number
 * is asked for, as CAST does; what is then out of range is 22003, text that is no number 22018.
 */
public final class NumberConversion {
  private static final BigInteger LEAST_LONG = BigInteger.valueOf(Long.MIN_VALUE);
  private static final BigInteger GREATEST_LONG = BigInteger.valueOf(Long.MAX_VALUE);
  // 1e999999999 is short as text and has a billion digits as a BigInteger.
  private static final int MOST_DIGITS = 10_000;

  private static final Set<String> NOT_FINITE = Set.of("NaN", "Infinity", "-Infinity");
  private static final Set<String> TRUE = Set.of("true", "t", "yes", "y", "on", "1");
  private static final Set<String> FALSE = Set.of("false", "f", "no", "n", "off", "0");

  private NumberConversion() {}

  static byte toByte(Object value) throws SQLException {
    return (byte) whole(value, Byte.MIN_VALUE, Byte.MAX_VALUE, "TINYINT");
  }

  static short toShort(Object value) throws SQLException {
    return (short) whole(value, Short.MIN_VALUE, Short.MAX_VALUE, "SMALLINT");
  }

  static int toInt(Object value) throws SQLException {
    return (int) whole(value, Integer.MIN_VALUE, Integer.MAX_VALUE, "INTEGER");
  }

  static long toLong(Object value) throws SQLException {
    return whole(value, Long.MIN_VALUE, Long.MAX_VALUE, "BIGINT");
  }

  /**
   * Checks that a number is within bounds.
   *
   * @param type the SQL type whose bounds they are
   */
  public static long checked(long value, long least, long greatest, String type)
      throws SQLException {
    if (value < least || value > greatest) {
      throw Unconvertible.range(value, type);
    }
    return value;
  }

  private static long whole(Object value, long least, long greatest, String type)
      throws SQLException {
    if (value instanceof Long
        || value instanceof Integer
        || value instanceof Short
        || value instanceof Byte) {
      return checked(((Number) value).longValue(), least, greatest, type);
    }
    if (value instanceof Boolean truth) {
      return truth ? 1 : 0;
    }
    BigInteger exact = toBigInteger(value, type);
    if (exact.compareTo(LEAST_LONG) < 0 || exact.compareTo(GREATEST_LONG) > 0) {
      throw Unconvertible.range(value, type);
    }
    return checked(exact.longValue(), least, greatest, type);
  }

  static BigInteger toBigInteger(Object value, String type) throws SQLException {
    if (value instanceof BigInteger exact) {
      return exact;
    }
    BigDecimal exact = toBigDecimal(value, type);
    if ((long) exact.precision() - exact.scale() > MOST_DIGITS) {
      throw Unconvertible.range(value, type);
    }
    return exact.setScale(0, RoundingMode.DOWN).toBigInteger();
  }

  static BigDecimal toBigDecimal(Object value, String type) throws SQLException {
    if (value instanceof BigDecimal exact) {
      return exact;
    }
    if (value instanceof BigInteger exact) {
      return new BigDecimal(exact);
    }
    if (value instanceof Double || value instanceof Float) {
      double binary = ((Number) value).doubleValue();
      if (Double.isNaN(binary) || Double.isInfinite(binary)) {
        throw Unconvertible.range(value, type);
      }
      // The shortest decimal that names the number, 0.1 and not 0.1000000000000000055...
      return new BigDecimal(value.toString());
    }
    if (value instanceof Long
        || value instanceof Integer
        || value instanceof Short
        || value instanceof Byte) {
      return BigDecimal.valueOf(((Number) value).longValue());
    }
    if (value instanceof Boolean truth) {
      return truth ? BigDecimal.ONE : BigDecimal.ZERO;
    }
    if (value instanceof String text) {
      // Reading digits takes quadratic time.
      if (text.length() > MOST_DIGITS) {
        throw Unconvertible.text(text, type);
      }
      try {
        return new BigDecimal(text.strip());
      } catch (NumberFormatException none) {
        throw Unconvertible.text(text, type);
      }
    }
    throw Unconvertible.classes(value, type);
  }

  /**
   * The number with so many digits after the point, rounded half up.
   *
   * @throws SQLException 22003 when that makes a number of thousands of digits
   */
  public static BigDecimal scaled(BigDecimal value, int scale) throws SQLException {
    long digits = (long) value.precision() - value.scale() + scale;
    if (digits > MOST_DIGITS || scale > MOST_DIGITS) {
      throw Unconvertible.range(value, "DECIMAL with " + scale + " digits after the point");
    }
    return value.setScale(scale, RoundingMode.HALF_UP);
  }

  static double toDouble(Object value) throws SQLException {
    if (value instanceof Double || value instanceof Long || value instanceof Integer) {
      return ((Number) value).doubleValue();
    }
    if (value instanceof Float number) {
      return number.doubleValue();
    }
    if (value instanceof String text && NOT_FINITE.contains(text.strip())) {
      return Double.parseDouble(text.strip());
    }
    double nearest = toBigDecimal(value, "DOUBLE").doubleValue();
    if (Double.isInfinite(nearest)) {
      throw Unconvertible.range(value, "DOUBLE");
    }
    return nearest;
  }

  static float toFloat(Object value) throws SQLException {
    if (value instanceof Float number) {
      return number;
    }
    return narrowed(toDouble(value));
  }

  /** The nearest float; 22003 for a number beyond the floats. */
  public static float narrowed(double value) throws SQLException {
    float nearest = (float) value;
    if (Float.isInfinite(nearest) && !Double.isInfinite(value)) {
      throw Unconvertible.range(value, "REAL");
    }
    return nearest;
  }

  static boolean toBoolean(Object value) throws SQLException {
    if (value instanceof Boolean truth) {
      return truth;
    }
    if (value instanceof String text) {
      String word = text.strip().toLowerCase(Locale.ROOT);
      if (TRUE.contains(word) || FALSE.contains(word)) {
        return TRUE.contains(word);
      }
      throw Unconvertible.text(text, "BOOLEAN");
    }
    if (value instanceof Number number) {
      double exact = number.doubleValue();
      if (exact == 0 || exact == 1) {
        return exact == 1;
      }
      throw Unconvertible.text(number.toString(), "BOOLEAN");
    }
    throw Unconvertible.classes(value, "BOOLEAN");
  }
}
