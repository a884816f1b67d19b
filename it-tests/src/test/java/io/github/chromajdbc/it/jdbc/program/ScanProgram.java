package io.github.chromajdbc.it.jdbc.program;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Reads all rows of each statement and prints how many, and the sum of their numbers. */
public final class ScanProgram {
  private ScanProgram() {}

  /** The first argument is the URL, the others are statements. */
  public static void main(String[] arguments) throws SQLException {
    try (Connection connection = DriverManager.getConnection(arguments[0]);
        Statement statement = connection.createStatement()) {
      for (int i = 1; i < arguments.length; i++) {
        long count = 0;
        long sum = 0;
        long characters = 0;
        try (ResultSet rows = statement.executeQuery(arguments[i])) {
          while (rows.next()) {
            count++;
            sum += rows.getLong("n");
            characters += rows.getString("document").length();
          }
        }
        System.out.println(count + " " + sum + " " + characters);
      }
    }
  }
}
