package io.github.chromajdbc.it.jdbc.program;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;

/** A program that configures nothing in code: what is logged is the driver's doing. */
public final class LoggedProgram {
  private LoggedProgram() {}

  /** The arguments are the URL, the routes and a statement. */
  public static void main(String[] arguments) throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("routes", arguments[1]);
    try (Connection connection = DriverManager.getConnection(arguments[0], properties);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(arguments[2])) {
      int count = 0;
      while (rows.next()) {
        count++;
      }
      System.out.println(count);
    }
  }
}
