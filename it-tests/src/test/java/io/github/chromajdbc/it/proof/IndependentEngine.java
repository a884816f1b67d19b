package io.github.chromajdbc.it.proof;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * H2 in memory, told to sort NULLs as the driver does. Of the engines that run in a JVM its SQL is
 * the nearest to the standard's: strict types, three values, errors for overflow, strings compared
 * by UTF-16 code units.
 */
final class IndependentEngine implements AutoCloseable {
  private final Connection connection;

  IndependentEngine() throws SQLException {
    connection =
        DriverManager.getConnection(
            "jdbc:h2:mem:;DEFAULT_NULL_ORDERING=HIGH;DATABASE_TO_UPPER=FALSE"
                + ";CASE_INSENSITIVE_IDENTIFIERS=TRUE");
  }

  void load(RandomTable table) throws SQLException {
    Field[] fields = Field.values();
    String columns =
        Arrays.stream(fields)
            .map(field -> field.independentName() + " " + field.type)
            .collect(Collectors.joining(", "));
    try (Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE " + table.name() + " (" + columns + ")");
    }
    String places = Arrays.stream(fields).map(field -> "?").collect(Collectors.joining(", "));
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT INTO " + table.name() + " VALUES (" + places + ")")) {
      for (Map<Field, Object> row : table.rows()) {
        for (int i = 0; i < fields.length; i++) {
          insert.setObject(i + 1, RandomTable.independentValue(row, fields[i]));
        }
        insert.execute();
      }
    }
  }

  void drop(RandomTable table) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("DROP TABLE " + table.name());
    }
  }

  Connection connection() {
    return connection;
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
