package io.github.chromajdbc.calcite.route;

import io.github.chromajdbc.error.ChromaError;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Asks the collections that are known to have values which the statement admits, and those of which
 * nothing is known.
 *
 * <p>A combination of values counts with some of them missing too: a record may lack a key, and a
 * map says nothing of such records. So {@code key IS NULL} asks every collection.
 */
public final class MapRouter implements CollectionRouter {
  /** Router of the tables that name none. */
  public static final MapRouter INSTANCE = new MapRouter();

  private MapRouter() {}

  @Override
  public RoutingDecision route(RoutingContext context) {
    RoutedTable table = context.table();
    RecordPredicate predicate = context.predicate();
    List<String> keys = table.settings().keys();
    boolean restricted =
        predicate.restrictsCollection() || keys.stream().anyMatch(predicate::restricts);
    if (table.settings().strict() && !restricted) {
      throw ChromaError.NOT_SUPPORTED.exception(
          "Routed table "
              + table.name()
              + " is strict: restrict "
              + names(keys)
              + " in the WHERE, with = or IN, or name collections with _collection");
    }
    List<String> unknown = unknownValues(table, predicate);
    boolean everywhere = table.settings().unknownEverywhere() && beyondTheMap(table, predicate);
    List<String> targets = new ArrayList<>();
    for (String collection : table.collections()) {
      boolean asked =
          (everywhere || !table.map().knows(collection))
              ? mayHoldAnything(predicate, collection, keys)
              : table.map().combinations(collection).stream()
                  .anyMatch(values -> mayHold(predicate, collection, keys, values));
      if (asked) {
        targets.add(collection);
      }
    }
    return new RoutingDecision(
        targets,
        reason(table, predicate, targets, everywhere),
        warnings(table, unknown, everywhere));
  }

  /** Whether records with these values, or some of them missing, may be admitted. */
  private static boolean mayHold(
      RecordPredicate predicate, String collection, List<String> keys, List<String> values) {
    Map<String, @Nullable String> record = new HashMap<>();
    for (int missing = 0; missing < 1 << keys.size(); missing++) {
      for (int i = 0; i < keys.size(); i++) {
        record.put(keys.get(i), (missing >> i & 1) == 0 ? values.get(i) : null);
      }
      if (predicate.mayHold(collection, record)) {
        return true;
      }
    }
    return false;
  }

  /** Whether records of a collection of which nothing is known may be admitted. */
  private static boolean mayHoldAnything(
      RecordPredicate predicate, String collection, List<String> keys) {
    for (String key : keys) {
      Optional<Set<Object>> values = predicate.values(key);
      if (values.isPresent()
          && values.get().stream()
              .noneMatch(
                  value -> predicate.mayHold(collection, Map.of(key, KnownValues.text(value))))
          && !predicate.mayHold(collection, Collections.singletonMap(key, null))) {
        return false;
      }
    }
    return predicate.mayHold(collection, Map.of());
  }

  /** Values that the statement asks for and that no collection is known for. */
  private static List<String> unknownValues(RoutedTable table, RecordPredicate predicate) {
    List<String> unknown = new ArrayList<>();
    if (table.map().byCollection().isEmpty()) {
      return unknown;
    }
    List<String> keys = table.settings().keys();
    for (int i = 0; i < keys.size(); i++) {
      String key = keys.get(i);
      Set<String> known = table.map().values(i);
      predicate
          .values(key)
          .ifPresent(
              values ->
                  values.stream()
                      .filter(value -> !KnownValues.contains(known, value))
                      .map(value -> "metadata." + key + " = " + literal(value))
                      .sorted()
                      .forEach(unknown::add));
    }
    return unknown;
  }

  /** Whether the statement admits values that are not in the map, or may. */
  private static boolean beyondTheMap(RoutedTable table, RecordPredicate predicate) {
    List<String> keys = table.settings().keys();
    if (!unknownValues(table, predicate).isEmpty()) {
      return true;
    }
    return keys.stream().noneMatch(key -> predicate.values(key).isPresent());
  }

  private static List<String> warnings(
      RoutedTable table, List<String> unknown, boolean everywhere) {
    if (unknown.isEmpty()) {
      return List.of();
    }
    return List.of(
        "No collection of "
            + table.name()
            + " is known to have "
            + String.join(", ", unknown)
            + (everywhere ? ": all were asked. " : ": none was asked for it. ")
            + "ALTER TABLE "
            + table.name()
            + " REFRESH ROUTES learns the values anew");
  }

  private static String reason(
      RoutedTable table, RecordPredicate predicate, List<String> targets, boolean everywhere) {
    List<String> parts = new ArrayList<>();
    for (String key : table.settings().keys()) {
      if (predicate.restricts(key)) {
        Optional<Set<Object>> values = predicate.values(key);
        parts.add(
            "metadata."
                + key
                + (values.isEmpty()
                    ? " is restricted, but not to a list of values"
                    : values.get().isEmpty()
                        ? " can have no value"
                        : " is one of "
                            + values.get().stream()
                                .map(MapRouter::literal)
                                .sorted()
                                .collect(Collectors.joining(", "))));
      } else {
        parts.add("metadata." + key + " is not restricted");
      }
    }
    if (predicate.restrictsCollection()) {
      parts.add("_collection is restricted");
    }
    long unmapped = targets.stream().filter(collection -> !table.map().knows(collection)).count();
    if (everywhere) {
      parts.add("values that are not in the map are looked for everywhere");
    } else if (unmapped > 0 && !table.settings().keys().isEmpty()) {
      parts.add("of " + unmapped + " of them no values are known");
    }
    return parts.isEmpty() ? "the table has no key" : String.join(", ", parts);
  }

  private static String literal(Object value) {
    return value instanceof String text
        ? "'" + text.replace("'", "''") + "'"
        : KnownValues.text(value);
  }

  private static String names(List<String> keys) {
    return keys.isEmpty()
        ? "_collection"
        : keys.stream().map(key -> "metadata." + key).collect(Collectors.joining(" or "));
  }
}
