package io.github.chromajdbc.it.route;

import io.github.chromajdbc.it.sql.ShippedDriver;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Connections with routed tables, and what statements answer there. */
final class RoutedDatabase {
  private RoutedDatabase() {}

  /** A connection with these routes. */
  static Connection connect(String url, String routes) throws SQLException {
    return ShippedDriver.connect(url, "routes", routes);
  }

  /** What a statement answers, and what it says beside. */
  record Outcome(List<String> rows, List<String> warnings, boolean partial) {}

  /** Runs a statement; warnings are those of the statement once all rows are read. */
  static Outcome run(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement();
        var results = statement.executeQuery(sql)) {
      List<String> rows = new ArrayList<>();
      int width = results.getMetaData().getColumnCount();
      while (results.next()) {
        List<String> values = new ArrayList<>();
        for (int i = 1; i <= width; i++) {
          values.add(String.valueOf(results.getObject(i)));
        }
        rows.add(String.join("|", values));
      }
      List<String> ofResult = new ArrayList<>();
      for (var warning = results.getWarnings();
          warning != null;
          warning = warning.getNextWarning()) {
        ofResult.add(String.valueOf(warning.getMessage()));
      }
      List<String> warnings = new ArrayList<>();
      for (var warning = statement.getWarnings();
          warning != null;
          warning = warning.getNextWarning()) {
        String message = String.valueOf(warning.getMessage());
        warnings.add(warning.getSQLState() + " " + message);
        if (message.startsWith("Rows of collection") && !ofResult.contains(message)) {
          throw new AssertionError("Not a warning of the result set: " + message);
        }
      }
      return new Outcome(rows, warnings, isPartial(results));
    }
  }

  /** The shipped jar shares no class with the tests. */
  private static boolean isPartial(java.sql.ResultSet results) throws SQLException {
    try {
      Class<?> type =
          results.getClass().getClassLoader().loadClass("io.github.chromajdbc.result.ChromaResult");
      return (Boolean) type.getMethod("isPartial").invoke(results.unwrap(type));
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(e.getMessage(), e);
    }
  }
}
