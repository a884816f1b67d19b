package io.github.chromajdbc.it.route;

import io.github.chromajdbc.client.Space;
import io.github.chromajdbc.testing.CountingProxy;
import io.github.chromajdbc.testing.TestCollection;
import io.github.chromajdbc.testing.TestDatabase;
import io.github.chromajdbc.testing.TestRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * 37 collections with the records of 40 models, each model in two to six of them, as a partitioning
 * by size leaves it.
 */
final class Partitions {
  static final int COLLECTIONS = 37;
  static final int MODELS = 40;
  static final int DIMENSION = 16;

  private final Map<String, Set<String>> collectionsByModel = new TreeMap<>();
  private final Map<String, String> namesById = new TreeMap<>();

  Partitions(TestDatabase database, int recordsEach) {
    this(database, recordsEach, DIMENSION);
  }

  Partitions(TestDatabase database, int recordsEach, int dimension) {
    Random random = new Random(37);
    Map<Integer, List<String>> modelsOf = new TreeMap<>();
    for (int model = 0; model < MODELS; model++) {
      String name = model == 0 ? "Table" : model == 1 ? "Field" : "Model" + model;
      Set<String> collections = new TreeSet<>();
      int first = model % COLLECTIONS;
      int count = 2 + model % 5;
      for (int i = 0; i < count; i++) {
        int collection = (first + i) % COLLECTIONS;
        collections.add(name(collection));
        modelsOf.computeIfAbsent(collection, ignored -> new ArrayList<>()).add(name);
      }
      collectionsByModel.put(name, collections);
    }
    for (int i = 0; i < COLLECTIONS; i++) {
      TestCollection collection = database.create(name(i), Space.L2);
      namesById.put(collection.id(), name(i));
      List<TestRecord> records = new ArrayList<>();
      List<String> models = modelsOf.getOrDefault(i, List.of());
      for (int j = 0; j < recordsEach; j++) {
        float[] vector = new float[dimension];
        for (int k = 0; k < dimension; k++) {
          vector[k] = random.nextFloat();
        }
        records.add(
            TestRecord.of(name(i) + "-" + j, vector)
                .document("record " + j)
                .metadata(Map.of("model", models.get(j % models.size()), "year", 1990 + j % 30)));
      }
      collection.add(records);
    }
  }

  private static String name(int number) {
    return String.format("partition_%05d", number);
  }

  /** The collections of these models. */
  Set<String> collections(String... models) {
    Set<String> collections = new TreeSet<>();
    for (String model : models) {
      collections.addAll(collectionsByModel.getOrDefault(model, Set.of()));
    }
    return collections;
  }

  /** The routes, as the map of an index would have them. */
  String routes(String further) {
    StringBuilder map = new StringBuilder();
    collectionsByModel.forEach(
        (model, collections) ->
            map.append(map.isEmpty() ? "" : ",")
                .append("\"" + model + "\":[\"" + String.join("\",\"", collections) + "\"]"));
    return "{\"tables\":{\"sap\":{\"discriminator\":\"model\",\"values\":{"
        + map
        + "}"
        + further
        + "}}}";
  }

  /** The ids of all collections, by name. */
  Map<String, String> ids() {
    Map<String, String> ids = new TreeMap<>();
    namesById.forEach((id, name) -> ids.put(name, id));
    return ids;
  }

  /** The name of the collection that a request is about. */
  String collection(CountingProxy.Seen request) {
    return namesById.getOrDefault(
        request.path().replaceAll(".*/collections/([^/]+)/.*", "$1"), "none");
  }

  /** The collections that were asked for records, each as often as it was. */
  List<String> asked(CountingProxy proxy) {
    return proxy.recordRequests().stream().map(this::collection).sorted().toList();
  }

  /** A vector for SQL. */
  static String vector() {
    return vector(DIMENSION);
  }

  /** A vector for SQL. */
  static String vector(int dimension) {
    StringBuilder text = new StringBuilder("VECTOR [");
    for (int i = 0; i < dimension; i++) {
      text.append(i == 0 ? "" : ",").append("0.").append(i % 10);
    }
    return text.append("]").toString();
  }
}
