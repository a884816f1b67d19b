package io.github.chromajdbc.it.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.type.TypeReference;
import io.github.chromajdbc.client.Space;
import io.github.chromajdbc.testing.ChromaApi;
import io.github.chromajdbc.testing.ChromaServerExtension;
import io.github.chromajdbc.testing.TestDatabase;
import io.github.chromajdbc.testing.TestRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/** The examples of docs/sql.md, over the records that the page shows. */
@ExtendWith(ChromaServerExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SqlDocumentTest {
  /** A statement, the properties of its connection if it has any, and its rows. */
  private static final Pattern EXAMPLE =
      Pattern.compile("```sql(?: ([^\n]+))?\n(.*?)\n```(?:\n```text\n(.*?)\n```)?", Pattern.DOTALL);

  private static final Pattern CODE = Pattern.compile("`([^`]+)`");
  private static final Pattern QUERY = Pattern.compile("(SELECT|WITH RECURSIVE) .*");

  private final String page;
  private final String url;
  private final Connection connection;

  SqlDocumentTest(TestDatabase database) throws IOException, SQLException {
    page = Files.readString(Path.of("../docs/sql.md"));
    for (String collection : List.of("books", "loans")) {
      List<TestRecord> records = new ArrayList<>();
      for (List<String> row : table("`" + collection + "`:")) {
        records.add(record(row));
      }
      database.create(collection, Space.L2).add(records);
    }
    url = database.jdbcUrl();
    connection = ShippedDriver.connect(url);
  }

  @AfterAll
  void close() throws SQLException {
    connection.close();
  }

  /** The rows of the first table after a text, without its head. */
  private List<List<String>> table(String after) {
    List<List<String>> rows = new ArrayList<>();
    for (String line : page.substring(page.indexOf(after)).lines().toList()) {
      if (line.startsWith("|")) {
        rows.add(
            Stream.of(line.substring(1, line.length() - 1).split("\\|", -1))
                .map(String::trim)
                .toList());
      } else if (!rows.isEmpty()) {
        break;
      }
    }
    return rows.subList(2, rows.size());
  }

  private static TestRecord record(List<String> row) throws IOException {
    float[] embedding = ChromaApi.JSON.readValue(row.get(3), float[].class);
    Map<String, Object> metadata =
        ChromaApi.JSON.readValue(row.get(2), new TypeReference<Map<String, Object>>() {});
    TestRecord record = TestRecord.of(row.get(0), embedding).metadata(metadata);
    return row.get(1).isEmpty() ? record : record.document(row.get(1));
  }

  @TestFactory
  @Order(1) // The page's views are made by its examples, in the page's order.
  Stream<DynamicTest> everyExampleGivesTheRowsThatThePageShows() {
    List<DynamicTest> tests = new ArrayList<>();
    Matcher examples = EXAMPLE.matcher(page);
    while (examples.find()) {
      String properties = examples.group(1);
      String sql = examples.group(2);
      String rows = examples.group(3);
      tests.add(DynamicTest.dynamicTest(sql, () -> example(properties, sql, rows)));
    }
    assertThat(tests).hasSizeGreaterThan(45);
    return tests.stream();
  }

  private void example(@Nullable String properties, String sql, @Nullable String rows)
      throws SQLException {
    assertThat(rows).as("the rows of the example").isNotNull();
    assertThat(properties == null ? rows(sql) : rowsWith(properties, sql))
        .containsExactlyElementsOf(Objects.requireNonNull(rows).lines().toList());
  }

  private List<String> rowsWith(String properties, String sql) throws SQLException {
    try (Connection other = ShippedDriver.connect(url + "?" + properties)) {
      return rows(other, sql);
    }
  }

  @TestFactory
  Stream<DynamicTest> whatIsNotSupportedSaysSo() {
    return table("## What is not supported").stream()
        .map(row -> row.get(0))
        .peek(cell -> assertThat(cell).startsWith("`"))
        .flatMap(SqlDocumentTest::code)
        .map(script -> DynamicTest.dynamicTest(script, () -> isRefused(script)));
  }

  /** Of a script the last statement is what is refused. */
  private void isRefused(String script) throws SQLException {
    List<String> statements = List.of(script.split("; "));
    for (String statement : statements.subList(0, statements.size() - 1)) {
      rows(statement);
    }
    assertThatThrownBy(() -> rows(statements.get(statements.size() - 1)))
        .isInstanceOfSatisfying(
            SQLException.class,
            e -> {
              assertThat(e.getSQLState()).isEqualTo("0A000");
              assertThat(e.getMessage()).hasSizeGreaterThan(30);
            });
  }

  @TestFactory
  Stream<DynamicTest> whatIsWrittenInsteadRuns() {
    return table("## What is not supported").stream()
        .flatMap(row -> code(row.get(1)))
        .filter(code -> QUERY.matcher(code).matches() && !code.contains("..."))
        .map(sql -> DynamicTest.dynamicTest(sql, () -> assertThat(rows(sql)).isNotEmpty()));
  }

  /** The texts in backticks. */
  private static Stream<String> code(String cell) {
    return CODE.matcher(cell).results().map(code -> code.group(1));
  }

  private List<String> rows(String sql) throws SQLException {
    return rows(connection, sql);
  }

  private static List<String> rows(Connection connection, String sql) throws SQLException {
    List<String> lines = new ArrayList<>();
    try (Statement statement = connection.createStatement()) {
      if (!statement.execute(sql)) {
        return List.of("done");
      }
      ResultSet rows = statement.getResultSet();
      int columns = rows.getMetaData().getColumnCount();
      while (rows.next()) {
        StringBuilder line = new StringBuilder();
        for (int i = 1; i <= columns; i++) {
          line.append(i == 1 ? "" : " | ").append(rows.getString(i));
        }
        lines.add(line.toString());
      }
    }
    return lines;
  }
}
