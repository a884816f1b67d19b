package io.github.chromajdbc.it.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.chromajdbc.calcite.ChromaSchemaFactory;
import io.github.chromajdbc.client.Space;
import io.github.chromajdbc.it.sql.ShippedDriver;
import io.github.chromajdbc.testing.ChromaApi;
import io.github.chromajdbc.testing.ChromaServerExtension;
import io.github.chromajdbc.testing.CountingProxy;
import io.github.chromajdbc.testing.TestDatabase;
import io.github.chromajdbc.testing.TestRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.calcite.adapter.jdbc.JdbcSchema;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Collections in a model of Calcite's own driver, beside tables of SQLite and of H2 as PostgreSQL.
 */
@ExtendWith(ChromaServerExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CalciteModelTest {
  /** What is read to learn which keys hold arrays. */
  private static final String SAMPLE = "{\"limit\":1000,\"include\":[\"metadatas\"]}";

  private final TestDatabase database;
  private final CountingProxy proxy;
  private final Path model;
  private final Connection cities;

  CalciteModelTest(TestDatabase database, @TempDir Path folder) throws Exception {
    this.database = database;
    this.proxy = new CountingProxy(database.server().url());
    Papers.create(database);
    database
        .create("events", Space.L2)
        .add(
            TestRecord.of("e1", 0, 1).metadata(Map.of("at", 1_000_000_000, "kind", "a")),
            TestRecord.of("e2", 0, 2).metadata(Map.of("kind", "b")));
    String people = "jdbc:sqlite:" + folder.resolve("people.db");
    execute(
        people,
        "CREATE TABLE readers (name TEXT, paper TEXT)",
        "INSERT INTO readers VALUES ('ann', 'p3'), ('bob', 'p5'), ('cid', 'p25')");
    String memory = "jdbc:h2:mem:cities;MODE=PostgreSQL";
    cities = DriverManager.getConnection(memory);
    execute(
        memory,
        "CREATE TABLE FIELDS (FIELD VARCHAR(20), HOUSE VARCHAR(20))",
        "INSERT INTO FIELDS VALUES ('law', 'north'), ('physics', 'south')");
    ObjectNode root = ChromaApi.JSON.createObjectNode();
    root.put("version", "1.0").put("defaultSchema", "chroma");
    ArrayNode schemas = root.putArray("schemas");
    ObjectNode chroma = custom(schemas, "chroma", ChromaSchemaFactory.class);
    server(chroma).put("metadataNames", "bare");
    chroma.putObject("columns").put("events.at", "TIMESTAMP FROM epoch_s");
    chroma
        .putObject("routes")
        .putObject("tables")
        .putObject("everything")
        .put("discriminator", "kind")
        .putArray("collections")
        .add("papers")
        .add("events");
    server(custom(schemas, "dotted", ChromaSchemaFactory.class));
    custom(schemas, "people", JdbcSchema.Factory.class)
        .put("jdbcDriver", "org.sqlite.JDBC")
        .put("jdbcUrl", people);
    custom(schemas, "houses", JdbcSchema.Factory.class)
        .put("jdbcDriver", "org.h2.Driver")
        .put("jdbcUrl", memory)
        .put("jdbcSchema", "PUBLIC");
    model = folder.resolve("model.json");
    Files.writeString(model, ChromaApi.JSON.writeValueAsString(root));
  }

  private static ObjectNode custom(ArrayNode schemas, String name, Class<?> factory) {
    return schemas
        .addObject()
        .put("name", name)
        .put("type", "custom")
        .put("factory", factory.getName())
        .putObject("operand");
  }

  private ObjectNode server(ObjectNode operand) {
    return operand
        .put("host", proxy.host())
        .put("port", proxy.port())
        .put("database", database.name().database());
  }

  private static void execute(String url, String... statements) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.executeUpdate(sql);
      }
    }
  }

  private Connection calcite() throws SQLException {
    return DriverManager.getConnection("jdbc:calcite:lex=JAVA;model=" + model);
  }

  @BeforeEach
  void forget() {
    proxy.reset();
  }

  @AfterAll
  void close() throws SQLException {
    proxy.close();
    cities.close();
  }

  @Test
  void aCollectionJoinsATableOfSqliteAndOneOfPostgres() throws Exception {
    try (Connection calcite = calcite()) {
      assertThat(
              rows(
                  calcite,
                  "SELECT r.name, p.`year`, h.HOUSE FROM people.readers r"
                      + " JOIN papers p ON p.id = r.paper"
                      + " LEFT JOIN houses.FIELDS h ON h.FIELD = p.field"
                      + " WHERE p.`year` BETWEEN 2001 AND 2005 ORDER BY r.name"))
          .containsExactly("ann 2003 south", "bob 2005 north", "cid 2005 null");
    }
    JsonNode request = onlyRead("/get");
    assertThat(request.get("where").toString())
        .contains("{\"year\":{\"$gte\":2001}}", "{\"year\":{\"$lte\":2005}}");
    assertThat(request.get("include").toString()).isEqualTo("[\"metadatas\"]");
  }

  @Test
  void limitsAndColumnsArePushed() throws Exception {
    try (Connection calcite = calcite()) {
      assertThat(rows(calcite, "SELECT id FROM papers WHERE field = 'law' LIMIT 3 OFFSET 1"))
          .containsExactly("p5", "p8", "p11");
    }
    JsonNode request = onlyRead("/get");
    assertThat(request.get("limit").asInt()).isEqualTo(3);
    assertThat(request.get("offset").asInt()).isEqualTo(1);
    assertThat(request.get("include")).isEmpty();
  }

  @Test
  void aCountIsAskedFor() throws Exception {
    try (Connection calcite = calcite()) {
      assertThat(rows(calcite, "SELECT COUNT(*) FROM papers")).containsExactly("120");
      onlyRead("/count");
      proxy.reset();
      assertThat(rows(calcite, "SELECT COUNT(*) FROM papers WHERE `open`")).containsExactly("60");
      assertThat(onlyRead("/get").get("include")).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "score >= 20.25",
        "score * 2 > 50 AND field <> 'law'",
        "field IN ('law', 'biology') AND `year` <> 2004",
        "field NOT IN ('law', 'biology') OR `open` IS NOT TRUE",
        "NOT (`year` > 2010 OR field = 'law')",
        "document LIKE '%per 1_'",
        "document NOT LIKE 'paper 1%' AND score < 10",
        "document IS NULL",
        "field IS NOT NULL AND UPPER(field) = 'LAW'",
        "`year` BETWEEN 2003 AND 2006 AND NOT `open`",
        "id IN ('p1', 'p7', 'none') OR id = 'p9'",
        "id IN ('p1', 'p7', 'p9') AND score > 1",
        "`year` > (SELECT MIN(`year`) + 17 FROM papers)",
        "EXISTS (SELECT 1 FROM Notes n WHERE n.paper = papers.id)"
      })
  void conditionsAnswerAsInTheDriver(String condition) throws SQLException {
    String sql = "SELECT id, `year`, score FROM papers WHERE " + condition;
    try (Connection calcite = calcite();
        Connection driver = ShippedDriver.connect(database.jdbcUrl() + "?metadataNames=bare")) {
      assertThat(sorted(rows(calcite, sql))).isEqualTo(sorted(rows(driver, sql.replace('`', '"'))));
    }
  }

  @Test
  void parametersArePushed() throws Exception {
    try (Connection calcite = calcite();
        PreparedStatement statement =
            calcite.prepareStatement("SELECT id FROM papers WHERE field = ? AND score > ?")) {
      statement.setString(1, "law");
      statement.setDouble(2, 28);
      try (ResultSet result = statement.executeQuery()) {
        assertThat(rows(result)).containsExactly("p113", "p116", "p119");
      }
    }
    assertThat(onlyRead("/get").get("where").toString())
        .contains("{\"field\":{\"$eq\":\"law\"}}")
        .contains("\"$gt\":28");
  }

  @Test
  void columnsHaveTheirTypes() throws SQLException {
    try (Connection calcite = calcite()) {
      assertThat(rows(calcite, "SELECT * FROM papers WHERE id = 'p4'"))
          .containsExactly(
              "p4 paper 4 null biology true 1.0 [t4, all] 2004"
                  + " {\"field\":\"biology\",\"open\":true,\"score\":1.0,\"tags\":[\"t4\",\"all\"],\"year\":2004}");
      assertThat(
              rows(
                  calcite,
                  "SELECT `at`, kind FROM events WHERE `at` < TIMESTAMP '2020-01-01 00:00:00'"))
          .containsExactly("2001-09-09 01:46:40.000 a");
      assertThat(
              rows(
                  calcite,
                  "SELECT `metadata.year` FROM dotted.papers WHERE `metadata.field` = 'law' LIMIT 1"))
          .containsExactly("2002");
      assertThat(
              rows(
                  calcite,
                  "SELECT field, COUNT(*), SUM(`year`) FROM papers GROUP BY field ORDER BY 1"))
          .containsExactly("biology 40 80380", "law 40 80380", "physics 40 80380");
    }
  }

  @Test
  void aRoutedTableIsOneOfTheTables() throws Exception {
    try (Connection calcite = calcite()) {
      assertThat(rows(calcite, "SELECT _collection, COUNT(*) FROM everything GROUP BY _collection"))
          .containsExactlyInAnyOrder("papers 120", "events 2");
      assertThat(rows(calcite, "SELECT id FROM everything WHERE kind = 'b'")).containsExactly("e2");
    }
  }

  @Test
  void anOperandThatIsWrongIsNamed() throws IOException {
    Path wrong = model.resolveSibling("wrong.json");
    Files.writeString(wrong, Files.readString(model).replace("\"host\"", "\"hots\""));
    assertThatThrownBy(() -> DriverManager.getConnection("jdbc:calcite:model=" + wrong))
        .hasStackTraceContaining("There is no connection property 'hots'. Did you mean 'host'?");
  }

  private JsonNode onlyRead(String operation) {
    List<CountingProxy.Seen> reads =
        proxy.recordRequests().stream().filter(seen -> !seen.body().equals(SAMPLE)).toList();
    assertThat(reads).hasSize(1);
    assertThat(reads.get(0).path()).endsWith(operation);
    return reads.get(0).body().isEmpty() ? ChromaApi.JSON.createObjectNode() : reads.get(0).json();
  }

  private static List<String> sorted(List<String> rows) {
    return rows.stream().sorted().toList();
  }

  private static List<String> rows(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      return rows(result);
    }
  }

  private static List<String> rows(ResultSet result) throws SQLException {
    List<String> rows = new ArrayList<>();
    int width = result.getMetaData().getColumnCount();
    while (result.next()) {
      List<String> row = new ArrayList<>();
      for (int i = 1; i <= width; i++) {
        row.add(String.valueOf(result.getString(i)));
      }
      rows.add(String.join(" ", row));
    }
    return rows;
  }
}
