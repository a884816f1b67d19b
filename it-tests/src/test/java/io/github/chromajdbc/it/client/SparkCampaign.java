package io.github.chromajdbc.it.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.chromajdbc.client.Space;
import io.github.chromajdbc.it.sql.ShippedDriver;
import io.github.chromajdbc.testing.ChromaServerExtension;
import io.github.chromajdbc.testing.CountingProxy;
import io.github.chromajdbc.testing.TestCollection;
import io.github.chromajdbc.testing.TestDatabase;
import io.github.chromajdbc.testing.TestRecord;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Spark reads 200,000 records in 8 partitions, in a JVM of its own with the jar on its class path,
 * and its answers are the driver's own. Run by the profile spark.
 */
@ExtendWith(ChromaServerExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SparkCampaign {
  private static final int RECORDS = 200_000;
  private static final int BATCH = 5_000;
  private static final int PARTITIONS = 8;

  /** 2020-01-01T00:00:00Z. */
  private static final long FIRST_SECOND = 1_577_836_800L;

  private static final String BY_CATEGORY =
      "SELECT category, COUNT(*), SUM(n), AVG(amount), MAX(id) FROM events GROUP BY category"
          + " ORDER BY category";

  /** Spark on Java 17 reaches into these; its own scripts say the same. */
  private static final String[] OPTIONS =
      Stream.of(
              "java.lang",
              "java.lang.invoke",
              "java.lang.reflect",
              "java.io",
              "java.net",
              "java.nio",
              "java.util",
              "java.util.concurrent",
              "java.util.concurrent.atomic",
              "sun.nio.ch",
              "sun.nio.cs",
              "sun.security.action",
              "sun.util.calendar")
          .map(name -> "--add-opens=java.base/" + name + "=ALL-UNNAMED")
          .toArray(String[]::new);

  private final PrintStream out = System.out;
  private final TestDatabase database;
  private final CountingProxy proxy;
  private final String settings;

  @TempDir private Path folder;

  SparkCampaign(TestDatabase database) {
    this.database = database;
    proxy = new CountingProxy(database.server().url());
    settings =
        database.name().tenant()
            + "/"
            + database.name().database()
            + "?metadataNames=bare&pageSize=20000&timeZone=UTC&columns=events.created%20TIMESTAMP%20FROM%20epoch_s,"
            + "events.tags%20VARCHAR%20ARRAY";
    TestCollection events = database.create("events", Space.L2);
    for (int from = 0; from < RECORDS; from += BATCH) {
      List<TestRecord> batch = new ArrayList<>();
      for (int n = from; n < from + BATCH; n++) {
        batch.add(event(n));
      }
      events.add(batch);
    }
  }

  private static TestRecord event(int n) {
    Map<String, Object> metadata = new HashMap<>();
    metadata.put("n", n);
    metadata.put("category", "c" + n % PARTITIONS);
    metadata.put("amount", n / 4.0);
    metadata.put("open", n % 2 == 0);
    metadata.put("created", FIRST_SECOND + n);
    metadata.put("tags", List.of("t" + n % 5, "all"));
    if (n % 1000 == 0) {
      metadata.put("rare", "r" + n);
    }
    return TestRecord.of("e" + n, n % 97, n % 89).document("event " + n).metadata(metadata);
  }

  @AfterAll
  void close() {
    proxy.close();
  }

  @Test
  void rangesOfANumberArePartitions() throws Exception {
    List<String> expected = new ArrayList<>();
    expected.addAll(own("SELECT COUNT(*) FROM events"));
    expected.addAll(
        own("SELECT COUNT(*) FROM events WHERE amount >= 30000.5 AND category <> 'c3'"));
    expected.addAll(own(BY_CATEGORY));
    expected.add(String.valueOf(PARTITIONS));

    assertThat(spark("bounds")).isEqualTo(expected);
    int part = RECORDS / PARTITIONS;
    for (int first = part; first < RECORDS - part; first += part) {
      assertThat(filters())
          .contains(
              "{\"$and\":[{\"n\":{\"$gte\":%d}},{\"n\":{\"$lte\":%d}}]}"
                  .formatted(first, first + part - 1));
    }
    assertThat(filters()).contains("{\"n\":{\"$gte\":%d}}".formatted(RECORDS - part));
  }

  @Test
  void conditionsArePartitionsThatChromaFilters() throws Exception {
    List<String> expected = new ArrayList<>(own(BY_CATEGORY));
    expected.add(String.valueOf(PARTITIONS));

    assertThat(spark("predicates")).isEqualTo(expected);
    assertThat(filters())
        .isEqualTo(
            Stream.iterate(0, part -> part + 1)
                .limit(PARTITIONS)
                .map(part -> "{\"category\":{\"$eq\":\"c" + part + "\"}}")
                .collect(Collectors.toSet()));
    // Besides, the driver looks at a sample to learn the columns, when it plans and when it reads.
    assertThat(proxy.recordsAnswered()).isBetween((long) RECORDS, RECORDS + 2_000L);
  }

  @Test
  void aCatalogOfSparksLeavesAggregatesLimitsAndOffsetsToTheDriver() throws Exception {
    List<String> expected = new ArrayList<>(own(BY_CATEGORY));
    expected.addAll(List.of("e199997|199997", "e199996|199996", "e199995|199995", "7"));
    expected.add(database.name().database() + "|events|false");

    assertThat(spark("catalog")).isEqualTo(expected);
  }

  @Test
  void timesArraysAndMissingValuesArrive() throws Exception {
    assertThat(spark("types"))
        .containsSubsequence(
            "root",
            " |-- id: string (nullable = true)",
            " |-- tags: array (nullable = true)",
            " |    |-- element: string (containsNull = true)",
            " |-- created: timestamp (nullable = true)",
            " |-- open: boolean (nullable = true)",
            " |-- amount: double (nullable = true)",
            " |-- rare: string (nullable = true)",
            "e3|ArraySeq(t3, all)|2020-01-01 00:00:03.0|false|0.75|null",
            "e4|ArraySeq(t4, all)|2020-01-01 00:00:04.0|true|1.0|null",
            "e5|ArraySeq(t0, all)|2020-01-01 00:00:05.0|false|1.25|null",
            "e0",
            "e1000",
            "e1|ArraySeq(1.0, 1.0)");
    // A second more on each side, from which the driver drops the rest.
    assertThat(filters())
        .contains(
            "{\"$and\":[{\"created\":{\"$gte\":1577836802}},{\"created\":{\"$lte\":1577836807}}]}");
  }

  /** The driver's own rows for a statement, as Spark's program prints its. */
  private List<String> own(String statement) throws SQLException {
    try (Connection connection =
            ShippedDriver.connect(
                "jdbc:chroma://"
                    + database.server().host()
                    + ":"
                    + database.server().port()
                    + "/"
                    + settings);
        Statement running = connection.createStatement();
        ResultSet rows = running.executeQuery(statement)) {
      List<String> lines = new ArrayList<>();
      while (rows.next()) {
        List<String> values = new ArrayList<>();
        for (int column = 1; column <= rows.getMetaData().getColumnCount(); column++) {
          values.add(rows.getString(column));
        }
        lines.add(String.join("|", values));
      }
      return lines;
    }
  }

  /** The filters of all requests for records. */
  private Set<String> filters() {
    return proxy.recordRequests().stream()
        .map(request -> request.json().path("where"))
        .filter(JsonNode::isObject)
        .map(JsonNode::toString)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /** What Spark's program prints when it does a task. */
  private List<String> spark(String task) throws IOException, InterruptedException {
    proxy.reset();
    long before = System.nanoTime();
    List<String> printed =
        ToolProcess.of("spark.folder", OPTIONS)
            .run(
                folder,
                "io.github.chromajdbc.it.spark.SparkProgram",
                task,
                "jdbc:chroma://" + proxy.host() + ":" + proxy.port() + "/" + settings,
                database.name().database(),
                String.valueOf(RECORDS));
    out.printf(
        "%s: %.1f s, %d requests for records, %d records%n",
        task,
        (System.nanoTime() - before) / 1e9,
        proxy.recordRequests().size(),
        proxy.recordsAnswered());
    return printed;
  }
}
