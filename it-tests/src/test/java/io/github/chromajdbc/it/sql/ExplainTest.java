package io.github.chromajdbc.it.sql;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.chromajdbc.testing.ChromaApi;
import io.github.chromajdbc.testing.ChromaServerExtension;
import io.github.chromajdbc.testing.CountingProxy;
import io.github.chromajdbc.testing.TestDatabase;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What EXPLAIN tells: the plan, what was pushed, what remains and why, each request. */
@ExtendWith(ChromaServerExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExplainTest {
  private final CountingProxy proxy;
  private final Connection connection;

  ExplainTest(TestDatabase database) throws SQLException {
    Library.fill(database);
    proxy = new CountingProxy(database.server().url());
    connection = ShippedDriver.connect(database.jdbcUrl(proxy));
    Queries.rows(connection, "SELECT * FROM docs LIMIT 1");
    Queries.rows(connection, "SELECT * FROM other LIMIT 1");
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

  private String explain(String sql, @Nullable Object... parameters) throws SQLException {
    return Queries.column(connection, sql, parameters).stream()
        .map(String::valueOf)
        .collect(Collectors.joining("\n"));
  }

  @Test
  void aPlanThatIsWhollyChromasIsOneRead() throws SQLException {
    assertThat(
            explain(
                "EXPLAIN SELECT id, document FROM docs WHERE metadata.year > 2000"
                    + " AND document LIKE '%fox%' LIMIT 5"))
        .isEqualTo(
            """
            ChromaRead(table=[[table#0]], collection=[docs], columns=[[id, document]], \
            filter=[metadata.year > 2000 AND document LIKE ('%fox%')], fetch=[5])
            request: POST .../collections/docs/get
              {"where":{"year":{"$gte":2001}},"where_document":{"$contains":"fox"},\
            "limit":5,"include":["documents"]}""");
  }

  @Test
  void whatRemainsIsToldWithItsReason() throws SQLException {
    assertThat(
            explain(
                "EXPLAIN SELECT id FROM docs WHERE metadata.name LIKE 'a%' AND metadata.year = ?"
                    + " AND id <> 'd1'",
                2001))
        .contains("filter=[metadata.year = $0]")
        .contains("in the driver: LIKE(metadata.name, 'a%'): Chroma matches patterns on documents")
        .contains("in the driver: <>(id, 'd1'): Chroma has no filter on id here")
        .contains("{\"where\":{\"year\":{\"$eq\":2001}},");
  }

  @Test
  void whatIsSentOnceItIsSimplifiedDoesNotRemain() throws SQLException {
    assertThat(explain("EXPLAIN SELECT id FROM docs WHERE COALESCE(metadata.year, 1) > 2000"))
        .contains("{\"where\":{\"year\":{\"$gte\":2001}},")
        .doesNotContain("in the driver");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "metadata.year > 2000 + 1 | {\"year\":{\"$gte\":2002}}",
        "metadata.price > 10 / 4.0 | {\"price\":{\"$gt\":2.5}}",
        "metadata.name = CONCAT(UPPER('a'), 'b') | {\"name\":{\"$eq\":\"Ab\"}}",
        "metadata.price > 1 / 0e0 | one with values that are computed when the statement runs",
        "metadata.year > CAST(? AS INTEGER) * 2 | one with values that are computed when",
        "metadata.year > EXTRACT(YEAR FROM CURRENT_DATE) | one with values that are computed when",
      })
  void constantsAreShownAsTheirValues(String condition, String expected) throws SQLException {
    String sql = "EXPLAIN SELECT id FROM docs WHERE " + condition;
    assertThat(condition.contains("?") ? explain(sql, 3) : explain(sql)).contains(expected);
  }

  @Test
  void aSearchIsOneQuery() throws SQLException {
    assertThat(
            explain(
                "EXPLAIN SELECT id, distance FROM docs USING EMBEDDING (?)"
                    + " WHERE metadata.active TOPK 2",
                new float[] {1, 0, 0}))
        .contains("filter=[metadata.active IS TRUE ]")
        .contains("request: POST .../collections/docs/query")
        .contains("{\"query_embeddings\":[[1.0,0.0,0.0]],\"n_results\":3");
  }

  @Test
  void nothingIsSentForWhatCannotMatch() throws SQLException {
    assertThat(explain("EXPLAIN SELECT id FROM docs WHERE id IN (SELECT id FROM other) AND 1 = 0"))
        .contains("Values")
        .doesNotContain("request");
  }

  @Test
  void jsonHoldsTheSame() throws SQLException, IOException {
    JsonNode json =
        ChromaApi.JSON.readTree(
            explain(
                "EXPLAIN AS JSON SELECT d.id FROM docs d JOIN other o USING (id)"
                    + " WHERE d.metadata.name LIKE 'a%' AND d.metadata.year = 2001"));
    assertThat(json.at("/plan/operator").asText()).isEqualTo("EnumerableCalc");
    JsonNode read = json.at("/reads/0");
    assertThat(read.get("table").asText()).isEqualTo("docs");
    assertThat(read.get("pushed").asText()).isEqualTo("metadata.year = 2001");
    assertThat(read.at("/remaining/0/condition").asText()).isEqualTo("LIKE(metadata.name, 'a%')");
    assertThat(read.at("/remaining/0/reason").asText()).contains("documents only");
    assertThat(read.at("/requests/0/operation").asText()).endsWith("/collections/docs/get");
    assertThat(read.at("/requests/0/body/where/year/$eq").asInt()).isEqualTo(2001);
    assertThat(json.at("/reads/1/table").asText()).isEqualTo("other");
  }
}
