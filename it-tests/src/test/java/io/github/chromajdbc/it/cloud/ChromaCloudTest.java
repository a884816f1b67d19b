package io.github.chromajdbc.it.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.chromajdbc.client.Space;
import io.github.chromajdbc.it.sql.ShippedDriver;
import io.github.chromajdbc.testing.ChromaApi;
import io.github.chromajdbc.testing.ChromaServerExtension;
import io.github.chromajdbc.testing.CloudGateway;
import io.github.chromajdbc.testing.TestDatabase;
import io.github.chromajdbc.testing.TestRecord;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each statement through the gateway answers as it does without it, and meets no quota. */
@ExtendWith(ChromaServerExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ChromaCloudTest {
  private static final int RECORDS = 700;
  private static final String LONG_KEY = "a_key_that_is_longer_than_the_36_bytes_allowed";

  private final TestDatabase database;
  private final CloudGateway gateway;
  private Connection cloud;
  private Connection plain;

  ChromaCloudTest(TestDatabase database) {
    this.database = database;
    this.gateway = new CloudGateway(database, 41);
  }

  @BeforeAll
  void fill() throws SQLException {
    database
        .create("papers", Space.L2)
        .add(IntStream.range(0, RECORDS).mapToObj(i -> paper(i)).toList());
    database
        .create("authors", Space.L2)
        .add(
            IntStream.range(0, 20)
                .mapToObj(
                    i ->
                        TestRecord.of("a" + i, i, 0)
                            .metadata(Map.of("name", "n" + i, "born", 1950 + i)))
                .toList());
    cloud = ShippedDriver.connect(gateway.jdbcUrl());
    plain = ShippedDriver.connect(database.jdbcUrl());
  }

  private static TestRecord paper(int i) {
    Map<String, Object> metadata = new LinkedHashMap<>();
    metadata.put("name", "n" + i % 20);
    metadata.put("year", 1990 + i % 40);
    metadata.put("price", i % 3 == 0 ? (Object) (i % 9) : i % 9 + (i % 3) / 4.0);
    metadata.put("delta", i % 7 - 3);
    metadata.put("flag", i % 2 == 0);
    metadata.put("size", (1L << 32) * (i % 3) + i);
    metadata.put("tags", List.of("t" + i % 5, "all"));
    if (i % 4 == 0) {
      metadata.put(LONG_KEY, "v" + i % 8);
    }
    TestRecord record =
        TestRecord.of("p" + i, (float) Math.cos(i), (float) Math.sin(i)).metadata(metadata);
    return i % 10 == 9 ? record : record.document("Paper no " + i + " about " + "x".repeat(i % 5));
  }

  @BeforeEach
  void forget() {
    gateway.reset();
  }

  @AfterEach
  void noQuotaWasMet() {
    assertThat(gateway.quotaErrors()).isEmpty();
  }

  @AfterAll
  void close() throws SQLException {
    cloud.close();
    plain.close();
    gateway.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT * FROM papers",
        "SELECT id, document, metadata FROM papers ORDER BY id LIMIT 350 OFFSET 20",
        "SELECT COUNT(*) FROM papers WHERE metadata.flag",
        "SELECT id FROM papers WHERE metadata.price = 3",
        "SELECT id FROM papers WHERE metadata.price = 3.0 OR metadata.price = 1.25",
        "SELECT id FROM papers WHERE metadata.price <> 3",
        "SELECT id FROM papers WHERE metadata.price IN (1, 2.5, 6) AND metadata.year > 2000",
        "SELECT id FROM papers WHERE metadata.price NOT IN (1, 2.5, 6)",
        "SELECT id FROM papers WHERE metadata.price BETWEEN 1.25 AND 4",
        "SELECT id FROM papers WHERE metadata.price > 2.5 AND metadata.price < 6",
        "SELECT id FROM papers WHERE metadata.year BETWEEN 2000 AND 2005",
        "SELECT id FROM papers WHERE metadata.delta < 0 OR metadata.delta >= 2",
        "SELECT id FROM papers WHERE metadata.delta = -2",
        "SELECT id FROM papers WHERE metadata.size > 500",
        "SELECT id FROM papers WHERE metadata.size = 4294967303",
        "SELECT id FROM papers WHERE metadata.size IN (7, 4294967303)",
        "SELECT id FROM papers WHERE metadata.name IN ('n1', 'n2') AND metadata.year = 1991",
        "SELECT id FROM papers WHERE metadata.name <> 'n1' AND NOT metadata.flag",
        "SELECT id FROM papers WHERE metadata.tags CONTAINS 't3'",
        "SELECT id FROM papers WHERE metadata.tags CONTAINS 't3' AND metadata.name = 'n3'",
        "SELECT id FROM papers WHERE document IS NULL",
        "SELECT id FROM papers WHERE document IS NOT NULL AND metadata.name = 'n3'",
        "SELECT id FROM papers WHERE document CONTAINS 'x'",
        "SELECT id FROM papers WHERE document CONTAINS 'xxx'",
        "SELECT id FROM papers WHERE NOT document CONTAINS 'xxx'",
        "SELECT id FROM papers WHERE document LIKE '%no 1_ %'",
        "SELECT id FROM papers WHERE document REGEX 'no [12] ' OR metadata.name = 'n7'",
        "SELECT id FROM papers WHERE id IN ('p1', 'p2', 'p400', 'nobody')",
        "SELECT id FROM papers WHERE metadata." + LONG_KEY + " = 'v4'",
        "SELECT metadata.name, COUNT(*), AVG(metadata.price) FROM papers GROUP BY metadata.name",
        "SELECT p.id, a.metadata.born FROM papers p JOIN authors a ON p.metadata.name = a.metadata.name"
            + " WHERE a.metadata.born < 1953",
        "SELECT p.id, a.id FROM papers p JOIN authors a ON p.metadata.year = a.metadata.born + 45",
      })
  void statementsAnswerAsWithoutTheGateway(String sql) throws SQLException {
    assertThat(sorted(cloud, sql)).isEqualTo(sorted(plain, sql)).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT id, distance FROM papers USING EMBEDDING (VECTOR [1, 0.5]) TOPK 5",
        "SELECT id FROM papers USING EMBEDDING (VECTOR [1, 0.5]) TOPK 301",
        "SELECT id FROM papers USING EMBEDDING (VECTOR [1, 0.5]) WHERE metadata.year > 2010 TOPK 20",
        "SELECT id FROM papers USING EMBEDDING (VECTOR [1, 0.5]) WHERE metadata.name = 'n3' TOPK 30",
        "SELECT id FROM papers USING EMBEDDING (VECTOR [1, 0.5]) WHERE metadata.price = 3 TOPK 12",
        "SELECT id FROM papers USING EMBEDDING (VECTOR [1, 0.5]) WHERE_DOCUMENT NOT CONTAINS 'xxx' TOPK 9",
        "SELECT a.id, n.id FROM authors a,"
            + " LATERAL (SELECT id FROM papers USING EMBEDDING (a.embedding) TOPK 2) AS n",
      })
  void searchesAnswerAsWithoutTheGateway(String sql) throws SQLException {
    assertThat(sorted(cloud, sql)).isEqualTo(sorted(plain, sql)).isNotEmpty();
  }

  @Test
  void moreVectorsThanARequestMayHaveAreSentInSeveral() throws SQLException {
    String vectors =
        IntStream.range(0, 25)
            .mapToObj(i -> "VECTOR [" + i + ", 1]")
            .collect(Collectors.joining(", "));
    String sql =
        "SELECT query_index, id FROM papers USING EMBEDDING BATCH (" + vectors + ") TOPK 2";
    assertThat(sorted(cloud, sql)).isEqualTo(sorted(plain, sql)).hasSize(50);
  }

  @Test
  void aConditionWithMoreComparisonsThanAllowedIsAskedInPart() throws Exception {
    String sql =
        "SELECT id FROM papers WHERE metadata.name <> 'n0' AND metadata.flag AND metadata.price = 3"
            + " AND metadata.delta IN (1, 2, 3) AND document CONTAINS 'Paper'"
            + " AND metadata.year IN (2002, 2010, 2020, 2024)";
    List<String> expected = sorted(plain, sql);
    assertThat(sorted(cloud, sql)).isEqualTo(expected).isNotEmpty();
    List<JsonNode> filters = filters();
    assertThat(filters).isNotEmpty();
    // Numbers of both kinds, the document and the boolean come before what only excludes.
    String asked = filters.get(0).toString();
    assertThat(asked)
        .contains("{\"price\":{\"$eq\":3}}")
        .contains("{\"price\":{\"$eq\":3.0}}")
        .contains("\"$in\":[1,2,3]")
        .contains("\"$in\":[1.0,2.0,3.0]")
        .contains("{\"flag\":{\"$eq\":true}}")
        .doesNotContain("n0");
    String plan = String.join("\n", column(cloud, "EXPLAIN " + sql));
    assertThat(plan).contains("the server takes no more than 8 comparisons in a request");
  }

  @Test
  void alternativesThatAreTooManyAreDecidedHere() throws SQLException {
    String sql =
        "SELECT id FROM papers WHERE "
            + IntStream.range(0, 9)
                .mapToObj(
                    i -> "(metadata.name = 'n" + i + "' AND metadata.year = " + (1990 + i) + ")")
                .collect(Collectors.joining(" OR "));
    assertThat(sorted(cloud, sql)).isEqualTo(sorted(plain, sql)).isNotEmpty();
  }

  @Test
  void aTextThatIsLongerThanAllowedIsFoundByItsStart() throws SQLException {
    String text = "Paper no 3 about " + "é".repeat(200);
    String sql = "SELECT COUNT(*) FROM papers WHERE document CONTAINS ?";
    try (PreparedStatement statement = cloud.prepareStatement(sql)) {
      statement.setString(1, text);
      assertThat(onlyNumber(statement)).isZero();
      statement.setString(1, "Paper no 3 ");
      assertThat(onlyNumber(statement)).isEqualTo(1);
      statement.setString(1, "no");
      assertThat(onlyNumber(statement)).isEqualTo(RECORDS - RECORDS / 10);
    }
    assertThat(gateway.reads()).anyMatch(read -> read.contains("Paper no 3 about é"));
    try (PreparedStatement statement =
        cloud.prepareStatement("SELECT COUNT(*) FROM papers WHERE document REGEX ?")) {
      statement.setString(1, "Paper no 3 about " + "é?".repeat(200));
      assertThat(onlyNumber(statement)).isEqualTo(1);
    }
  }

  @Test
  void rangesAreAskedForOnceWholeNumbersArePromisedToBeSmall() throws Exception {
    try (Connection promised = ShippedDriver.connect(gateway.jdbcUrl() + "&smallIntegers=true")) {
      for (String condition :
          List.of(
              "metadata.year >= 2010",
              "metadata.year BETWEEN 2000 AND 2003",
              "metadata.delta < 2",
              "metadata.delta > -2",
              "metadata.delta <= -1",
              "metadata.price < 2.5",
              "metadata.price >= 6.25 AND metadata.year < 2020")) {
        String sql = "SELECT id FROM papers WHERE " + condition;
        assertThat(sorted(promised, sql)).as(condition).isEqualTo(sorted(plain, sql)).isNotEmpty();
      }
      gateway.reset();
      sorted(promised, "SELECT id FROM papers WHERE metadata.year >= 2029");
      assertThat(filters().get(0).toString())
          .isEqualTo("{\"$or\":[{\"year\":{\"$gte\":2029}},{\"year\":{\"$gte\":2029.0}}]}");
    }
    String plan =
        String.join(
            "\n", column(cloud, "EXPLAIN SELECT id FROM papers WHERE metadata.year > 2000"));
    assertThat(plan).contains("smallIntegers=true");
  }

  @Test
  void aShortRangeOfWholeNumbersIsAskedForAsAList() throws Exception {
    String sql = "SELECT id FROM papers WHERE metadata.year > 2000 AND metadata.year <= 2003";
    assertThat(sorted(cloud, sql)).isEqualTo(sorted(plain, sql)).isNotEmpty();
    assertThat(filters().get(0).toString())
        .contains("{\"year\":{\"$in\":[2001,2002,2003]}}")
        .contains("{\"year\":{\"$in\":[2001.0,2002.0,2003.0]}}");
  }

  @Test
  void readsAtOnceStayWithinTheQuotaAndBusyRepliesAreWaitedOut() throws Exception {
    gateway.delay(20);
    int before = gateway.busyReplies();
    ExecutorService threads = Executors.newFixedThreadPool(24);
    try {
      List<Callable<Integer>> readers = new ArrayList<>();
      for (int i = 0; i < 24; i++) {
        String sql = "SELECT id FROM papers WHERE metadata.name = 'n" + i % 20 + "'";
        readers.add(
            () -> {
              try (Connection own = ShippedDriver.connect(gateway.jdbcUrl())) {
                return sorted(own, sql).size();
              }
            });
      }
      for (Future<Integer> reader : threads.invokeAll(readers)) {
        assertThat(reader.get()).isEqualTo(RECORDS / 20);
      }
    } finally {
      threads.shutdownNow();
      gateway.delay(0);
    }
    assertThat(gateway.mostParallelReads()).isBetween(2, 10);
    assertThat(gateway.busyReplies()).isGreaterThanOrEqualTo(before);
  }

  @Test
  void tenantAndDatabaseComeFromTheKey() throws SQLException {
    assertThat(cloud.getCatalog()).isEqualTo(database.name().tenant());
    assertThat(cloud.getSchema()).isEqualTo(database.name().database());
    try (ResultSet schemas = cloud.getMetaData().getSchemas()) {
      List<String> names = new ArrayList<>();
      while (schemas.next()) {
        names.add(schemas.getString("TABLE_SCHEM"));
      }
      assertThat(names).contains(database.name().database());
    }
    String named =
        gateway.jdbcUrl().replace("?server", "/" + database.name().database() + "?server");
    try (Connection connection = ShippedDriver.connect(named)) {
      assertThat(connection.getSchema()).isEqualTo(database.name().database());
    }
  }

  @Test
  void aWrongKeyIsRefused() {
    String wrong = gateway.jdbcUrl().replace(CloudGateway.KEY, "another");
    assertThatThrownBy(() -> ShippedDriver.connect(wrong))
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("28000"))
        .hasMessageContaining("apiKey");
  }

  @Test
  void withoutTheCloudsWaysAQuotaErrorSaysWhatToDo() throws SQLException {
    String single = gateway.jdbcUrl().replace("server=cloud", "server=single");
    String named =
        single.replace(
            "?", "/" + database.name().tenant() + "/" + database.name().database() + "?");
    try (Connection connection = ShippedDriver.connect(named)) {
      assertThatThrownBy(() -> sorted(connection, "SELECT id FROM papers"))
          .isInstanceOfSatisfying(
              SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("54000"))
          .hasMessageContaining("server=cloud");
    }
    gateway.reset();
  }

  private List<JsonNode> filters() throws IOException {
    List<JsonNode> filters = new ArrayList<>();
    for (String read : gateway.reads()) {
      JsonNode where = read.isEmpty() ? null : ChromaApi.JSON.readTree(read).get("where");
      if (where != null) {
        filters.add(where);
      }
    }
    return filters;
  }

  private static long onlyNumber(PreparedStatement statement) throws SQLException {
    try (ResultSet result = statement.executeQuery()) {
      assertThat(result.next()).isTrue();
      return result.getLong(1);
    }
  }

  private static List<String> sorted(Connection connection, String sql) throws SQLException {
    return column(connection, sql).stream().sorted().toList();
  }

  /** Each row as one text. */
  private static List<String> column(Connection connection, String sql) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      while (result.next()) {
        List<String> row = new ArrayList<>();
        for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
          row.add(result.getString(i));
        }
        rows.add(String.join("|", row.stream().map(String::valueOf).toList()));
      }
    }
    return rows;
  }
}
