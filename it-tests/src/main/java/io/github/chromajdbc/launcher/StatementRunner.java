package io.github.chromajdbc.launcher;

import java.io.PrintStream;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runs statements and prints their rows as tables, their warnings as lines of the error stream. */
final class StatementRunner {
  private final Connection connection;
  private final PrintStream output;
  private final PrintStream errors;
  private final int width;

  /**
   * A runner on an open connection.
   *
   * @param width of the terminal in columns, or {@link TableWriter#UNLIMITED}
   */
  StatementRunner(Connection connection, PrintStream output, PrintStream errors, int width) {
    this.connection = connection;
    this.output = output;
    this.errors = errors;
    this.width = width;
  }

  void run(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      if (statement.execute(sql)) {
        try (ResultSet rows = statement.getResultSet()) {
          print(rows);
          warn(rows.getWarnings());
        }
      } else {
        output.println(counted(statement.getLargeUpdateCount(), "row") + " changed");
      }
      warn(statement.getWarnings());
    }
  }

  private void print(ResultSet rows) throws SQLException {
    ResultSetMetaData metadata = rows.getMetaData();
    int count = metadata.getColumnCount();
    List<TableWriter.Column> columns = new ArrayList<>();
    for (int i = 1; i <= count; i++) {
      columns.add(
          new TableWriter.Column(metadata.getColumnLabel(i), isNumber(metadata.getColumnType(i))));
    }
    TableWriter table = new TableWriter(columns, width, output);
    long rowCount = 0;
    while (rows.next()) {
      List<@Nullable String> cells = new ArrayList<>();
      for (int i = 1; i <= count; i++) {
        cells.add(rows.getString(i));
      }
      table.add(cells);
      rowCount++;
    }
    table.end();
    output.println("(" + counted(rowCount, "row") + ")");
  }

  private static String counted(long count, String noun) {
    return count + " " + noun + (count == 1 ? "" : "s");
  }

  private static boolean isNumber(int type) {
    return switch (type) {
      case Types.TINYINT,
          Types.SMALLINT,
          Types.INTEGER,
          Types.BIGINT,
          Types.REAL,
          Types.FLOAT,
          Types.DOUBLE,
          Types.DECIMAL,
          Types.NUMERIC ->
          true;
      default -> false;
    };
  }

  private void warn(@Nullable SQLWarning first) {
    for (SQLWarning warning = first; warning != null; warning = warning.getNextWarning()) {
      output.flush();
      errors.println(
          "Warning: " + warning.getMessage() + " (SQLSTATE " + warning.getSQLState() + ")");
    }
  }
}
