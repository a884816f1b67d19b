package io.github.chromajdbc.statement;

import io.github.chromajdbc.convert.ParameterConversion;
import io.github.chromajdbc.error.ChromaError;
import io.github.chromajdbc.failure.SqlFailure;
import java.io.InputStream;
import java.io.Reader;
import java.math.BigDecimal;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Date;
import java.sql.NClob;
import java.sql.PreparedStatement;
import java.sql.Ref;
import java.sql.RowId;
import java.sql.SQLException;
import java.sql.SQLType;
import java.sql.SQLXML;
import java.sql.Time;
import java.sql.Timestamp;
import java.util.Calendar;
import org.jspecify.annotations.Nullable;

/**
 * The setters of parameters, 1-based. Each brings its value into the engine's own class; a stream
 * is read at once, so that its owner may close it.
 */
abstract class ParameterSetters extends ChromaStatement implements PreparedStatement {
  private final ParameterConversion conversion;

  ParameterSetters(StatementHost host, ParameterConversion conversion) {
    super(host);
    this.conversion = conversion;
  }

  final ParameterConversion conversion() {
    return conversion;
  }

  /**
   * Keeps a value of an engine's class, or null.
   *
   * @throws SQLException 07009 when there is no such parameter
   */
  abstract void keep(int index, @Nullable Object value) throws SQLException;

  private void set(int index, @Nullable Object value, @Nullable Calendar calendar)
      throws SQLException {
    checkOpen();
    keep(index, value == null ? null : conversion.natural(value, calendar));
  }

  private void setText(int index, @Nullable Reader reader, long length) throws SQLException {
    checkOpen();
    check(length >= 0, "A length is not negative");
    keep(index, reader == null ? null : ParameterConversion.text(reader, length));
  }

  private void setBinary(int index, @Nullable InputStream stream, long length) throws SQLException {
    checkOpen();
    check(length >= 0, "A length is not negative");
    keep(index, stream == null ? null : ParameterConversion.bytes(stream, length));
  }

  private void setAscii(int index, @Nullable InputStream stream, long length) throws SQLException {
    checkOpen();
    check(length >= 0, "A length is not negative");
    keep(
        index,
        stream == null
            ? null
            : new String(ParameterConversion.bytes(stream, length), StandardCharsets.US_ASCII));
  }

  @Override
  public void setNull(int index, int type) throws SQLException {
    set(index, null, null);
  }

  @Override
  public void setNull(int index, int type, @Nullable String typeName) throws SQLException {
    set(index, null, null);
  }

  @Override
  public void setBoolean(int index, boolean value) throws SQLException {
    set(index, value, null);
  }

  @Override
  public void setByte(int index, byte value) throws SQLException {
    set(index, value, null);
  }

  @Override
  public void setShort(int index, short value) throws SQLException {
    set(index, value, null);
  }

  @Override
  public void setInt(int index, int value) throws SQLException {
    set(index, value, null);
  }

  @Override
  public void setLong(int index, long value) throws SQLException {
    set(index, value, null);
  }

  @Override
  public void setFloat(int index, float value) throws SQLException {
    set(index, value, null);
  }

  @Override
  public void setDouble(int index, double value) throws SQLException {
    set(index, value, null);
  }

  @Override
  public void setBigDecimal(int index, @Nullable BigDecimal value) throws SQLException {
    set(index, value, null);
  }

  @Override
  public void setString(int index, @Nullable String value) throws SQLException {
    set(index, value, null);
  }

  @Override
  public void setNString(int index, @Nullable String value) throws SQLException {
    set(index, value, null);
  }

  @Override
  public void setBytes(int index, byte @Nullable [] value) throws SQLException {
    set(index, value, null);
  }

  @Override
  public void setDate(int index, @Nullable Date value) throws SQLException {
    set(index, value, null);
  }

  @Override
  public void setDate(int index, @Nullable Date value, @Nullable Calendar calendar)
      throws SQLException {
    set(index, value, calendar);
  }

  @Override
  public void setTime(int index, @Nullable Time value) throws SQLException {
    set(index, value, null);
  }

  @Override
  public void setTime(int index, @Nullable Time value, @Nullable Calendar calendar)
      throws SQLException {
    set(index, value, calendar);
  }

  @Override
  public void setTimestamp(int index, @Nullable Timestamp value) throws SQLException {
    set(index, value, null);
  }

  @Override
  public void setTimestamp(int index, @Nullable Timestamp value, @Nullable Calendar calendar)
      throws SQLException {
    set(index, value, calendar);
  }

  @Override
  public void setArray(int index, @Nullable Array value) throws SQLException {
    set(index, value, null);
  }

  @Override
  public void setURL(int index, @Nullable URL value) throws SQLException {
    set(index, value, null);
  }

  @Override
  public void setObject(int index, @Nullable Object value) throws SQLException {
    set(index, value, null);
  }

  @Override
  public void setObject(int index, @Nullable Object value, int type) throws SQLException {
    setTyped(index, value, type, -1);
  }

  /**
   * As the type.
   *
   * @param scaleOrLength digits after the point for DECIMAL and NUMERIC
   */
  @Override
  public void setObject(int index, @Nullable Object value, int type, int scaleOrLength)
      throws SQLException {
    setTyped(index, value, type, scaleOrLength);
  }

  @Override
  public void setObject(int index, @Nullable Object value, @Nullable SQLType type)
      throws SQLException {
    setTyped(index, value, vendorType(type), -1);
  }

  @Override
  public void setObject(
      int index, @Nullable Object value, @Nullable SQLType type, int scaleOrLength)
      throws SQLException {
    setTyped(index, value, vendorType(type), scaleOrLength);
  }

  private static int vendorType(@Nullable SQLType type) throws SQLException {
    Integer number = type == null ? null : type.getVendorTypeNumber();
    if (number == null) {
      throw SqlFailure.of(
          ChromaError.INVALID_ARGUMENT, "The type is null: use a constant of java.sql.JDBCType");
    }
    return number;
  }

  private void setTyped(int index, @Nullable Object value, int type, int scale)
      throws SQLException {
    checkOpen();
    keep(index, value == null ? null : conversion.toType(value, type, scale));
  }

  @Override
  public void setAsciiStream(int index, @Nullable InputStream stream, int length)
      throws SQLException {
    setAscii(index, stream, length);
  }

  @Override
  public void setAsciiStream(int index, @Nullable InputStream stream, long length)
      throws SQLException {
    setAscii(index, stream, length);
  }

  @Override
  public void setAsciiStream(int index, @Nullable InputStream stream) throws SQLException {
    setAscii(index, stream, Long.MAX_VALUE);
  }

  @Deprecated
  @Override
  public void setUnicodeStream(int index, @Nullable InputStream stream, int length)
      throws SQLException {
    throw SqlFailure.notSupported("setUnicodeStream was replaced by setCharacterStream");
  }

  @Override
  public void setBinaryStream(int index, @Nullable InputStream stream, int length)
      throws SQLException {
    setBinary(index, stream, length);
  }

  @Override
  public void setBinaryStream(int index, @Nullable InputStream stream, long length)
      throws SQLException {
    setBinary(index, stream, length);
  }

  @Override
  public void setBinaryStream(int index, @Nullable InputStream stream) throws SQLException {
    setBinary(index, stream, Long.MAX_VALUE);
  }

  @Override
  public void setCharacterStream(int index, @Nullable Reader reader, int length)
      throws SQLException {
    setText(index, reader, length);
  }

  @Override
  public void setCharacterStream(int index, @Nullable Reader reader, long length)
      throws SQLException {
    setText(index, reader, length);
  }

  @Override
  public void setCharacterStream(int index, @Nullable Reader reader) throws SQLException {
    setText(index, reader, Long.MAX_VALUE);
  }

  @Override
  public void setNCharacterStream(int index, @Nullable Reader reader, long length)
      throws SQLException {
    setText(index, reader, length);
  }

  @Override
  public void setNCharacterStream(int index, @Nullable Reader reader) throws SQLException {
    setText(index, reader, Long.MAX_VALUE);
  }

  @Override
  public void setClob(int index, @Nullable Clob value) throws SQLException {
    set(index, value, null);
  }

  @Override
  public void setClob(int index, @Nullable Reader reader, long length) throws SQLException {
    setText(index, reader, length);
  }

  @Override
  public void setClob(int index, @Nullable Reader reader) throws SQLException {
    setText(index, reader, Long.MAX_VALUE);
  }

  @Override
  public void setNClob(int index, @Nullable NClob value) throws SQLException {
    set(index, value, null);
  }

  @Override
  public void setNClob(int index, @Nullable Reader reader, long length) throws SQLException {
    setText(index, reader, length);
  }

  @Override
  public void setNClob(int index, @Nullable Reader reader) throws SQLException {
    setText(index, reader, Long.MAX_VALUE);
  }

  @Override
  public void setBlob(int index, @Nullable Blob value) throws SQLException {
    set(index, value, null);
  }

  @Override
  public void setBlob(int index, @Nullable InputStream stream, long length) throws SQLException {
    setBinary(index, stream, length);
  }

  @Override
  public void setBlob(int index, @Nullable InputStream stream) throws SQLException {
    setBinary(index, stream, Long.MAX_VALUE);
  }

  @Override
  public void setRef(int index, @Nullable Ref value) throws SQLException {
    throw SqlFailure.notSupported("There are no references: set the id");
  }

  @Override
  public void setRowId(int index, @Nullable RowId value) throws SQLException {
    throw SqlFailure.notSupported("There are no row ids: set the id");
  }

  @Override
  public void setSQLXML(int index, @Nullable SQLXML value) throws SQLException {
    throw SqlFailure.notSupported("There is no XML type: use setString");
  }
}
