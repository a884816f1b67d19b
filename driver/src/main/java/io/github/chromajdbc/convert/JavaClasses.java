package io.github.chromajdbc.convert;

import io.github.chromajdbc.calcite.statement.TypeDescription;
import java.math.BigDecimal;
import java.sql.Array;
import java.sql.Date;
import java.sql.Time;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.OffsetDateTime;
import java.time.OffsetTime;

/** What JDBC says of each SQL type: the class that {@code getObject} answers, and its widths. */
public final class JavaClasses {
  /** Widest text that a column of unknown width is said to need. */
  public static final int UNBOUNDED = Integer.MAX_VALUE;

  private JavaClasses() {}

  /** The class of {@code getObject(column)}, JDBC's table B-3. */
  public static Class<?> of(TypeDescription type) {
    return type.element() != null ? Array.class : of(type.jdbcType());
  }

  /** As {@link #of(TypeDescription)}; Object for a type that JDBC leaves open. */
  public static Class<?> of(int jdbcType) {
    return switch (jdbcType) {
      case Types.CHAR,
          Types.VARCHAR,
          Types.LONGVARCHAR,
          Types.NCHAR,
          Types.NVARCHAR,
          Types.LONGNVARCHAR ->
          String.class;
      case Types.BOOLEAN, Types.BIT -> Boolean.class;
      case Types.TINYINT, Types.SMALLINT, Types.INTEGER -> Integer.class;
      case Types.BIGINT -> Long.class;
      case Types.REAL -> Float.class;
      case Types.FLOAT, Types.DOUBLE -> Double.class;
      case Types.DECIMAL, Types.NUMERIC -> BigDecimal.class;
      case Types.DATE -> Date.class;
      case Types.TIME -> Time.class;
      case Types.TIMESTAMP -> Timestamp.class;
      case Types.TIME_WITH_TIMEZONE -> OffsetTime.class;
      case Types.TIMESTAMP_WITH_TIMEZONE -> OffsetDateTime.class;
      case Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY -> byte[].class;
      case Types.ARRAY -> Array.class;
      default -> Object.class;
    };
  }

  /** Whether a type holds negative numbers. */
  public static boolean isSigned(int jdbcType) {
    return Number.class.isAssignableFrom(of(jdbcType));
  }

  /** Most characters that a value takes as text. */
  public static int displaySize(TypeDescription type) {
    return switch (type.jdbcType()) {
      case Types.BOOLEAN, Types.BIT -> 5;
      case Types.TINYINT -> 4;
      case Types.SMALLINT -> 6;
      case Types.INTEGER -> 11;
      case Types.BIGINT -> 20;
      case Types.REAL -> 15;
      case Types.FLOAT, Types.DOUBLE -> 25;
      // A sign and a point.
      case Types.DECIMAL, Types.NUMERIC -> type.precision() + 2;
      case Types.DATE -> 10;
      case Types.TIME -> 18;
      case Types.TIMESTAMP -> 29;
      default -> type.precision() > 0 ? type.precision() : UNBOUNDED;
    };
  }
}
