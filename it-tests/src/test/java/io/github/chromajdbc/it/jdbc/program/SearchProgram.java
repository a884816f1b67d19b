package io.github.chromajdbc.it.jdbc.program;

import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Searches with every parameter a {@code ?}, and runs statements that need generated code. Prints
 * rows with the classes of their values, and the drivers that are registered at the end.
 */
public final class SearchProgram {
  private SearchProgram() {}

  /** The first argument is the URL. */
  public static void main(String[] arguments) throws SQLException {
    try (Connection connection = DriverManager.getConnection(arguments[0])) {
      try (PreparedStatement search =
          connection.prepareStatement(
              "SELECT id, distance, document, metadata.year, metadata.rating FROM books"
                  + " USING EMBEDDING (?) WHERE metadata.year >= ? TOPK ?")) {
        search.setObject(1, new float[] {1, 0, 0});
        search.setInt(2, 2001);
        search.setInt(3, 2);
        print(search.executeQuery());
      }
      String[] texts = {
        "SELECT metadata.genre, COUNT(*) AS n, MAX(metadata.year) AS newest FROM books"
            + " GROUP BY metadata.genre ORDER BY 1",
        "SELECT a.id, b.id FROM books a JOIN books b ON a.metadata.year = b.metadata.year + 1"
            + " ORDER BY 1, 2",
        "SELECT id, ROW_NUMBER() OVER (PARTITION BY metadata.genre ORDER BY metadata.year) AS place"
            + " FROM books ORDER BY id",
        "SELECT id, UPPER(document) FROM books WHERE metadata.genre REGEX '^po' ORDER BY id",
        // Calcite warns in its log of hints and functions that it does not know.
        "SELECT /*+ EXACT, UNKNOWN_HINT */ id FROM books USING EMBEDDING (VECTOR [1, 0, 0]) TOPK 1",
        "SELECT id, JSON_VALUE(metadata, '$.genre') AS genre FROM books ORDER BY id LIMIT 1",
      };
      for (String text : texts) {
        try (Statement statement = connection.createStatement()) {
          print(statement.executeQuery(text));
        }
      }
    }
    DriverManager.drivers().map(Driver::getClass).map(Class::getName).forEach(System.out::println);
  }

  private static void print(ResultSet rows) throws SQLException {
    ResultSetMetaData columns = rows.getMetaData();
    while (rows.next()) {
      StringBuilder line = new StringBuilder();
      for (int column = 1; column <= columns.getColumnCount(); column++) {
        Object value = rows.getObject(column);
        line.append(column == 1 ? "" : " | ").append(value);
        if (value != null) {
          line.append(' ').append(value.getClass().getSimpleName());
        }
      }
      System.out.println(line);
    }
    rows.close();
  }
}
