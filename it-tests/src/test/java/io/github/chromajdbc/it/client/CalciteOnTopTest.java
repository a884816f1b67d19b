package io.github.chromajdbc.it.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chromajdbc.it.sql.ShippedDriver;
import io.github.chromajdbc.testing.ChromaServerExtension;
import io.github.chromajdbc.testing.TestDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.apache.calcite.adapter.jdbc.JdbcSchema;
import org.apache.calcite.jdbc.CalciteConnection;
import org.apache.calcite.schema.SchemaPlus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteDataSource;

/** Calcite's JDBC adapter over the shipped driver, joined with a table of SQLite. */
@ExtendWith(ChromaServerExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CalciteOnTopTest {
  private final TestDatabase database;

  CalciteOnTopTest(TestDatabase database) {
    this.database = database;
    Papers.create(database);
  }

  @Test
  void aCollectionJoinsATableOfSqlite(@TempDir Path folder) throws SQLException {
    SQLiteDataSource people = new SQLiteDataSource();
    people.setUrl("jdbc:sqlite:" + folder.resolve("people.db"));
    try (Connection connection = people.getConnection();
        Statement statement = connection.createStatement()) {
      statement.executeUpdate("CREATE TABLE readers (name TEXT, paper TEXT)");
      statement.executeUpdate("INSERT INTO readers VALUES ('ann', 'p3'), ('bob', 'p5')");
    }
    Properties properties = new Properties();
    properties.setProperty("lex", "JAVA");
    try (CalciteConnection calcite =
        DriverManager.getConnection("jdbc:calcite:", properties).unwrap(CalciteConnection.class)) {
      SchemaPlus root = calcite.getRootSchema();
      root.add(
          "chroma",
          JdbcSchema.create(
              root,
              "chroma",
              ShippedDriver.dataSource(database.jdbcUrl()),
              database.name().tenant(),
              database.name().database()));
      root.add("people", JdbcSchema.create(root, "people", people, null, null));
      assertThat(
              rows(
                  calcite,
                  "SELECT r.name, p.`metadata.year`, p.`metadata.score` FROM people.readers r"
                      + " JOIN chroma.papers p ON p.id = r.paper"
                      + " WHERE p.`metadata.year` > 2000 ORDER BY r.name"))
          .containsExactly("ann 2003 0.75", "bob 2005 1.25");
      assertThat(
              rows(
                  calcite,
                  "SELECT `metadata.field`, COUNT(*), AVG(`metadata.score`) FROM chroma.papers"
                      + " WHERE `metadata.open` GROUP BY `metadata.field` ORDER BY 1"))
          .containsExactly("biology 20 15.25", "law 20 14.75", "physics 20 14.25");
    }
  }

  private static List<String> rows(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      List<String> rows = new ArrayList<>();
      int width = result.getMetaData().getColumnCount();
      while (result.next()) {
        List<String> row = new ArrayList<>();
        for (int i = 1; i <= width; i++) {
          row.add(result.getString(i));
        }
        rows.add(String.join(" ", row));
      }
      return rows;
    }
  }
}
