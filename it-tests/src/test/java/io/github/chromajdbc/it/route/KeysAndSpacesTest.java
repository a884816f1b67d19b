package io.github.chromajdbc.it.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.chromajdbc.client.Space;
import io.github.chromajdbc.it.sql.Queries;
import io.github.chromajdbc.testing.ChromaServerExtension;
import io.github.chromajdbc.testing.CountingProxy;
import io.github.chromajdbc.testing.TestDatabase;
import io.github.chromajdbc.testing.TestRecord;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Keys of every type, several keys together, and collections that measure differently. */
@ExtendWith(ChromaServerExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KeysAndSpacesTest {
  private static final String ROUTES =
      "{\"tables\":{"
          + "\"by_code\":{\"discriminator\":\"code\",\"values\":{\"1\":[\"k_1\"],\"2\":[\"k_2\"],"
          + "\"3\":[\"k_1\",\"k_2\"]}},"
          + "\"by_flag\":{\"discriminator\":\"flag\",\"values\":{\"true\":[\"k_1\"],"
          + "\"false\":[\"k_2\"]}},"
          + "\"by_mixed\":{\"discriminator\":\"mixed\",\"values\":{\"A\":[\"k_1\"],"
          + "\"5\":[\"k_2\"]}},"
          + "\"by_path\":{\"discriminator\":\"metadata.org.region\",\"values\":{"
          + "\"eu\":[\"k_1\"],\"us\":[\"k_2\"]}},"
          + "\"by_shard\":{\"discriminator\":[\"tenant\",\"org.region\"],\"shards\":["
          + "{\"values\":{\"tenant\":\"a\",\"org.region\":\"eu\"},\"collections\":[\"k_1\"]},"
          + "{\"values\":{\"tenant\":\"b\",\"org.region\":\"us\"},\"collections\":[\"k_2\"]},"
          + "{\"values\":{\"tenant\":\"a\",\"org.region\":\"us\"},\"collections\":[\"k_3\"]}]},"
          + "\"spaces\":{\"collections\":[\"space_*\"]},"
          + "\"ranked\":{\"collections\":[\"space_*\"],\"merge\":\"rrf\"},"
          + "\"scaled\":{\"collections\":[\"space_*\"],\"merge\":\"normalised\"},"
          + "\"plain\":{\"collections\":[\"k_*\"],\"candidatesPerCollection\":5}}}";

  private final Map<String, String> namesById = new TreeMap<>();
  private final CountingProxy proxy;
  private final Connection connection;

  KeysAndSpacesTest(TestDatabase database) throws SQLException {
    add(
        database,
        "k_1",
        Map.of("code", 1, "flag", true, "mixed", "A", "org.region", "eu", "tenant", "a"));
    add(
        database,
        "k_2",
        Map.of("code", 2, "flag", false, "mixed", 5, "org.region", "us", "tenant", "b"));
    add(database, "k_3", Map.of("org.region", "us", "tenant", "a"));
    database
        .create("space_l2", Space.L2)
        .add(TestRecord.of("l1", 1, 0), TestRecord.of("l2", 5, 0), TestRecord.of("l3", 9, 0));
    database
        .create("space_cosine", Space.COSINE)
        .add(TestRecord.of("c1", 1, 0), TestRecord.of("c2", 1, 1), TestRecord.of("c3", 0, 1));
    proxy = new CountingProxy(database.server().url());
    connection = RoutedDatabase.connect(database.jdbcUrl(proxy), ROUTES);
    for (String table : List.of("by_code", "by_flag", "by_mixed", "by_path", "by_shard", "plain")) {
      Queries.rows(connection, "SELECT * FROM " + table);
    }
  }

  private void add(TestDatabase database, String name, Map<String, ?> metadata) {
    var collection = database.create(name, Space.L2);
    collection.add(TestRecord.of(name + "-x", name.charAt(2), 1).metadata(metadata));
    namesById.put(collection.id(), name);
  }

  @AfterAll
  void close() throws SQLException {
    connection.close();
    proxy.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "by_code; metadata.code = 1; k_1",
        "by_code; metadata.code = 2.0; k_2",
        "by_code; metadata.code IN (1, 2); k_1,k_2",
        "by_code; metadata.code > 1 AND metadata.code < 3; k_2",
        "by_code; metadata.code BETWEEN 0 AND 1; k_1",
        "by_code; metadata.code <> 3 AND metadata.code <> 2; k_1",
        "by_code; metadata.code = 1.5; ''",
        "by_code; metadata.code + 1 = 2; k_1,k_2",
        "by_flag; metadata.flag; k_1",
        "by_flag; NOT metadata.flag; k_2",
        "by_flag; metadata.flag = TRUE; k_1",
        "by_flag; metadata.flag IS TRUE; k_1",
        "by_flag; metadata.flag IS NOT TRUE; k_1,k_2",
        "by_mixed; metadata.mixed = 'A'; k_1",
        "by_mixed; metadata.mixed = '5'; k_2",
        "by_mixed; metadata.mixed = 5; k_2",
        "by_mixed; metadata.mixed IN ('A', '5'); k_1,k_2",
        "by_mixed; metadata.mixed = 'A' OR metadata.mixed = 5; k_1,k_2",
        "by_path; metadata.org.region = 'eu'; k_1",
        "by_path; metadata.org.region IN ('us'); k_2",
        "by_shard; metadata.tenant = 'a'; k_1,k_3",
        "by_shard; metadata.tenant = 'a' AND metadata.org.region = 'us'; k_3",
        "by_shard; metadata.org.region = 'us'; k_2,k_3",
        "by_shard; (metadata.tenant = 'a' AND metadata.org.region = 'eu') OR (metadata.tenant = 'b'"
            + " AND metadata.org.region = 'us'); k_1,k_2",
        "by_shard; metadata.tenant = 'a' AND metadata.org.region IS NULL; k_1,k_3",
        "by_shard; metadata.tenant <> 'a'; k_2",
      })
  void aKeyOfAnyTypeDecides(String table, String where, String collections) throws SQLException {
    proxy.reset();
    Queries.rows(connection, "SELECT id FROM " + table + " WHERE " + where);
    List<String> asked = new ArrayList<>();
    proxy
        .recordRequests()
        .forEach(
            request ->
                asked.add(
                    namesById.get(request.path().replaceAll(".*/collections/([^/]+)/.*", "$1"))));
    Collections.sort(asked);
    assertThat(String.join(",", asked)).as(where).isEqualTo(collections);
  }

  @Test
  void distancesOfDifferentSpacesAreNotMergedByChance() {
    assertThatThrownBy(
            () ->
                Queries.rows(
                    connection, "SELECT id FROM spaces USING EMBEDDING (VECTOR [1,0]) TOPK 3"))
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("0A000"))
        .hasMessageContaining("space_cosine")
        .hasMessageContaining("space_l2")
        .hasMessageContaining("rrf");
  }

  @Test
  void aNamedMeasureMakesThemComparable() throws SQLException {
    assertThat(
            Queries.column(
                connection,
                "SELECT id FROM spaces USING EMBEDDING (VECTOR [1,0]) SIMILARITY L2 TOPK 4"))
        .containsExactly("c1", "l1", "c2", "c3");
  }

  @Test
  void reciprocalRanksTakeTheBestOfEachFirst() throws SQLException {
    assertThat(
            Queries.column(
                connection, "SELECT id FROM ranked USING EMBEDDING (VECTOR [1,0]) TOPK 4"))
        .hasSize(4)
        .startsWith("c1", "l1")
        .endsWith("c2", "l2");
    assertThat(
            Queries.column(
                connection,
                "SELECT id FROM ranked USING EMBEDDING (VECTOR [1,0]) TOPK 4 ORDER BY distance DESC"))
        .containsExactly("l2", "c2", "c1", "l1");
  }

  @Test
  void normalisedDistancesAreThoseWithinACollection() throws SQLException {
    assertThat(
            Queries.column(
                connection, "SELECT id FROM scaled USING EMBEDDING (VECTOR [1,0]) TOPK 6"))
        .containsExactly("c1", "l1", "l2", "c2", "c3", "l3");
  }

  @Test
  void moreCandidatesAreAskedForThanAreWanted() throws SQLException {
    proxy.reset();
    assertThat(
            Queries.rows(connection, "SELECT id FROM plain USING EMBEDDING (VECTOR [1,0]) TOPK 2"))
        .hasSize(2);
    assertThat(
            proxy.recordRequests().stream()
                .filter(request -> request.path().endsWith("/query"))
                .map(request -> request.json().get("n_results").asInt()))
        .hasSize(3)
        .containsOnly(6); // and one more, to see rows at the same distance as the last
  }

  @Test
  void aSearchWhoseConditionTheDriverDecidesIsThatOfAllCollections() throws SQLException {
    assertThat(
            Queries.rows(
                connection,
                "SELECT id, _collection FROM plain USING EMBEDDING (VECTOR [0,1])"
                    + " WHERE UPPER(metadata.tenant) = 'A' TOPK 5"))
        .containsExactly(List.of("k_1-x", "k_1"), List.of("k_3-x", "k_3"));
  }

  @Test
  void rerankingIsThatOfTheRowsOfAllCollections() throws SQLException {
    assertThat(
            Queries.column(
                connection,
                "SELECT id FROM plain USING EMBEDDING (VECTOR [49,1]) TOPK 2 RERANK BY MMR"
                    + " (lambda = 0.1)"))
        .containsExactly("k_1-x", "k_3-x");
  }

  @Test
  void aSearchInALateralJoinIsRouted() throws SQLException {
    assertThat(
            Queries.rows(
                connection,
                "SELECT s.id, n._collection FROM k_1 s, LATERAL (SELECT _collection FROM plain"
                    + " USING EMBEDDING (s.embedding) TOPK 1) AS n"))
        .containsExactly(List.of("k_1-x", "k_1"));
  }
}
