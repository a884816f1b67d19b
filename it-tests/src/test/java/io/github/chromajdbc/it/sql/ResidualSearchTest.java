package io.github.chromajdbc.it.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chromajdbc.client.Space;
import io.github.chromajdbc.it.sql.VectorSample.Found;
import io.github.chromajdbc.it.sql.VectorSample.Item;
import io.github.chromajdbc.testing.ChromaServerExtension;
import io.github.chromajdbc.testing.CountingProxy;
import io.github.chromajdbc.testing.CountingProxy.Seen;
import io.github.chromajdbc.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** Searches with a condition that Chroma cannot take, over 20,000 records. */
@ExtendWith(ChromaServerExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ResidualSearchTest {
  private static final int SIZE = 20_000;
  private static final int DIMENSION = 16;

  private final VectorSample sample;
  private final Random random = new Random(11);
  private final CountingProxy proxy;
  private final String url;
  private final Connection connection;

  ResidualSearchTest(TestDatabase database) throws SQLException {
    sample = VectorSample.random(random, SIZE, DIMENSION);
    database.create("sample", Space.COSINE).add(sample.records());
    proxy = new CountingProxy(database.server().url());
    url = database.jdbcUrl(proxy);
    connection = ShippedDriver.connect(url);
  }

  @AfterAll
  void close() throws SQLException {
    connection.close();
    proxy.close();
  }

  private static boolean isRare(Item item) {
    return item.name().startsWith("a") && item.name().endsWith("z");
  }

  private static List<Object> ids(List<Found> found) {
    return found.stream().<Object>map(one -> one.item().id()).toList();
  }

  private List<@Nullable Object> search(Connection from, String condition, float[] query, int count)
      throws SQLException {
    return Queries.column(
        from,
        "SELECT id FROM sample USING EMBEDDING (?) WHERE " + condition + " TOPK ?",
        query,
        count);
  }

  @Test
  void theNearestOfOnePercentAreThoseOfBruteForce() throws SQLException {
    long matching = sample.items().stream().filter(ResidualSearchTest::isRare).count();
    assertThat(matching).isBetween(150L, 250L);
    for (int i = 0; i < 10; i++) {
      float[] query = VectorSample.vector(random, DIMENSION);
      assertThat(search(connection, "metadata.name LIKE 'a%z'", query, 10))
          .hasSize(10)
          .isEqualTo(ids(sample.nearest(query, Space.COSINE, ResidualSearchTest::isRare, 10)));
    }
    float[] query = VectorSample.vector(random, DIMENSION);
    assertThat(search(connection, "metadata.name LIKE 'a%z'", query, 500))
        .isEqualTo(ids(sample.nearest(query, Space.COSINE, ResidualSearchTest::isRare, 500)))
        .hasSize((int) matching);
  }

  @Test
  void onlyTheEmbeddingsOfWhatRemainsAreRead() throws SQLException {
    float[] query = VectorSample.vector(random, DIMENSION);
    search(connection, "metadata.name LIKE 'a%z'", query, 10);
    proxy.reset();
    search(connection, "metadata.bucket < 5 AND metadata.name LIKE 'a%z'", query, 10);
    List<Seen> withEmbeddings =
        proxy.recordRequests().stream()
            .filter(seen -> seen.body().contains("\"embeddings\""))
            .toList();
    assertThat(withEmbeddings).hasSize(1);
    assertThat(withEmbeddings.get(0).json().get("ids")).hasSizeLessThan(200);
    assertThat(proxy.recordRequests())
        .filteredOn(seen -> seen.body().contains("metadatas"))
        .allMatch(seen -> seen.body().contains("$lt"));
  }

  @Test
  void ofALargeCollectionTheIndexIsAskedForMoreUntilEnoughRemain() throws SQLException {
    int found = 0;
    // 20,000 records in pages of 100 are more pages than the driver reads to be exact.
    try (Connection small = ShippedDriver.connect(url + "?pageSize=100")) {
      search(small, "metadata.name LIKE 'a%'", VectorSample.vector(random, DIMENSION), 1);
      for (int i = 0; i < 10; i++) {
        float[] query = VectorSample.vector(random, DIMENSION);
        proxy.reset();
        List<@Nullable Object> rows = search(small, "metadata.name LIKE 'a%'", query, 10);
        assertThat(rows).hasSize(10);
        List<Object> nearest =
            ids(sample.nearest(query, Space.COSINE, item -> item.name().startsWith("a"), 10));
        found += (int) rows.stream().filter(nearest::contains).count();
        List<Integer> counts = queriedCounts();
        assertThat(counts).startsWith(11, 44).doesNotHaveDuplicates();
        assertThat(counts).hasSizeBetween(2, 5);
        assertThat(gets()).isEqualTo(1);
      }
      System.out.printf(
          "recall@10 by the index with a residual of 10%%, %d records: %.3f%n", SIZE, found / 100d);
      assertThat(found).isGreaterThan(90);
      assertThat(search(small, "metadata.name LIKE 'a%zzz'", new float[DIMENSION], 10)).isEmpty();
    }
  }

  @Test
  void exactDistancesAreToBeHadOfALargeCollectionToo() throws SQLException {
    float[] query = VectorSample.vector(random, DIMENSION);
    try (Connection exact = ShippedDriver.connect(url + "?pageSize=500&exact=true")) {
      assertThat(search(exact, "metadata.name LIKE 'a%'", query, 25))
          .isEqualTo(
              ids(sample.nearest(query, Space.COSINE, item -> item.name().startsWith("a"), 25)));
    }
  }

  @Test
  void thePropertyCandidatesAsksTheIndexForMore() throws SQLException {
    try (Connection many = ShippedDriver.connect(url + "?candidates=200")) {
      proxy.reset();
      float[] query = VectorSample.vector(random, DIMENSION);
      List<@Nullable Object> rows =
          Queries.column(many, "SELECT id FROM sample USING EMBEDDING (?) TOPK 3", query);
      assertThat(rows).hasSize(3);
      assertThat(queriedCounts()).containsExactly(200);
      assertThat((Object) many.getWarnings()).isNull();
    }
  }

  private List<Integer> queriedCounts() {
    return proxy.recordRequests().stream()
        .filter(seen -> seen.path().endsWith("/query"))
        .map(seen -> seen.json().get("n_results").asInt())
        .toList();
  }

  private long gets() {
    return proxy.recordRequests().stream().filter(seen -> seen.path().endsWith("/get")).count();
  }
}
