package io.github.chromajdbc.calcite.route;

import io.github.chromajdbc.error.ChromaError;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the settings of one routed table from its configuration. */
final class RoutedTableReader {
  private static final int MAX_KEYS = 8;
  private static final String PREFIX = "metadata.";
  private static final List<String> MEMBERS =
      List.of(
          "collections",
          "queryConfig",
          "discriminator",
          "values",
          "shards",
          "fallback",
          "onFailure",
          "unknown",
          "candidatesPerCollection",
          "maxParallel",
          "timeout",
          "merge",
          "router",
          "listener");

  private RoutedTableReader() {}

  /**
   * @param folder what the path of a query configuration is relative to
   * @param classesAllowed whether it may name a router's class
   */
  static RoutedTableSettings read(
      String name, RouteSettings table, Path folder, boolean classesAllowed) {
    table.allowOnly(MEMBERS);
    if (name.isBlank()) {
      throw RouteConfiguration.invalid("a table has an empty name");
    }
    List<String> keys = keys(table.texts("discriminator"));
    List<String> collections = table.texts("collections");
    RouteMap map = map(name, table, keys);
    String queryConfig = table.text("queryConfig");
    if (queryConfig != null) {
      if (!collections.isEmpty() || table.has("values") || table.has("shards")) {
        throw RouteConfiguration.invalid(
            "table " + name + ": \"queryConfig\" says the collections; leave the other out");
      }
      map = QueryConfiguration.read(folder.resolve(RouteConfiguration.path(queryConfig)));
      collections = List.copyOf(map.byCollection().keySet());
      keys = keys.isEmpty() ? List.of(QueryConfiguration.STANDARD_KEY) : keys;
      if (keys.size() != 1) {
        throw RouteConfiguration.invalid(
            "table " + name + ": a query configuration has one \"discriminator\"");
      }
    }
    if (collections.isEmpty()) {
      collections = List.copyOf(map.byCollection().keySet());
    }
    for (String mapped : map.byCollection().keySet()) {
      if (!Globs.match(collections, mapped)) {
        throw RouteConfiguration.invalid(
            "table " + name + ": " + mapped + " has values, but is none of its \"collections\"");
      }
    }
    if (collections.isEmpty()) {
      throw RouteConfiguration.invalid(
          "table " + name + " needs \"collections\" or \"queryConfig\"");
    }
    return new RoutedTableSettings(
        name,
        collections,
        keys,
        map,
        table.choice("fallback", "all", "strict"),
        table.choice("onFailure", "warn", "fail"),
        table.choice("unknown", "none", "all"),
        table.count("candidatesPerCollection"),
        table.count("maxParallel"),
        table.duration("timeout"),
        table.merge("merge"),
        instance(name, "router", table.text("router"), CollectionRouter.class, classesAllowed),
        instance(name, "listener", table.text("listener"), RouteListener.class, classesAllowed));
  }

  /** Keys as metadata has them: {@code metadata.model} is the key {@code model}. */
  static List<String> keys(List<String> paths) {
    List<String> keys = new ArrayList<>();
    for (String path : paths) {
      String key = path.startsWith(PREFIX) ? path.substring(PREFIX.length()) : path;
      if (key.isEmpty() || keys.contains(key)) {
        throw RouteConfiguration.invalid("'" + path + "' is no discriminator");
      }
      keys.add(key);
    }
    if (keys.size() > MAX_KEYS) {
      throw RouteConfiguration.invalid("a table has at most " + MAX_KEYS + " discriminators");
    }
    return keys;
  }

  /** {@code "values": {"A": ["c1", "c2"]}}, or {@code "shards"} for several keys. */
  private static RouteMap map(String name, RouteSettings table, List<String> keys) {
    Map<String, Set<List<String>>> byCollection = new HashMap<>();
    Map<String, List<String>> values = table.lists("values");
    if (!values.isEmpty() && keys.size() != 1) {
      throw RouteConfiguration.invalid(
          "table " + name + ": \"values\" needs one \"discriminator\"; use \"shards\" for several");
    }
    values.forEach((value, collections) -> add(byCollection, collections, List.of(value)));
    for (RouteSettings shard : table.objects("shards")) {
      shard.allowOnly(List.of("values", "collections"));
      Map<String, @Nullable Object> given = shard.members("values");
      List<String> combination = new ArrayList<>();
      for (String key : keys) {
        Object value = given.get(key);
        if (value == null || value instanceof List || value instanceof Map) {
          throw RouteConfiguration.invalid(
              "table " + name + ": each of \"shards\" needs a value for " + key);
        }
        combination.add(KnownValues.text(value));
      }
      if (given.size() != keys.size() || keys.isEmpty()) {
        throw RouteConfiguration.invalid(
            "table " + name + ": \"shards\" have values for the discriminators " + keys);
      }
      add(byCollection, shard.texts("collections"), combination);
    }
    return new RouteMap(byCollection);
  }

  private static void add(
      Map<String, Set<List<String>>> byCollection,
      List<String> collections,
      List<String> combination) {
    for (String collection : collections) {
      byCollection.computeIfAbsent(collection, ignored -> new HashSet<>()).add(combination);
    }
  }

  private static <T> @Nullable T instance(
      String table, String member, @Nullable String className, Class<T> type, boolean allowed) {
    if (className == null) {
      return null;
    }
    if (!allowed) {
      throw RouteConfiguration.invalid(
          "table "
              + table
              + ": a URL cannot name a class. Give \""
              + member
              + "\" in a file or in Properties");
    }
    try {
      return loaded(className).asSubclass(type).getDeclaredConstructor().newInstance();
    } catch (ReflectiveOperationException | ClassCastException | LinkageError e) {
      throw ChromaError.INVALID_PROPERTY_VALUE.causedBy(
          e,
          "routes",
          className,
          "the "
              + member
              + " of table "
              + table
              + " must be a public class that implements "
              + type.getName()
              + " and has a public constructor without parameters");
    }
  }

  /** The application's class loader knows its routers; the driver's may not. */
  private static Class<?> loaded(String className) throws ClassNotFoundException {
    ClassLoader application = Thread.currentThread().getContextClassLoader();
    if (application != null) {
      try {
        return Class.forName(className, true, application);
      } catch (ClassNotFoundException notThere) {
        return Class.forName(className, true, CollectionRouter.class.getClassLoader());
      }
    }
    return Class.forName(className, true, CollectionRouter.class.getClassLoader());
  }
}
