package io.github.chromajdbc.it.route;

import io.github.chromajdbc.client.Space;
import io.github.chromajdbc.testing.CountingProxy;
import io.github.chromajdbc.testing.TestCollection;
import io.github.chromajdbc.testing.TestDatabase;
import io.github.chromajdbc.testing.TestRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Four collections of records of several models: sap_1 has Table and Field, sap_2 Field and Domain,
 * sap_3 Domain, sap_4 Program.
 */
final class Sap {
  static final Map<String, List<String>> MODELS =
      Map.of(
          "sap_1", List.of("Table", "Field"),
          "sap_2", List.of("Field", "Domain"),
          "sap_3", List.of("Domain"),
          "sap_4", List.of("Program"));

  private final Map<String, String> namesById = new TreeMap<>();

  Sap(TestDatabase database) {
    new TreeMap<>(MODELS)
        .forEach(
            (name, models) -> {
              TestCollection collection =
                  database.create(name, Space.L2).add(records(name, models));
              namesById.put(collection.id(), name);
            });
  }

  private static List<TestRecord> records(String collection, List<String> models) {
    List<TestRecord> records = new ArrayList<>();
    for (String model : models) {
      for (int i = 0; i < 3; i++) {
        records.add(
            TestRecord.of(collection + "-" + model + i, records.size(), i, model.length())
                .document(model + " number " + i)
                .metadata(
                    Map.of("model", model, "year", 2000 + i, "code", i, "active", i % 2 == 0)));
      }
    }
    return records;
  }

  /** The routes as {@code query_config.json} would have them, for the property. */
  static String routes(String further) {
    return "{\"tables\":{\"sap_data\":{\"discriminator\":\"model\",\"values\":{"
        + "\"Table\":[\"sap_1\"],\"Field\":[\"sap_1\",\"sap_2\"],"
        + "\"Domain\":[\"sap_2\",\"sap_3\"],\"Program\":[\"sap_4\"]}"
        + further
        + "}}}";
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

  /** The collections that were asked for records. */
  String askedOnce(CountingProxy proxy) {
    return String.join(",", new TreeSet<>(asked(proxy)));
  }
}
