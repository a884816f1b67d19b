package io.github.chromajdbc.it.proof.logic;

import io.github.chromajdbc.client.Space;
import io.github.chromajdbc.testing.TestCollection;
import io.github.chromajdbc.testing.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Runs test files over collections that hold their tables. The tables stand in WITH before each
 * query, where {@code metadata.a} becomes {@code a}; the query itself is left as it is.
 */
final class LogicRun {
  private final TestDatabase database;
  private final Connection driver;
  private final Map<String, String> failures = new TreeMap<>();
  private final Set<String> queries = new HashSet<>();
  private int notLoaded;

  LogicRun(TestDatabase database, Connection driver) {
    this.database = database;
    this.driver = driver;
  }

  /** The queries run, each by file and line. */
  Set<String> queries() {
    return queries;
  }

  /** Statements that neither make nor fill a table: their files' later queries are not run. */
  int notLoaded() {
    return notLoaded;
  }

  /** What went wrong, by file and line. */
  Map<String, String> failures() {
    return failures;
  }

  /** Runs at most so many queries of a file. */
  void run(String path, int most) {
    Map<String, LogicTable> tables = new LinkedHashMap<>();
    List<LogicRecord.Query> selected = new ArrayList<>();
    for (LogicRecord record : LogicFile.read(path)) {
      if (selected.size() == most) {
        break;
      }
      if (record instanceof LogicRecord.Query query) {
        selected.add(query);
      } else if (record instanceof LogicRecord.Statement statement
          && !statement.sql().startsWith("CREATE INDEX")
          && !statement.sql().startsWith("CREATE UNIQUE INDEX")
          && !LogicTable.apply(statement.sql(), tables)) {
        notLoaded++;
        break;
      }
    }
    run(path, tables, selected);
  }

  private void run(String path, Map<String, LogicTable> tables, List<LogicRecord.Query> selected) {
    List<TestCollection> collections = new ArrayList<>();
    Map<String, String> queriesOfTables = new LinkedHashMap<>();
    String prefix = "slt" + Integer.toUnsignedString(path.hashCode(), 36) + "_";
    tables.forEach(
        (name, table) -> {
          collections.add(database.create(prefix + name, Space.L2).add(table.records()));
          queriesOfTables.put(name, table.asQuery("\"" + prefix + name + "\""));
        });
    for (LogicRecord.Query query : selected) {
      queries.add(path + ":" + query.line());
      String failure = failure(withTables(query.sql(), queriesOfTables), query);
      if (failure != null) {
        failures.put(path + ":" + query.line(), failure);
      }
    }
    collections.forEach(TestCollection::drop);
  }

  private static String withTables(String sql, Map<String, String> queriesOfTables) {
    String with =
        queriesOfTables.entrySet().stream()
            .filter(table -> Pattern.compile("\\b" + table.getKey() + "\\b").matcher(sql).find())
            .map(Map.Entry::getValue)
            .collect(Collectors.joining(", "));
    return with.isEmpty() ? sql : "WITH " + with + " " + sql;
  }

  private @Nullable String failure(String sql, LogicRecord.Query query) {
    try (Statement statement = driver.createStatement();
        ResultSet results = statement.executeQuery(sql)) {
      List<String> answer = LogicAnswer.of(results, query);
      return answer.equals(query.expected())
          ? null
          : "expected " + query.expected() + ", got " + answer;
    } catch (SQLException e) {
      return e.getSQLState() + " " + e.getMessage();
    }
  }
}
