package io.github.chromajdbc.client.rest;

import com.fasterxml.jackson.core.JsonParser;
import io.github.chromajdbc.client.CollectionInfo;
import io.github.chromajdbc.client.DatabaseName;
import io.github.chromajdbc.client.EmbeddingFunctionConfig;
import io.github.chromajdbc.client.Space;
import io.github.chromajdbc.client.ValueKind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads the server's description of collections. */
final class CollectionReader {
  private static final Map<String, ValueKind> KINDS =
      Map.of(
          "string", ValueKind.STRING,
          "int", ValueKind.INT,
          "float", ValueKind.FLOAT,
          "bool", ValueKind.BOOL);

  private CollectionReader() {}

  static List<CollectionInfo> list(JsonParser parser, DatabaseName database) throws IOException {
    if (!(Json.value(parser) instanceof List<?> objects)) {
      throw new UnexpectedReplyException("its list of collections is not an array");
    }
    List<CollectionInfo> collections = new ArrayList<>(objects.size());
    for (Object object : objects) {
      collections.add(collection(object, database));
    }
    return collections;
  }

  static CollectionInfo one(JsonParser parser, DatabaseName database) throws IOException {
    return collection(Json.value(parser), database);
  }

  private static CollectionInfo collection(@Nullable Object value, DatabaseName database)
      throws UnexpectedReplyException {
    Map<String, Object> object = object(value);
    if (object == null
        || !(object.get("id") instanceof String id)
        || !(object.get("name") instanceof String name)) {
      throw new UnexpectedReplyException("its description of a collection lacks id or name");
    }
    Map<String, Object> metadata = objectOrEmpty(object.get("metadata"));
    Map<String, Object> configuration = objectOrEmpty(object.get("configuration_json"));
    Map<String, Object> schema = object(object.get("schema"));
    return new CollectionInfo(
        database,
        id,
        name,
        space(configuration, metadata),
        object.get("dimension") instanceof Long dimension ? Math.toIntExact(dimension) : null,
        metadata,
        schema == null ? null : schemaKeys(objectOrEmpty(schema.get("keys"))),
        embeddingFunction(configuration));
  }

  /**
   * Newer servers write the space into {@code hnsw} or, when sharded, {@code spann}. 1.0.0 writes
   * {@code hnsw_configuration}, which says l2 whatever the truth is: there the collection's
   * metadata {@code hnsw:space} decides.
   */
  private static Space space(Map<String, Object> configuration, Map<String, Object> metadata) {
    for (String index : List.of("hnsw", "spann")) {
      if (objectOrEmpty(configuration.get(index)).get("space") instanceof String name) {
        return space(name);
      }
    }
    return metadata.get("hnsw:space") instanceof String name ? space(name) : Space.L2;
  }

  private static Space space(String name) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "cosine" -> Space.COSINE;
      case "ip" -> Space.IP;
      default -> Space.L2;
    };
  }

  /** Keys begin with # or chroma: when they are Chroma's own. */
  private static Map<String, Set<ValueKind>> schemaKeys(Map<String, Object> keys) {
    Map<String, Set<ValueKind>> kinds = new TreeMap<>();
    keys.forEach(
        (key, types) -> {
          if (key.startsWith("#") || key.startsWith("chroma:")) {
            return;
          }
          Set<ValueKind> seen = EnumSet.noneOf(ValueKind.class);
          for (String type : objectOrEmpty(types).keySet()) {
            ValueKind kind = KINDS.get(type);
            if (kind != null) {
              seen.add(kind);
            }
          }
          // Nothing but vectors under it: no column.
          if (!seen.isEmpty()) {
            kinds.put(key, Set.copyOf(seen));
          }
        });
    return kinds;
  }

  private static @Nullable EmbeddingFunctionConfig embeddingFunction(
      Map<String, Object> configuration) {
    Map<String, Object> function = object(configuration.get("embedding_function"));
    // {"type":"legacy"} and {"type":"unknown"} have no name: made by a client that stored none.
    if (function == null || !(function.get("name") instanceof String name)) {
      return null;
    }
    return new EmbeddingFunctionConfig(
        name.toLowerCase(Locale.ROOT).replace('-', '_'), objectOrEmpty(function.get("config")));
  }

  private static Map<String, Object> objectOrEmpty(@Nullable Object value) {
    Map<String, Object> object = object(value);
    return object == null ? Map.of() : object;
  }

  @SuppressWarnings("unchecked") // Json.value makes no other maps.
  private static @Nullable Map<String, Object> object(@Nullable Object value) {
    return value instanceof Map<?, ?> map ? (Map<String, Object>) map : null;
  }
}
