package io.github.chromajdbc.result;

import io.github.chromajdbc.calcite.statement.ColumnDescription;
import io.github.chromajdbc.calcite.statement.TypeDescription;
import io.github.chromajdbc.convert.Conversions;
import io.github.chromajdbc.convert.NumberConversion;
import io.github.chromajdbc.error.ChromaError;
import io.github.chromajdbc.failure.SqlFailure;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.Reader;
import java.math.BigDecimal;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Date;
import java.sql.NClob;
import java.sql.Ref;
import java.sql.RowId;
import java.sql.SQLException;
import java.sql.SQLXML;
import java.sql.Time;
import java.sql.Timestamp;
import java.sql.Types;
import java.util.Arrays;
import java.util.Calendar;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The getters that take a 1-based index. Numbers of a numeric column are read without boxing;
 * everything else goes through {@link Conversions}.
 */
abstract class GettersByIndex extends GettersByLabel {

  /** How a column's value is read when a number is asked for. */
  private enum Kind {
    WHOLE,
    FRACTION,
    OTHER
  }

  private final ResultRows rows;
  private final TypeDescription[] types;
  private final Kind[] kinds;
  private final Conversions conversions;
  private final int maxFieldSize;
  private boolean lastWasNull;

  /**
   * @param maxFieldSize most characters of a text and bytes of binary data; 0 for all
   */
  GettersByIndex(
      ResultRows rows, List<ColumnDescription> columns, Conversions conversions, int maxFieldSize) {
    this.rows = rows;
    this.conversions = conversions;
    this.maxFieldSize = maxFieldSize;
    this.types = columns.stream().map(ColumnDescription::type).toArray(TypeDescription[]::new);
    this.kinds = columns.stream().map(column -> kind(column.type())).toArray(Kind[]::new);
  }

  private static Kind kind(TypeDescription type) {
    return switch (type.jdbcType()) {
      case Types.BIGINT, Types.INTEGER, Types.SMALLINT, Types.TINYINT -> Kind.WHOLE;
      case Types.DOUBLE, Types.FLOAT, Types.REAL -> Kind.FRACTION;
      default -> Kind.OTHER;
    };
  }

  /** Throws unless the result set is open and on a row. */
  abstract void checkOnRow() throws SQLException;

  /** Throws unless the result set is open. */
  abstract void checkOpen() throws SQLException;

  final ResultRows rows() {
    return rows;
  }

  private int index(int column) throws SQLException {
    checkOnRow();
    if (column < 1 || column > types.length) {
      throw SqlFailure.of(ChromaError.COLUMN_INDEX_OUT_OF_RANGE, column, types.length);
    }
    return column - 1;
  }

  private @Nullable Object value(int index) throws SQLException {
    Object value = rows.getObject(index);
    lastWasNull = value == null;
    if (maxFieldSize > 0) {
      if (value instanceof String text && text.length() > maxFieldSize) {
        return text.substring(0, maxFieldSize);
      }
      if (value instanceof byte[] bytes && bytes.length > maxFieldSize) {
        return Arrays.copyOf(bytes, maxFieldSize);
      }
    }
    return value;
  }

  private <T> @Nullable T value(int column, Class<T> type) throws SQLException {
    int index = index(column);
    Object value = value(index);
    return value == null ? null : conversions.to(value, types[index], type);
  }

  private long whole(int index) throws SQLException {
    long value = rows.getLong(index);
    lastWasNull = value == 0 && rows.isNull(index);
    return value;
  }

  private double fraction(int index) throws SQLException {
    double value = rows.getDouble(index);
    lastWasNull = value == 0 && rows.isNull(index);
    return value;
  }

  @Override
  public boolean wasNull() throws SQLException {
    checkOpen();
    return lastWasNull;
  }

  @Override
  public @Nullable String getString(int column) throws SQLException {
    return value(column, String.class);
  }

  @Override
  public boolean getBoolean(int column) throws SQLException {
    return Boolean.TRUE.equals(value(column, Boolean.class));
  }

  @Override
  public byte getByte(int column) throws SQLException {
    return (byte) bounded(column, Byte.MIN_VALUE, Byte.MAX_VALUE, "TINYINT");
  }

  @Override
  public short getShort(int column) throws SQLException {
    return (short) bounded(column, Short.MIN_VALUE, Short.MAX_VALUE, "SMALLINT");
  }

  @Override
  public int getInt(int column) throws SQLException {
    return (int) bounded(column, Integer.MIN_VALUE, Integer.MAX_VALUE, "INTEGER");
  }

  @Override
  public long getLong(int column) throws SQLException {
    return bounded(column, Long.MIN_VALUE, Long.MAX_VALUE, "BIGINT");
  }

  private long bounded(int column, long least, long greatest, String type) throws SQLException {
    int index = index(column);
    if (kinds[index] == Kind.WHOLE) {
      return NumberConversion.checked(whole(index), least, greatest, type);
    }
    Object value = value(index);
    if (value == null) {
      return 0;
    }
    long number = conversions.to(value, types[index], Long.class);
    return NumberConversion.checked(number, least, greatest, type);
  }

  @Override
  public float getFloat(int column) throws SQLException {
    int index = index(column);
    if (kinds[index] == Kind.FRACTION) {
      return NumberConversion.narrowed(fraction(index));
    }
    Object value = value(index);
    return value == null ? 0 : conversions.to(value, types[index], Float.class);
  }

  @Override
  public double getDouble(int column) throws SQLException {
    int index = index(column);
    if (kinds[index] == Kind.FRACTION) {
      return fraction(index);
    }
    if (kinds[index] == Kind.WHOLE) {
      return whole(index);
    }
    Object value = value(index);
    return value == null ? 0 : conversions.to(value, types[index], Double.class);
  }

  @Override
  public @Nullable BigDecimal getBigDecimal(int column) throws SQLException {
    return value(column, BigDecimal.class);
  }

  @Deprecated
  @Override
  public @Nullable BigDecimal getBigDecimal(int column, int scale) throws SQLException {
    return scaled(column, scale);
  }

  @Deprecated
  @Override
  public @Nullable BigDecimal getBigDecimal(String label, int scale) throws SQLException {
    return scaled(findColumn(label), scale);
  }

  private @Nullable BigDecimal scaled(int column, int scale) throws SQLException {
    BigDecimal exact = value(column, BigDecimal.class);
    if (scale < 0) {
      throw SqlFailure.of(ChromaError.INVALID_ARGUMENT, "A scale is not negative");
    }
    return exact == null ? null : NumberConversion.scaled(exact, scale);
  }

  @Override
  public byte @Nullable [] getBytes(int column) throws SQLException {
    return value(column, byte[].class);
  }

  @Override
  public @Nullable Date getDate(int column) throws SQLException {
    return value(column, Date.class);
  }

  @Override
  public @Nullable Time getTime(int column) throws SQLException {
    return value(column, Time.class);
  }

  @Override
  public @Nullable Timestamp getTimestamp(int column) throws SQLException {
    return value(column, Timestamp.class);
  }

  @Override
  public @Nullable Date getDate(int column, @Nullable Calendar calendar) throws SQLException {
    Object value = value(index(column));
    return value == null ? null : conversions.toDate(value, calendar);
  }

  @Override
  public @Nullable Time getTime(int column, @Nullable Calendar calendar) throws SQLException {
    Object value = value(index(column));
    return value == null ? null : conversions.toTime(value, calendar);
  }

  @Override
  public @Nullable Timestamp getTimestamp(int column, @Nullable Calendar calendar)
      throws SQLException {
    Object value = value(index(column));
    return value == null ? null : conversions.toTimestamp(value, calendar);
  }

  @Override
  public @Nullable InputStream getAsciiStream(int column) throws SQLException {
    String text = value(column, String.class);
    return text == null ? null : new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII));
  }

  @Deprecated
  @Override
  public @Nullable InputStream getUnicodeStream(int column) throws SQLException {
    throw SqlFailure.notSupported("getUnicodeStream was replaced by getCharacterStream");
  }

  @Deprecated
  @Override
  public @Nullable InputStream getUnicodeStream(String label) throws SQLException {
    throw SqlFailure.notSupported("getUnicodeStream was replaced by getCharacterStream");
  }

  @Override
  public @Nullable InputStream getBinaryStream(int column) throws SQLException {
    return value(column, InputStream.class);
  }

  @Override
  public @Nullable Reader getCharacterStream(int column) throws SQLException {
    return value(column, Reader.class);
  }

  @Override
  public @Nullable Reader getNCharacterStream(int column) throws SQLException {
    return value(column, Reader.class);
  }

  @Override
  public @Nullable String getNString(int column) throws SQLException {
    return value(column, String.class);
  }

  @Override
  public @Nullable Array getArray(int column) throws SQLException {
    return value(column, Array.class);
  }

  @Override
  public @Nullable URL getURL(int column) throws SQLException {
    String text = value(column, String.class);
    if (text == null) {
      return null;
    }
    try {
      return new URI(text).toURL();
    } catch (URISyntaxException | MalformedURLException | IllegalArgumentException none) {
      throw SqlFailure.of(ChromaError.INVALID_VALUE, "The value is no URL: use getString");
    }
  }

  @Override
  public @Nullable Object getObject(int column) throws SQLException {
    int index = index(column);
    Object value = value(index);
    return value == null ? null : conversions.toDefault(value, types[index]);
  }

  @Override
  public <T> @Nullable T getObject(int column, @Nullable Class<T> type) throws SQLException {
    if (type == null) {
      throw SqlFailure.of(ChromaError.INVALID_ARGUMENT, "The class to convert to is null");
    }
    return value(column, type);
  }

  @Override
  public @Nullable Object getObject(int column, @Nullable Map<String, Class<?>> map)
      throws SQLException {
    if (map != null && !map.isEmpty()) {
      throw SqlFailure.notSupported(
          "There are no user-defined types to map: use getObject(column, Class)");
    }
    return getObject(column);
  }

  @Override
  public @Nullable Ref getRef(int column) throws SQLException {
    throw noLocator("REF");
  }

  @Override
  public @Nullable Blob getBlob(int column) throws SQLException {
    throw noLocator("BLOB");
  }

  @Override
  public @Nullable Clob getClob(int column) throws SQLException {
    throw noLocator("CLOB");
  }

  @Override
  public @Nullable NClob getNClob(int column) throws SQLException {
    throw noLocator("NCLOB");
  }

  @Override
  public @Nullable SQLXML getSQLXML(int column) throws SQLException {
    throw noLocator("XML");
  }

  @Override
  public @Nullable RowId getRowId(int column) throws SQLException {
    throw noLocator("ROWID");
  }

  private static SQLException noLocator(String type) {
    return SqlFailure.notSupported(
        "No column is of type " + type + ": use getString, getCharacterStream or getBytes");
  }
}
