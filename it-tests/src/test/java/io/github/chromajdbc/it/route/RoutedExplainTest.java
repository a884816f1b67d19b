package io.github.chromajdbc.it.route;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.chromajdbc.it.sql.Queries;
import io.github.chromajdbc.testing.ChromaApi;
import io.github.chromajdbc.testing.ChromaServerExtension;
import io.github.chromajdbc.testing.CountingProxy;
import io.github.chromajdbc.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What EXPLAIN tells of routed tables, as text and as JSON: which collections, and why. */
@ExtendWith(ChromaServerExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RoutedExplainTest {
  private static final String ALL = "sap_1, sap_2, sap_3, sap_4";

  private final CountingProxy proxy;
  private final Connection connection;

  RoutedExplainTest(TestDatabase database) throws SQLException {
    Sap sap = new Sap(database);
    proxy = new CountingProxy(database.server().url());
    connection = RoutedDatabase.connect(database.jdbcUrl(proxy), Sap.routes(""));
    Queries.rows(connection, "SELECT * FROM sap_data LIMIT 1");
    assertThat(sap.askedOnce(proxy)).isNotEmpty();
    proxy.reset();
  }

  @AfterEach
  void noRecordIsAskedFor() {
    assertThat(proxy.recordRequests()).isEmpty();
  }

  @AfterAll
  void close() throws SQLException {
    connection.close();
    proxy.close();
  }

  private List<String> text(String sql, @Nullable Object... parameters) throws SQLException {
    return Queries.column(connection, "EXPLAIN " + sql, parameters).stream()
        .map(String::valueOf)
        .toList();
  }

  private JsonNode json(String sql, @Nullable Object... parameters)
      throws SQLException, JsonProcessingException {
    return ChromaApi.JSON.readTree(
        String.join(
            "\n",
            Queries.column(connection, "EXPLAIN AS JSON " + sql, parameters).stream()
                .map(String::valueOf)
                .toList()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "metadata.model = 'Program'; sap_4; metadata.model is one of 'Program'",
        "metadata.model IN ('Table', 'Program'); sap_1, sap_4;"
            + " metadata.model is one of 'Program', 'Table'",
        "metadata.model = 'Field' OR metadata.model = 'Domain'; sap_1, sap_2, sap_3;"
            + " metadata.model is one of 'Domain', 'Field'",
        "metadata.model = 'Table' OR metadata.year = 2000; ALL; metadata.model is not restricted",
        "metadata.year = 2000; ALL; metadata.model is not restricted",
        "_collection = 'sap_3'; sap_3;"
            + " metadata.model is not restricted, _collection is restricted",
      })
  void textAndJsonSayWhichCollectionsAndWhy(String where, String collections, String reason)
      throws SQLException, JsonProcessingException {
    List<String> asked = List.of(collections.replace("ALL", ALL).split(", ", -1));
    String decision =
        "routing: sap_data asks " + asked.size() + " of 4 collections: " + String.join(", ", asked);
    List<String> requests =
        asked.stream().map(name -> "POST .../collections/" + name + "/get").toList();
    for (String statement :
        List.of(
            "SELECT id FROM sap_data WHERE " + where,
            "SELECT metadata.year, COUNT(*) FROM sap_data WHERE " + where + " GROUP BY 1",
            "SELECT id FROM sap_data WHERE " + where + " ORDER BY metadata.year DESC LIMIT 2")) {
      List<String> lines = text(statement);
      assertThat(lines).as(statement).contains(decision);
      String since = lines.get(lines.indexOf(decision) + 1);
      assertThat(since).as(statement).isEqualTo("  since " + reason);
      assertThat(
              lines.stream()
                  .filter(line -> line.startsWith("request: POST"))
                  .map(line -> line.substring("request: ".length())))
          .as(statement)
          .containsExactlyElementsOf(requests);

      JsonNode read = json(statement).path("reads").path(0);
      assertThat(read.path("table").asText()).isEqualTo("sap_data");
      List<String> routing = new ArrayList<>();
      read.path("routing").forEach(line -> routing.add(line.asText()));
      assertThat(routing).as(statement).startsWith(decision, since);
      List<String> operations = new ArrayList<>();
      read.path("requests")
          .forEach(
              request -> {
                if (request.path("operation").asText().startsWith("POST")) {
                  operations.add(request.path("operation").asText());
                }
              });
      assertThat(operations).as(statement).isEqualTo(requests);
    }
  }

  @Test
  void parametersDecideWhenTheyAreGiven() throws SQLException, JsonProcessingException {
    String sql = "SELECT MAX(metadata.year) FROM sap_data WHERE metadata.model = ?";
    assertThat(text(sql, "Program")).contains("routing: sap_data asks 1 of 4 collections: sap_4");
    String contradiction =
        "SELECT MAX(metadata.year) FROM sap_data WHERE metadata.model = ? AND metadata.model = ?";
    assertThat(text(contradiction, "Table", "Field"))
        .contains("routing: sap_data asks 0 of 4 collections")
        .noneMatch(line -> line.startsWith("request: POST"));
    assertThat(json(sql, "Domain").path("reads").path(0).path("routing").path(0).asText())
        .isEqualTo("routing: sap_data asks 2 of 4 collections: sap_2, sap_3");
  }

  @Test
  void aCountAndASearchTellTheirRequests() throws SQLException {
    assertThat(text("SELECT COUNT(*) FROM sap_data"))
        .contains(
            "routing: sap_data asks 4 of 4 collections: " + ALL,
            "request: GET .../collections/sap_1/count",
            "request: GET .../collections/sap_4/count");
    assertThat(
            text(
                "SELECT id FROM sap_data USING EMBEDDING (VECTOR [1,2,3])"
                    + " WHERE metadata.model = 'Table' TOPK 2"))
        .contains(
            "routing: sap_data asks 1 of 4 collections: sap_1",
            "request: POST .../collections/sap_1/query");
  }

  @Test
  void aValueThatNoCollectionHasIsToldOf() throws SQLException {
    assertThat(text("SELECT id FROM sap_data WHERE metadata.model IN ('Table', 'Nonsense')"))
        .contains("routing: sap_data asks 1 of 4 collections: sap_1")
        .anySatisfy(line -> assertThat(line).startsWith("  warning: ").contains("'Nonsense'"));
  }

  @Test
  void theTreeHasThePartThatIsRunForEachCollection() throws SQLException, JsonProcessingException {
    JsonNode plan =
        json("SELECT id FROM sap_data ORDER BY metadata.code LIMIT 2 OFFSET 1").path("plan");
    assertThat(plan.path("operator").asText()).isEqualTo("EachCollection");
    assertThat(plan.path("attributes").path("table").asText()).isEqualTo("sap_data");
    assertThat(plan.path("attributes").path("fetch").asText()).isEqualTo("2");
    assertThat(plan.path("inputs").path(0).path("operator").asText()).isEqualTo("BoundedSort");
    assertThat(plan.findValuesAsText("operator"))
        .containsExactly("EachCollection", "BoundedSort", "ChromaRead");
  }
}
