package io.github.chromajdbc.calcite.catalog;

import io.github.chromajdbc.client.ValueKind;
import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/** How the values of a column are read, and so its SQL type. */
public enum ColumnType {
  /** Strings only. */
  TEXT(SqlTypeName.VARCHAR),
  /** Values of several kinds, or of a kind nobody knows yet: each reads as its text. */
  MIXED(SqlTypeName.VARCHAR),
  /** Whole numbers only. */
  INTEGER(SqlTypeName.BIGINT),
  /** Numbers, some of them with a fraction. */
  NUMBER(SqlTypeName.DOUBLE),
  BOOLEAN(SqlTypeName.BOOLEAN),
  TEXT_ARRAY(SqlTypeName.VARCHAR, true),
  INTEGER_ARRAY(SqlTypeName.BIGINT, true),
  NUMBER_ARRAY(SqlTypeName.DOUBLE, true),
  BOOLEAN_ARRAY(SqlTypeName.BOOLEAN, true),
  /** Seconds since 1970 in UTC, with a fraction or without, as a point in time. */
  EPOCH_SECONDS(SqlTypeName.TIMESTAMP),
  /** Milliseconds since 1970 in UTC as a point in time. */
  EPOCH_MILLIS(SqlTypeName.TIMESTAMP),
  /** A point in time as ISO 8601 writes it. */
  ISO_TIME(SqlTypeName.TIMESTAMP),
  /** A vector of single-precision numbers. */
  VECTOR(SqlTypeName.REAL, true),
  /** The position of a query in a batch, 0-based. */
  POSITION(SqlTypeName.INTEGER);

  /** What {@link #ofSqlName} takes, in a sentence that begins with "write". */
  public static final String DECLARABLE =
      "VARCHAR, BIGINT, DOUBLE or BOOLEAN, or one of them followed by ARRAY, or"
          + " TIMESTAMP FROM 'epoch_s', 'epoch_ms' or 'iso'";

  /** Digits of a second: milliseconds, the most that Calcite has. */
  private static final int TIME_PRECISION = 3;

  private static final Pattern TIMESTAMP =
      Pattern.compile("TIMESTAMP(?:\\s*\\(\\s*\\d\\s*\\))?\\s+FROM\\s+'?(\\w+)'?");

  private final SqlTypeName sqlType;
  private final boolean array;

  ColumnType(SqlTypeName sqlType) {
    this(sqlType, false);
  }

  ColumnType(SqlTypeName sqlType, boolean array) {
    this.sqlType = sqlType;
    this.array = array;
  }

  /** Whether the type is an ARRAY. */
  public boolean isArray() {
    return array;
  }

  /** Whether values are numbers. */
  public boolean isNumeric() {
    return this == INTEGER || this == NUMBER || this == POSITION;
  }

  /** Whether values are points in time, stored as numbers or text. */
  public boolean isTime() {
    return sqlType == SqlTypeName.TIMESTAMP;
  }

  /** The Calcite type of a column. */
  public RelDataType toRelType(RelDataTypeFactory factory, boolean nullable) {
    RelDataType type =
        isTime() ? factory.createSqlType(sqlType, TIME_PRECISION) : factory.createSqlType(sqlType);
    if (array) {
      type = factory.createArrayType(factory.createTypeWithNullability(type, false), -1);
    }
    return factory.createTypeWithNullability(type, nullable);
  }

  /**
   * The type for values of these kinds: int and float mix to NUMBER, every other mixture is text.
   */
  public static ColumnType of(Set<ValueKind> kinds) {
    if (kinds.size() == 1) {
      return switch (kinds.iterator().next()) {
        case STRING -> TEXT;
        case INT -> INTEGER;
        case FLOAT -> NUMBER;
        case BOOL -> BOOLEAN;
        case STRING_ARRAY -> TEXT_ARRAY;
        case INT_ARRAY -> INTEGER_ARRAY;
        case FLOAT_ARRAY -> NUMBER_ARRAY;
        case BOOL_ARRAY -> BOOLEAN_ARRAY;
      };
    }
    if (kinds.equals(EnumSet.of(ValueKind.INT, ValueKind.FLOAT))) {
      return NUMBER;
    }
    if (kinds.equals(EnumSet.of(ValueKind.INT_ARRAY, ValueKind.FLOAT_ARRAY))) {
      return NUMBER_ARRAY;
    }
    return MIXED;
  }

  /**
   * The type of a column that has values of both: numbers mix to NUMBER, everything else to text.
   */
  public static ColumnType union(ColumnType one, ColumnType other) {
    Set<ColumnType> both = EnumSet.of(one, other);
    if (both.size() == 1) {
      return one;
    }
    if (both.equals(EnumSet.of(INTEGER, NUMBER))) {
      return NUMBER;
    }
    return both.equals(EnumSet.of(INTEGER_ARRAY, NUMBER_ARRAY)) ? NUMBER_ARRAY : MIXED;
  }

  /** The type as a declaration names it: {@link #ofSqlName} reads it. */
  public String declaration() {
    return switch (this) {
      case EPOCH_SECONDS -> "TIMESTAMP FROM 'epoch_s'";
      case EPOCH_MILLIS -> "TIMESTAMP FROM 'epoch_ms'";
      case ISO_TIME -> "TIMESTAMP FROM 'iso'";
      case TEXT, INTEGER, NUMBER, BOOLEAN -> sqlType.getName();
      case TEXT_ARRAY, INTEGER_ARRAY, NUMBER_ARRAY, BOOLEAN_ARRAY -> sqlType.getName() + " ARRAY";
      case MIXED, VECTOR, POSITION ->
          throw new IllegalStateException("No declaration names " + this);
    };
  }

  /** The type that a declaration names, or null when it names none that metadata can have. */
  public static @Nullable ColumnType ofSqlName(String name) {
    String declared = name.trim().toUpperCase(java.util.Locale.ROOT);
    Matcher timestamp = TIMESTAMP.matcher(declared);
    if (timestamp.matches()) {
      return switch (timestamp.group(1)) {
        case "EPOCH_S" -> EPOCH_SECONDS;
        case "EPOCH_MS" -> EPOCH_MILLIS;
        case "ISO" -> ISO_TIME;
        default -> null;
      };
    }
    return switch (declared) {
      case "VARCHAR", "STRING", "TEXT" -> TEXT;
      case "BIGINT", "INT", "INTEGER" -> INTEGER;
      case "DOUBLE", "FLOAT" -> NUMBER;
      case "BOOLEAN", "BOOL" -> BOOLEAN;
      case "VARCHAR ARRAY", "STRING ARRAY", "TEXT ARRAY" -> TEXT_ARRAY;
      case "BIGINT ARRAY", "INT ARRAY", "INTEGER ARRAY" -> INTEGER_ARRAY;
      case "DOUBLE ARRAY", "FLOAT ARRAY" -> NUMBER_ARRAY;
      case "BOOLEAN ARRAY", "BOOL ARRAY" -> BOOLEAN_ARRAY;
      default -> null;
    };
  }
}
