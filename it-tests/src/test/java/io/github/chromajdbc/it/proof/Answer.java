package io.github.chromajdbc.it.proof;

import java.math.BigDecimal;
import java.math.MathContext;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What an engine answers. */
sealed interface Answer {
  /**
   * Rows, a row as text.
   *
   * @param labels the columns
   * @param rows values of which two are the same text when they are the same to SQL
   */
  record Rows(List<String> labels, List<List<String>> rows) implements Answer {}

  record Failure(String sqlState, String message) implements Answer {
    /** A value that the statement computes cannot be had. */
    boolean isOfData() {
      return sqlState.startsWith("22");
    }
  }

  static Answer of(Connection connection, String sql, List<?> parameters) {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.size(); i++) {
        statement.setObject(i + 1, parameters.get(i));
      }
      try (ResultSet results = statement.executeQuery()) {
        return read(results);
      }
    } catch (SQLException e) {
      return new Failure(String.valueOf(e.getSQLState()), String.valueOf(e.getMessage()));
    }
  }

  private static Rows read(ResultSet results) throws SQLException {
    int width = results.getMetaData().getColumnCount();
    List<String> labels = new ArrayList<>();
    Set<Integer> approximate = new HashSet<>();
    for (int i = 1; i <= width; i++) {
      labels.add(results.getMetaData().getColumnLabel(i));
      if (results.getMetaData().getColumnTypeName(i).equals("DECFLOAT")) {
        approximate.add(i); // what the other engine makes of exact and approximate numbers together
      }
    }
    List<List<String>> rows = new ArrayList<>();
    while (results.next()) {
      List<String> row = new ArrayList<>();
      for (int i = 1; i <= width; i++) {
        row.add(text(results.getObject(i), approximate.contains(i)));
      }
      rows.add(row);
    }
    return new Rows(labels, rows);
  }

  private static String text(@Nullable Object value, boolean approximate) {
    if (value == null) {
      return "NULL";
    }
    if (value instanceof Double || value instanceof Float) {
      double number = ((Number) value).doubleValue();
      if (Double.isInfinite(number) || Double.isNaN(number)) {
        return value.toString();
      }
      // Engines add in different orders.
      return plain(new BigDecimal(value.toString()).round(new MathContext(11)));
    }
    if (value instanceof BigDecimal number && (approximate || number.scale() > 0)) {
      return plain(number.round(new MathContext(11)));
    }
    if (value instanceof Number) {
      return plain(new BigDecimal(value.toString()));
    }
    return value instanceof String ? "'" + value + "'" : value.toString();
  }

  private static String plain(BigDecimal number) {
    return number.signum() == 0 ? "0" : number.stripTrailingZeros().toString();
  }
}
