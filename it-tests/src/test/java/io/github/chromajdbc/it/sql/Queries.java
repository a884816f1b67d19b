package io.github.chromajdbc.it.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runs statements through {@code java.sql}. */
public final class Queries {
  private Queries() {}

  /** The rows, each a list of what {@code getObject} answers. */
  public static List<List<@Nullable Object>> rows(
      Connection connection, String sql, @Nullable Object... parameters) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setObject(i + 1, parameters[i]);
      }
      try (ResultSet results = statement.executeQuery()) {
        int width = results.getMetaData().getColumnCount();
        List<List<@Nullable Object>> rows = new ArrayList<>();
        while (results.next()) {
          List<@Nullable Object> row = new ArrayList<>();
          for (int i = 1; i <= width; i++) {
            row.add(plain(results.getObject(i)));
          }
          rows.add(row);
        }
        return rows;
      }
    }
  }

  /** The first column. */
  public static List<@Nullable Object> column(
      Connection connection, String sql, @Nullable Object... parameters) throws SQLException {
    List<@Nullable Object> values = new ArrayList<>();
    rows(connection, sql, parameters).forEach(row -> values.add(row.get(0)));
    return values;
  }

  /** The one value of the one row. */
  public static @Nullable Object value(
      Connection connection, String sql, @Nullable Object... parameters) throws SQLException {
    List<@Nullable Object> values = column(connection, sql, parameters);
    if (values.size() != 1) {
      throw new AssertionError(values.size() + " rows: " + sql);
    }
    return values.get(0);
  }

  private static @Nullable Object plain(@Nullable Object value) throws SQLException {
    if (!(value instanceof java.sql.Array array)) {
      return value;
    }
    Object elements = array.getArray();
    return elements instanceof float[] vector
        ? Arrays.toString(vector)
        : Arrays.asList((Object[]) elements);
  }

  /** The columns of a result as {@code name:TYPE}. */
  public static List<String> columns(Connection connection, String sql) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql);
        ResultSet results = statement.executeQuery()) {
      List<String> columns = new ArrayList<>();
      for (int i = 1; i <= results.getMetaData().getColumnCount(); i++) {
        columns.add(
            results.getMetaData().getColumnLabel(i)
                + ":"
                + results.getMetaData().getColumnTypeName(i));
      }
      return columns;
    }
  }
}
