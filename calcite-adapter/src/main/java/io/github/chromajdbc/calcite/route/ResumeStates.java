package io.github.chromajdbc.calcite.route;

import io.github.chromajdbc.error.ChromaError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The states that idxr leaves while it indexes: {@code <partition>/<collection>_resume_state.json},
 * an object by model, where a model has records in the collection when its {@code collection_count}
 * is above 0.
 */
final class ResumeStates {
  private static final String SUFFIX = "_resume_state.json";
  private static final int DEPTH = 3;

  private ResumeStates() {}

  /**
   * Which models are in which collection.
   *
   * @throws io.github.chromajdbc.error.ChromaException 08001 when the folder holds no states, or
   *     one that cannot be read: half a map would lose rows
   */
  static RouteMap read(Path folder) {
    List<Path> files;
    try (Stream<Path> all = Files.walk(folder, DEPTH)) {
      files = all.filter(ResumeStates::isState).sorted().toList();
    } catch (IOException e) {
      throw ChromaError.INVALID_PROPERTY_VALUE.causedBy(
          e, "routes", folder, "the folder cannot be read");
    }
    if (files.isEmpty()) {
      throw ChromaError.INVALID_PROPERTY_VALUE.exception(
          "routes", folder, "the folder holds no *" + SUFFIX);
    }
    Map<String, Set<List<String>>> byCollection = new HashMap<>();
    for (Path file : files) {
      add(file, byCollection);
    }
    return new RouteMap(byCollection);
  }

  private static boolean isState(Path file) {
    Path name = file.getFileName();
    return name != null && name.toString().endsWith(SUFFIX) && Files.isRegularFile(file);
  }

  private static void add(Path file, Map<String, Set<List<String>>> byCollection) {
    Object value;
    try {
      value = RouteJson.read(RouteConfiguration.contents(file));
    } catch (IOException e) {
      throw ChromaError.INVALID_PROPERTY_VALUE.causedBy(e, "routes", file, "it is no JSON");
    }
    if (!(value instanceof Map<?, ?> models)) {
      throw ChromaError.INVALID_PROPERTY_VALUE.exception("routes", file, "it is no JSON object");
    }
    String name = String.valueOf(file.getFileName());
    String collection = name.substring(0, name.length() - SUFFIX.length());
    models.forEach(
        (model, state) -> {
          if (state instanceof Map<?, ?> known
              && known.get("collection_count") instanceof Long count
              && count > 0) {
            byCollection
                .computeIfAbsent(collection, ignored -> new HashSet<>())
                .add(List.of(String.valueOf(model)));
          }
        });
  }
}
