package io.github.chromajdbc.result;

import io.github.chromajdbc.calcite.statement.ColumnDescription;
import io.github.chromajdbc.convert.JavaClasses;
import io.github.chromajdbc.error.ChromaError;
import io.github.chromajdbc.failure.SqlFailure;
import io.github.chromajdbc.failure.Wrapping;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a result's columns are. Columns are 1-based; another index is 07009. */
public final class ChromaResultSetMetaData implements ResultSetMetaData {
  private final List<ColumnDescription> columns;

  public ChromaResultSetMetaData(List<ColumnDescription> columns) {
    this.columns = List.copyOf(columns);
  }

  private ColumnDescription column(int index) throws SQLException {
    if (index < 1 || index > columns.size()) {
      throw SqlFailure.of(ChromaError.COLUMN_INDEX_OUT_OF_RANGE, index, columns.size());
    }
    return columns.get(index - 1);
  }

  private static String orEmpty(@Nullable String name) {
    return name == null ? "" : name;
  }

  @Override
  public int getColumnCount() {
    return columns.size();
  }

  @Override
  public boolean isAutoIncrement(int column) throws SQLException {
    column(column);
    return false;
  }

  @Override
  public boolean isCaseSensitive(int column) throws SQLException {
    return JavaClasses.of(column(column).type()) == String.class;
  }

  @Override
  public boolean isSearchable(int column) throws SQLException {
    column(column);
    return true;
  }

  @Override
  public boolean isCurrency(int column) throws SQLException {
    column(column);
    return false;
  }

  @Override
  public int isNullable(int column) throws SQLException {
    return column(column).type().nullable() ? columnNullable : columnNoNulls;
  }

  @Override
  public boolean isSigned(int column) throws SQLException {
    return JavaClasses.isSigned(column(column).type().jdbcType());
  }

  @Override
  public int getColumnDisplaySize(int column) throws SQLException {
    return JavaClasses.displaySize(column(column).type());
  }

  @Override
  public String getColumnLabel(int column) throws SQLException {
    return column(column).label();
  }

  @Override
  public String getColumnName(int column) throws SQLException {
    return column(column).name();
  }

  @Override
  public String getSchemaName(int column) throws SQLException {
    return orEmpty(column(column).schema());
  }

  @Override
  public int getPrecision(int column) throws SQLException {
    return column(column).type().precision();
  }

  @Override
  public int getScale(int column) throws SQLException {
    return column(column).type().scale();
  }

  @Override
  public String getTableName(int column) throws SQLException {
    return orEmpty(column(column).table());
  }

  @Override
  public String getCatalogName(int column) throws SQLException {
    return orEmpty(column(column).catalog());
  }

  @Override
  public int getColumnType(int column) throws SQLException {
    return column(column).type().jdbcType();
  }

  @Override
  public String getColumnTypeName(int column) throws SQLException {
    return column(column).type().name();
  }

  @Override
  public boolean isReadOnly(int column) throws SQLException {
    column(column);
    return true;
  }

  @Override
  public boolean isWritable(int column) throws SQLException {
    column(column);
    return false;
  }

  @Override
  public boolean isDefinitelyWritable(int column) throws SQLException {
    column(column);
    return false;
  }

  @Override
  public String getColumnClassName(int column) throws SQLException {
    return JavaClasses.of(column(column).type()).getName();
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    return Wrapping.unwrap(this, type);
  }

  @Override
  public boolean isWrapperFor(Class<?> type) {
    return Wrapping.isWrapper(this, type);
  }
}
