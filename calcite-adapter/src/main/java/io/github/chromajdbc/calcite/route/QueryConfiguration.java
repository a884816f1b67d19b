package io.github.chromajdbc.calcite.route;

import io.github.chromajdbc.error.ChromaError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The {@code query_config.json} of ChromaSQL and idxr: {@code model_to_collections}, whose members
 * are lists of collections or objects that have one under {@code collections}, and {@code
 * collection_to_models}. Either is enough; what both say is taken together.
 */
public final class QueryConfiguration {
  /** The key that ChromaSQL routes by when a table names none. */
  public static final String STANDARD_KEY = "model";

  private QueryConfiguration() {}

  /**
   * Which models are in which collection.
   *
   * @param name of the file, for messages
   * @throws io.github.chromajdbc.error.ChromaException 08001 when it is no such configuration
   */
  public static RouteMap read(String text, String name) {
    Object value;
    try {
      value = RouteJson.read(text);
    } catch (IOException e) {
      throw invalid(name, "it is no JSON: " + RouteConfiguration.firstLine(e));
    }
    if (!(value instanceof Map<?, ?> root)
        || !(root.get("model_to_collections") instanceof Map
            || root.get("collection_to_models") instanceof Map)) {
      throw invalid(name, "it has neither model_to_collections nor collection_to_models");
    }
    Map<String, Set<List<String>>> byCollection = new HashMap<>();
    if (root.get("collection_to_models") instanceof Map<?, ?> collections) {
      collections.forEach(
          (collection, models) -> {
            String named = String.valueOf(collection);
            byCollection.computeIfAbsent(named, ignored -> new HashSet<>());
            texts(models, name).forEach(model -> add(byCollection, named, model));
          });
    }
    if (root.get("model_to_collections") instanceof Map<?, ?> models) {
      models.forEach(
          (model, entry) ->
              texts(entry instanceof Map<?, ?> object ? object.get("collections") : entry, name)
                  .forEach(collection -> add(byCollection, collection, String.valueOf(model))));
    }
    return new RouteMap(byCollection);
  }

  /** The text of a configuration with this map of one key. */
  static String write(RouteMap map) {
    Map<String, Set<String>> models = new TreeMap<>();
    Map<String, Set<String>> collections = new TreeMap<>();
    map.byCollection()
        .forEach(
            (collection, combinations) ->
                combinations.forEach(
                    one -> {
                      String model = one.get(0);
                      models.computeIfAbsent(model, ignored -> new TreeSet<>()).add(collection);
                      collections
                          .computeIfAbsent(collection, ignored -> new TreeSet<>())
                          .add(model);
                    }));
    Map<String, Object> entries = new TreeMap<>();
    models.forEach((model, names) -> entries.put(model, Map.of("collections", names)));
    Map<String, Object> root = new LinkedHashMap<>();
    root.put("model_to_collections", entries);
    root.put("collection_to_models", collections);
    root.put(
        "metadata", Map.of("total_collections", collections.size(), "total_models", models.size()));
    return RouteJson.write(root);
  }

  /** Reads a configuration's file, or the folder of resume states that it would be made of. */
  public static RouteMap read(Path path) {
    return Files.isDirectory(path)
        ? ResumeStates.read(path)
        : read(RouteConfiguration.contents(path), path.toString());
  }

  private static void add(
      Map<String, Set<List<String>>> byCollection, String collection, String model) {
    byCollection.computeIfAbsent(collection, ignored -> new HashSet<>()).add(List.of(model));
  }

  private static List<String> texts(@org.jspecify.annotations.Nullable Object value, String name) {
    if (!(value instanceof List<?> list) || !list.stream().allMatch(String.class::isInstance)) {
      throw invalid(name, "models and collections are listed as texts");
    }
    return list.stream().map(String::valueOf).toList();
  }

  private static RuntimeException invalid(String name, String why) {
    return ChromaError.INVALID_PROPERTY_VALUE.exception("routes", name, why);
  }
}
