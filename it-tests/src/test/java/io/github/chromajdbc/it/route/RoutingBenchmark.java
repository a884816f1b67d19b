package io.github.chromajdbc.it.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chromajdbc.testing.ChromaServerExtension;
import io.github.chromajdbc.testing.CountingProxy;
import io.github.chromajdbc.testing.TestDatabase;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What routing costs: 37 collections with 185,000 records, against the plainest parallel client for
 * the same requests and against one request after the other. Prints the table of docs/routing.md.
 */
@ExtendWith(ChromaServerExtension.class)
class RoutingBenchmark {
  private static final int RECORDS = 185_000;
  private static final int RUNS = 40;
  private static final String SEARCH =
      "SELECT id, distance FROM sap USING EMBEDDING (" + Partitions.vector() + ")";
  private static final String QUERY_BODY =
      "{\"query_embeddings\":[["
          + Partitions.vector().replaceAll("VECTOR \\[(.*)\\]", "$1")
          + "]],\"n_results\":10,\"include\":[\"distances\"]}";

  private final PrintStream out = System.out;

  @Test
  void searchesOverManyCollections(TestDatabase database) throws Exception {
    Partitions partitions = new Partitions(database, RECORDS / Partitions.COLLECTIONS);
    CountingProxy proxy = new CountingProxy(database.server().url());
    String all = ",\"maxParallel\":37";
    HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    List<HttpRequest> requests =
        partitions.ids().values().stream()
            .map(
                id ->
                    HttpRequest.newBuilder(
                            URI.create(
                                database.server().url()
                                    + "/api/v2"
                                    + database.path()
                                    + "/collections/"
                                    + id
                                    + "/query"))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(QUERY_BODY))
                        .build())
            .toList();
    try (Connection connection =
            RoutedDatabase.connect(database.jdbcUrl(), partitions.routes(all));
        PreparedStatement everywhere = connection.prepareStatement(SEARCH + " TOPK 10");
        PreparedStatement routed =
            connection.prepareStatement(
                SEARCH + " WHERE metadata.model IN ('Table', 'Field') TOPK 10")) {
      List<Double> driver = new ArrayList<>();
      List<Double> plain = new ArrayList<>();
      List<Double> narrow = new ArrayList<>();
      for (int i = 0; i < RUNS; i++) {
        double plainTime = millis(() -> askPlainly(client, requests));
        double driverTime = millis(() -> read(everywhere));
        double narrowTime = millis(() -> read(routed));
        if (i >= RUNS / 4) { // Before that everything warms up.
          plain.add(plainTime);
          driver.add(driverTime);
          narrow.add(narrowTime);
        }
      }
      report("plain parallel client, 37 requests", median(plain));
      report("driver, 37 of 37 collections", median(driver));
      report("ratio", median(driver) / median(plain));
      report(
          "driver, " + partitions.collections("Table", "Field").size() + " of 37 collections",
          median(narrow));
      assertThat(median(driver) / median(plain)).isLessThan(1.3);
    }
    measureWithDelay(database, partitions, proxy);
    proxy.close();
  }

  private void measureWithDelay(TestDatabase database, Partitions partitions, CountingProxy proxy)
      throws Exception {
    proxy.interfere(
        request -> {
          if (request.isRecordRequest()) {
            TimeUnit.MILLISECONDS.sleep(50);
          }
          return 0;
        });
    String url = database.jdbcUrl(proxy);
    List<Double> medians = new ArrayList<>();
    for (int parallel : List.of(1, 8, 37)) {
      try (Connection connection =
              RoutedDatabase.connect(url, partitions.routes(",\"maxParallel\":" + parallel));
          PreparedStatement statement = connection.prepareStatement(SEARCH + " TOPK 10")) {
        List<Double> times = new ArrayList<>();
        read(statement);
        for (int i = 0; i < 7; i++) {
          times.add(millis(() -> read(statement)));
        }
        medians.add(median(times));
        report("each answers in 50 ms, maxParallel " + parallel, median(times));
      }
    }
    assertThat(medians.get(1)).isLessThan(medians.get(0) / 2);
    assertThat(Set.copyOf(partitions.asked(proxy))).hasSize(Partitions.COLLECTIONS);
  }

  private static void askPlainly(HttpClient client, List<HttpRequest> requests) {
    List<CompletableFuture<HttpResponse<byte[]>>> replies =
        requests.stream()
            .map(request -> client.sendAsync(request, HttpResponse.BodyHandlers.ofByteArray()))
            .toList();
    for (CompletableFuture<HttpResponse<byte[]>> reply : replies) {
      assertThat(reply.join().statusCode()).isEqualTo(200);
    }
  }

  private static void read(PreparedStatement statement) throws SQLException {
    try (var results = statement.executeQuery()) {
      int rows = 0;
      while (results.next()) {
        assertThat(results.getString(1)).isNotNull();
        rows++;
      }
      assertThat(rows).isEqualTo(10);
    }
  }

  @FunctionalInterface
  private interface Work {
    void run() throws SQLException;
  }

  private static double millis(Work work) throws SQLException {
    long before = System.nanoTime();
    work.run();
    return (System.nanoTime() - before) / 1e6;
  }

  private static double median(List<Double> values) {
    List<Double> sorted = new ArrayList<>(values);
    Collections.sort(sorted);
    return sorted.get(sorted.size() / 2);
  }

  private void report(String what, double value) {
    out.printf("| %s | %.2f |%n", what, value);
  }
}
