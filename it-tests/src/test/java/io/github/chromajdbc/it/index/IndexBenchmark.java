package io.github.chromajdbc.it.index;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.chromajdbc.index.BuildMonitor;
import io.github.chromajdbc.index.CollectionSelector;
import io.github.chromajdbc.index.IndexService.IfExists;
import io.github.chromajdbc.index.definition.IndexDefinition;
import io.github.chromajdbc.index.definition.IndexedKey;
import io.github.chromajdbc.index.definition.KeyType;
import io.github.chromajdbc.index.operation.FileIndexService;
import io.github.chromajdbc.testing.ChromaApi;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/**
 * Prints what indexes bring and cost: {@code ./mvnw -P index-benchmark -pl it-tests -am test}.
 *
 * <p>400,000 records with five keys in two collections of 300,000 and 100,000 (set {@code
 * -Dindex.benchmark.records} for another number), one running server, all in one run. A figure is
 * the median of nine requests, in milliseconds.
 */
class IndexBenchmark {
  private static final int RUNS = 9;
  private static final int BATCH = 5_000;
  private static final int ADDED_BATCH = 500;
  private static final int ADDED_BATCHES = 20;
  private static final int PAGE = 10;

  private static final List<IndexedKey> KEYS =
      List.of(
          IndexedKey.of("active", KeyType.BOOL),
          IndexedKey.of("year", KeyType.INT),
          IndexedKey.of("price", KeyType.FLOAT),
          IndexedKey.of("category", KeyType.STRING),
          IndexedKey.of("source", KeyType.STRING));

  private final Map<String, JsonNode> filters = new LinkedHashMap<>();
  private final Random random = new Random(11);
  private final SampleRecords records = new SampleRecords(10);

  private static void print(String format, Object... arguments) {
    System.out.println(String.format(Locale.ROOT, format, arguments));
  }

  private void filter(String label, String json) throws IOException {
    filters.put(label, ChromaApi.JSON.readTree(json.replace('\'', '"')));
  }

  @Test
  void printsTheTable() throws IOException {
    filter("bool, 1 in 20", "{'active':true}");
    filter("bool, 19 in 20", "{'active':false}");
    filter("int =", "{'year':1955}");
    filter("int <", "{'year':{'$lt':1905}}");
    filter("int BETWEEN 3 of 125", "{'$and':[{'year':{'$gte':1950}},{'year':{'$lte':1952}}]}");
    filter("int BETWEEN 50 of 125", "{'$and':[{'year':{'$gte':1950}},{'year':{'$lte':1999}}]}");
    filter("float range 1 in 20", "{'$and':[{'price':{'$gte':100.0}},{'price':{'$lt':150.0}}]}");
    filter("string =, 1 in 20", "{'category':'c3'}");
    filter("string =, 1 in 1000", "{'source':'s100'}");
    filter("string IN 2 of 20", "{'category':{'$in':['c1','c2']}}");
    filter("string <>", "{'category':{'$ne':'c1'}}");
    filter("string = AND int >=", "{'$and':[{'category':'c3'},{'year':{'$gte':1990}}]}");
    filter("bool AND float <", "{'$and':[{'active':true},{'price':{'$lt':500.0}}]}");
    filter("string = OR bool", "{'$or':[{'source':'s7'},{'active':true}]}");

    int total = Integer.getInteger("index.benchmark.records", 400_000);
    try (ServedFile server = ServedFile.start();
        FileIndexService service = server.indexes()) {
      String articles = server.createCollection("articles");
      String notes = server.createCollection("notes");
      Map<String, String> collections = new LinkedHashMap<>();
      collections.put("articles", articles);
      collections.put("notes", notes);
      load(server, articles, total / 4 * 3);
      load(server, notes, total - total / 4 * 3);
      List<String> schema = ServedFile.schema(server.file());

      long added = addedPerSecond(server, articles);
      Map<String, Double> before = measureAll(server, collections);
      buildAll(server, service, collections);
      Map<String, Double> after = measureAll(server, collections);
      long addedIndexed = addedPerSecond(server, articles);
      printTable(before, after);
      print("");
      print(
          "inserts: %d records/s without, %d with all indexes, ratio %.2f",
          added, addedIndexed, (double) addedIndexed / added);

      collections.values().forEach(id -> service.dropAll(CollectionSelector.id(id)));
      pages(server, service, articles);
      assertThat(ServedFile.schema(server.file())).isEqualTo(schema);
      print("after all drops the schema is what it was, byte for byte");
    }
  }

  private void load(ServedFile server, String collection, int count) {
    for (int done = 0; done < count; done += BATCH) {
      server.add(collection, records.next(Math.min(BATCH, count - done)));
    }
  }

  private long addedPerSecond(ServedFile server, String collection) {
    double[] seconds = new double[ADDED_BATCHES];
    for (int i = 0; i < ADDED_BATCHES; i++) {
      Map<String, Object> batch = records.next(ADDED_BATCH);
      long started = System.nanoTime();
      server.add(collection, batch);
      seconds[i] = (System.nanoTime() - started) / 1e9;
    }
    Arrays.sort(seconds);
    return Math.round(ADDED_BATCH / seconds[ADDED_BATCHES / 2]);
  }

  private Map<String, Double> measureAll(ServedFile server, Map<String, String> collections) {
    Map<String, Double> medians = new LinkedHashMap<>();
    collections.forEach(
        (name, id) -> {
          filters.forEach(
              (label, filter) -> {
                medians.put(
                    name + "|" + label + "|get", median(() -> server.get(id, filter, PAGE)));
                medians.put(
                    name + "|" + label + "|query",
                    median(() -> server.query(id, filter, records.vector(), PAGE)));
              });
          medians.put(name + "|no filter|get", median(() -> server.get(id, null, PAGE)));
          medians.put(
              name + "|no filter|query",
              median(() -> server.query(id, null, records.vector(), PAGE)));
          medians.put(name + "|10 ids|get", median(() -> server.getByIds(id, tenIds())));
        });
    return medians;
  }

  private List<String> tenIds() {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < PAGE; i++) {
      ids.add("r" + random.nextInt(100_000));
    }
    return ids;
  }

  private static double median(Supplier<JsonNode> request) {
    double[] millis = new double[RUNS];
    for (int i = 0; i < RUNS; i++) {
      long started = System.nanoTime();
      assertThat(request.get()).isNotNull();
      millis[i] = (System.nanoTime() - started) / 1e6;
    }
    Arrays.sort(millis);
    return millis[RUNS / 2];
  }

  /** Builds an index of each key for each collection, with a reader beside it. */
  private void buildAll(
      ServedFile server, FileIndexService service, Map<String, String> collections) {
    print("");
    print(
        "%-10s %-10s %10s %22s  %s", "collection", "index", "build ms", "slowest read ms", "plans");
    collections.forEach(
        (name, id) -> {
          for (IndexedKey key : KEYS) {
            CollectionSelector selector = CollectionSelector.id(id);
            try (ReadingBeside reader = new ReadingBeside(() -> server.getByIds(id, tenIds()))) {
              long started = System.nanoTime();
              service.create(
                  selector,
                  IndexDefinition.onKeys(key.key(), key),
                  IfExists.FAIL,
                  BuildMonitor.SILENT);
              double millis = (System.nanoTime() - started) / 1e6;
              boolean used = service.verify(selector, key.key()).allUsed();
              print(
                  "%-10s %-10s %10.0f %22.0f  %s",
                  name,
                  key.key(),
                  millis,
                  reader.slowestMillis(),
                  used ? "every statement names it" : "NOT USED BY ALL");
            }
          }
        });
  }

  private static void printTable(Map<String, Double> before, Map<String, Double> after) {
    print("");
    print(
        "%-10s %-24s %-6s %10s %10s %8s",
        "collection", "filter", "kind", "without", "with", "times");
    double worst = Double.MAX_VALUE;
    for (Map.Entry<String, Double> entry : before.entrySet()) {
      String[] label = entry.getKey().split("\\|", -1);
      double with = after.getOrDefault(entry.getKey(), Double.NaN);
      double times = entry.getValue() / with;
      worst = Math.min(worst, times);
      print(
          "%-10s %-24s %-6s %10.1f %10.1f %8.1f",
          label[0], label[1], label[2], entry.getValue(), with, times);
    }
    print("the least of them: %.2f times", worst);
  }

  /** The scan index by itself: what it brings to pages, and what it costs elsewhere. */
  private void pages(ServedFile server, FileIndexService service, String collection) {
    CollectionSelector selector = CollectionSelector.id(collection);
    Map<String, Supplier<JsonNode>> requests = new LinkedHashMap<>();
    requests.put("first page", () -> server.get(collection, null, PAGE));
    requests.put("query", () -> server.query(collection, null, records.vector(), PAGE));
    requests.put("get of 10 ids", () -> server.getByIds(collection, tenIds()));
    Map<String, Double> before = new LinkedHashMap<>();
    requests.forEach((label, request) -> before.put(label, median(request)));
    long started = System.nanoTime();
    service.create(
        selector, IndexDefinition.onRecords("pages"), IfExists.FAIL, BuildMonitor.SILENT);
    print("");
    print(
        "scan index of the larger collection: built in %.0f ms",
        (System.nanoTime() - started) / 1e6);
    print("%-24s %10s %10s %8s", "request", "without", "with", "times");
    requests.forEach(
        (label, request) -> {
          double without = before.getOrDefault(label, Double.NaN);
          double with = median(request);
          print("%-24s %10.1f %10.1f %8.1f", label, without, with, without / with);
        });
    service.drop(selector, "pages");
  }
}
