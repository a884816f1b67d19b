package io.github.chromajdbc.it.index;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.util.RawValue;
import io.github.chromajdbc.index.BuildMonitor;
import io.github.chromajdbc.index.CollectionSelector;
import io.github.chromajdbc.index.IndexService.IfExists;
import io.github.chromajdbc.index.definition.IndexDefinition;
import io.github.chromajdbc.index.definition.IndexedKey;
import io.github.chromajdbc.index.definition.KeyType;
import io.github.chromajdbc.index.operation.FileIndexService;
import io.github.chromajdbc.server.ServerVersion;
import io.github.chromajdbc.testing.ChromaApi;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Prints what indexes bring and cost: {@code ./mvnw -P index-benchmark -pl it-tests -am test}.
 *
 * <p>400,000 records with five keys, a document and a vector in two collections of three quarters
 * and one quarter of them (set {@code -Dindex.benchmark.records} for another number). Two servers
 * run on copies of one folder, one of them is indexed while it runs, and requests go to them in
 * turns, so that whatever else the machine does meets both: nine or more, up to 61 within ten
 * seconds; in a turn five requests, or one that takes 100 ms. A figure is the median of all, in
 * milliseconds; how many times faster is the median of the turns, whose halves met the same
 * machine.
 */
class IndexBenchmark {
  private static final int FEWEST_TURNS = 9;
  private static final int MOST_TURNS = 61;
  private static final double ENOUGH_MILLIS = 10_000;
  private static final int IN_A_ROW = 5;
  private static final double SHORT_MILLIS = 100;
  private static final int BATCH = 5_000;

  /** Of vectors that cost next to nothing, so that what is measured is SQLite. */
  private static final int SHORT_VECTORS = 4;

  /** Of the model that Chroma's clients use by default. */
  private static final int USUAL_VECTORS = 384;

  /** Some 290 letters: a record takes 2.4 KB of the file with them, and all of them 0.94 GB. */
  private static final int WORDS = 48;

  private static final int PAGE = 10;

  private static final List<IndexedKey> KEYS =
      List.of(
          IndexedKey.of("active", KeyType.BOOL),
          IndexedKey.of("year", KeyType.INT),
          IndexedKey.of("price", KeyType.FLOAT),
          IndexedKey.of("category", KeyType.STRING),
          IndexedKey.of("source", KeyType.STRING));

  private static final String[][] FILTERS = {
    {"bool, 1 in 20", "{'active':true}"},
    {"bool, 19 in 20", "{'active':false}"},
    {"int =", "{'year':1955}"},
    {"int <", "{'year':{'$lt':1905}}"},
    {"int BETWEEN 3 of 125", "{'$and':[{'year':{'$gte':1950}},{'year':{'$lte':1952}}]}"},
    {"int BETWEEN 50 of 125", "{'$and':[{'year':{'$gte':1950}},{'year':{'$lte':1999}}]}"},
    {"float range 1 in 20", "{'$and':[{'price':{'$gte':100.0}},{'price':{'$lt':150.0}}]}"},
    {"string =, 1 in 20", "{'category':'c3'}"},
    {"string =, 1 in 1000", "{'source':'s100'}"},
    {"string IN 2 of 20", "{'category':{'$in':['c1','c2']}}"},
    {"string <>", "{'category':{'$ne':'c1'}}"},
    {"string = AND int >=", "{'$and':[{'category':'c3'},{'year':{'$gte':1990}}]}"},
    {"bool AND float <", "{'$and':[{'active':true},{'price':{'$lt':500.0}}]}"},
    {"string = OR bool", "{'$or':[{'source':'s7'},{'active':true}]}"},
  };

  private final Random random = new Random(11);
  private final SampleRecords records = new SampleRecords(10, SHORT_VECTORS, WORDS);
  private final Map<String, Integer> firstIds = new LinkedHashMap<>();
  private int smallest = 1;

  @TempDir Path folder;

  /** The medians of one request to both servers, in milliseconds, and of their quotients. */
  private record Pair(double without, double with, double times) {}

  private static void print(String format, Object... arguments) {
    System.out.println(String.format(Locale.ROOT, format, arguments));
  }

  @Test
  void printsTheTable() throws IOException {
    int total = Integer.getInteger("index.benchmark.records", 400_000);
    String articles;
    String notes;
    String letters;
    try (ServedFile server = ServedFile.on(folder, ServerVersion.NEWEST)) {
      articles = server.createCollection("articles");
      notes = server.createCollection("notes");
      letters = server.createCollection("letters");
      load(server, articles, total / 4 * 3);
      load(server, notes, total - total / 4 * 3);
    }
    print("%d MB of file", Files.size(folder.resolve("chroma.sqlite3")) >> 20);
    Map<String, String> collections = new LinkedHashMap<>();
    collections.put("articles", articles);
    collections.put("notes", notes);
    firstIds.put(notes, total / 4 * 3);
    smallest = total / 4;
    try (ServedFile plain = ServedFile.onCopyOf(folder);
        ServedFile indexed = ServedFile.onCopyOf(folder);
        FileIndexService service = indexed.indexes()) {
      List<String> schema = ServedFile.schema(indexed.file());
      buildAll(indexed, service, collections);
      table(plain, indexed, collections);
      collections.values().forEach(id -> service.dropAll(CollectionSelector.id(id)));
      pages(plain, indexed, service, articles);
      print("");
      collections.values().forEach(id -> KEYS.forEach(key -> build(service, id, key)));
      print("inserts of vectors of %d numbers", SHORT_VECTORS);
      inserts(plain, indexed, articles, records, 500, 60);
      inserts(plain, indexed, articles, records, 5_000, 12);
      print(
          "inserts of vectors of %d numbers, into an empty collection of the file", USUAL_VECTORS);
      SampleRecords usual = new SampleRecords(12, USUAL_VECTORS, WORDS);
      inserts(plain, indexed, letters, usual, 500, 60);
      inserts(plain, indexed, letters, usual, 5_000, 6);
      collections.values().forEach(id -> service.dropAll(CollectionSelector.id(id)));
      assertThat(ServedFile.schema(indexed.file())).isEqualTo(schema);
      print("after all drops the schema is what it was, byte for byte");
    }
  }

  private void load(ServedFile server, String collection, int count) {
    for (int done = 0; done < count; done += BATCH) {
      server.add(collection, records.next(Math.min(BATCH, count - done)));
    }
  }

  /** Builds an index of each key for each collection, with a reader beside it. */
  private void buildAll(
      ServedFile server, FileIndexService service, Map<String, String> collections) {
    print("");
    print(
        "%-10s %-10s %10s %22s  %s", "collection", "index", "build ms", "slowest read ms", "plans");
    collections.forEach(
        (name, id) -> {
          CollectionSelector selector = CollectionSelector.id(id);
          for (IndexedKey key : KEYS) {
            try (ReadingBeside reader = new ReadingBeside(() -> server.getByIds(id, tenIds(id)))) {
              long started = System.nanoTime();
              build(service, id, key);
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

  private static void build(FileIndexService service, String collection, IndexedKey key) {
    service.create(
        CollectionSelector.id(collection),
        IndexDefinition.onKeys(key.key(), key),
        IfExists.FAIL,
        BuildMonitor.SILENT);
  }

  private void table(ServedFile plain, ServedFile indexed, Map<String, String> collections)
      throws IOException {
    print("");
    print(
        "%-10s %-24s %-6s %10s %10s %8s",
        "collection", "filter", "kind", "without", "with", "times");
    double worst = Double.MAX_VALUE;
    for (Map.Entry<String, String> collection : collections.entrySet()) {
      String name = collection.getKey();
      String id = collection.getValue();
      for (String[] filter : FILTERS) {
        JsonNode where = ChromaApi.JSON.readTree(filter[1].replace('\'', '"'));
        worst =
            Math.min(
                worst,
                row(name, filter[0], "get", plain, indexed, server -> server.get(id, where, PAGE)));
        worst =
            Math.min(
                worst,
                row(name, filter[0], "query", plain, indexed, server -> query(server, id, where)));
      }
      row(name, "no filter", "get", plain, indexed, server -> server.get(id, null, PAGE));
      row(
          name,
          "no filter",
          "query",
          plain,
          indexed,
          server -> server.query(id, null, records.vector(), PAGE));
      row(name, "10 ids", "get", plain, indexed, server -> server.getByIds(id, tenIds(id)));
    }
    print("the least of the filters: %.2f times", worst);
  }

  private JsonNode query(ServedFile server, String collection, JsonNode where) {
    return server.query(collection, where, records.vector(), PAGE);
  }

  private double row(
      String collection,
      String filter,
      String kind,
      ServedFile plain,
      ServedFile indexed,
      Function<ServedFile, JsonNode> request) {
    Pair pair = measure(plain, indexed, request);
    print(
        "%-10s %-24s %-6s %10.1f %10.1f %8.1f",
        collection, filter, kind, pair.without(), pair.with(), pair.times());
    return pair.times();
  }

  private static Pair measure(
      ServedFile plain, ServedFile indexed, Function<ServedFile, JsonNode> request) {
    List<Double> without = new ArrayList<>();
    List<Double> with = new ArrayList<>();
    List<Double> times = new ArrayList<>();
    turn(plain, request); // so that no figure has what is done once in it
    turn(indexed, request);
    long started = System.nanoTime();
    for (int i = 0; i < MOST_TURNS; i++) {
      if (i >= FEWEST_TURNS && (System.nanoTime() - started) / 1e6 > ENOUGH_MILLIS) {
        break;
      }
      List<Double> plainTurn = new ArrayList<>();
      List<Double> indexedTurn = new ArrayList<>();
      inTurn(
          i,
          () -> plainTurn.addAll(turn(plain, request)),
          () -> indexedTurn.addAll(turn(indexed, request)));
      without.addAll(plainTurn);
      with.addAll(indexedTurn);
      times.add(median(plainTurn) / median(indexedTurn));
    }
    return new Pair(median(without), median(with), median(times));
  }

  /** Whoever comes second meets what the first server still does after its answer. */
  private static void inTurn(int turn, Runnable plain, Runnable indexed) {
    if (turn % 2 == 0) {
      plain.run();
      indexed.run();
    } else {
      indexed.run();
      plain.run();
    }
  }

  /** Some requests in a row, when they are short: the first finds the other server's memory. */
  private static List<Double> turn(ServedFile server, Function<ServedFile, JsonNode> request) {
    List<Double> millis = new ArrayList<>();
    while (millis.size() < IN_A_ROW && sum(millis) < SHORT_MILLIS) {
      millis.add(millis(server, request));
    }
    return millis;
  }

  private static double millis(ServedFile server, Function<ServedFile, JsonNode> request) {
    long started = System.nanoTime();
    JsonNode answer = request.apply(server);
    double millis = (System.nanoTime() - started) / 1e6;
    assertThat(answer.path(0)).isNotEmpty();
    return millis;
  }

  private static double sum(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).sum();
  }

  private static double median(List<Double> values) {
    return values.stream().sorted().toList().get(values.size() / 2);
  }

  /** Ids are numbered through both collections. */
  private List<String> tenIds(String collection) {
    int first = firstIds.getOrDefault(collection, 0);
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < PAGE; i++) {
      ids.add(SampleRecords.id(first + random.nextInt(smallest)));
    }
    return ids;
  }

  /** Adds records to both, in batches of a size, which are written as JSON before. */
  private void inserts(
      ServedFile plain,
      ServedFile indexed,
      String collection,
      SampleRecords records,
      int size,
      int batches)
      throws IOException {
    List<Double> without = new ArrayList<>();
    List<Double> with = new ArrayList<>();
    List<Double> times = new ArrayList<>();
    for (int i = 0; i < batches; i++) {
      RawValue batch = new RawValue(ChromaApi.JSON.writeValueAsString(records.next(size)));
      Function<ServedFile, JsonNode> add =
          server -> {
            server.add(collection, batch);
            return ChromaApi.JSON.createArrayNode().add(ChromaApi.JSON.createArrayNode().add(1));
          };
      inTurn(i, () -> without.add(millis(plain, add)), () -> with.add(millis(indexed, add)));
      times.add(without.get(i) / with.get(i));
    }
    print(
        "%d inserts of %d: median %.0f ms without, %.0f ms with all indexes, throughput %.2f of"
            + " what it was; of all together %.2f",
        batches, size, median(without), median(with), median(times), sum(without) / sum(with));
  }

  /** The scan index by itself: what it brings to pages, and what it costs elsewhere. */
  private void pages(
      ServedFile plain, ServedFile indexed, FileIndexService service, String collection) {
    CollectionSelector selector = CollectionSelector.id(collection);
    long started = System.nanoTime();
    service.create(
        selector, IndexDefinition.onRecords("pages"), IfExists.FAIL, BuildMonitor.SILENT);
    print("");
    print(
        "scan index of the larger collection alone, built in %.0f ms",
        (System.nanoTime() - started) / 1e6);
    row(
        "articles",
        "first page",
        "get",
        plain,
        indexed,
        server -> server.get(collection, null, PAGE));
    row(
        "articles",
        "no filter",
        "query",
        plain,
        indexed,
        server -> server.query(collection, null, records.vector(), PAGE));
    row(
        "articles",
        "10 ids",
        "get",
        plain,
        indexed,
        server -> server.getByIds(collection, tenIds(collection)));
    service.drop(selector, "pages");
  }
}
