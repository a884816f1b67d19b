package io.github.chromajdbc.index.definition;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.chromajdbc.index.IndexException;
import io.github.chromajdbc.index.IndexProblem;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

/**
 * The JSON of a definition. Keys with their types, keys alone for all types, or the scan of the
 * records:
 *
 * <pre>{@code
 * {"name":"i","keys":{"year":"int_value","tag":["string_value","int_value"]}}
 * {"name":"i","keys":["year","tag"]}
 * {"name":"i","scan":"id"}
 * }</pre>
 */
public final class DefinitionJson {
  private static final Set<String> FIELDS = Set.of("name", "keys", "scan");

  private DefinitionJson() {}

  /**
   * Reads a definition in any of the forms.
   *
   * @throws IndexException 42000 with what is wrong
   */
  public static IndexDefinition read(JsonNode json) {
    if (!json.isObject()) {
      throw invalid("An index is a JSON object with 'name' and 'keys'");
    }
    for (Iterator<String> names = json.fieldNames(); names.hasNext(); ) {
      String field = names.next();
      if (!FIELDS.contains(field)) {
        throw invalid("An index has no field '" + field + "': it has name, and keys or scan");
      }
    }
    JsonNode name = json.path("name");
    if (!name.isTextual()) {
      throw invalid("An index needs a 'name' that is a string");
    }
    if (json.has("keys") == json.has("scan")) {
      throw invalid("An index has either 'keys' or \"scan\":\"id\"");
    }
    return new IndexDefinition(
        name.textValue(), json.has("keys") ? keys(json.get("keys")) : scan(json.get("scan")));
  }

  private static IndexTarget scan(JsonNode json) {
    if (!"id".equals(json.textValue())) {
      throw invalid("The scan of an index is \"id\", the records in their order");
    }
    return new IndexTarget.RecordScan();
  }

  private static IndexTarget keys(JsonNode json) {
    List<IndexedKey> keys = new ArrayList<>();
    if (json.isArray()) {
      for (JsonNode key : json) {
        if (!key.isTextual()) {
          throw invalid("The keys of an index are strings, not " + key);
        }
        keys.add(IndexedKey.ofAllTypes(key.textValue()));
      }
    } else if (json.isObject()) {
      json.properties().forEach(field -> keys.add(key(field.getKey(), field.getValue())));
    } else {
      throw invalid("The keys of an index are an array of names or an object of names and types");
    }
    return new IndexTarget.MetadataKeys(keys);
  }

  private static IndexedKey key(String key, JsonNode json) {
    if (json.isTextual()) {
      return IndexedKey.of(key, KeyType.parse(json.textValue()));
    }
    if (!json.isArray() || json.isEmpty()) {
      throw invalid("The type of key " + key + " is a string or a list of strings");
    }
    List<KeyType> types = new ArrayList<>();
    for (JsonNode type : json) {
      if (!type.isTextual()) {
        throw invalid("The type of key " + key + " is a string, not " + type);
      }
      types.add(KeyType.parse(type.textValue()));
    }
    return IndexedKey.of(key, types);
  }

  /** Writes a definition in the shortest of the forms that says all of it. */
  public static ObjectNode write(IndexDefinition definition) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("name", definition.name());
    if (definition.target() instanceof IndexTarget.MetadataKeys metadata) {
      if (metadata.keys().stream().allMatch(IndexedKey::hasAllTypes)) {
        ArrayNode names = json.putArray("keys");
        metadata.keys().forEach(key -> names.add(key.key()));
      } else {
        ObjectNode names = json.putObject("keys");
        metadata.keys().forEach(key -> names.set(key.key(), types(key)));
      }
    } else {
      json.put("scan", "id");
    }
    return json;
  }

  private static JsonNode types(IndexedKey key) {
    if (key.types().size() == 1) {
      return JsonNodeFactory.instance.textNode(key.types().iterator().next().column());
    }
    ArrayNode types = JsonNodeFactory.instance.arrayNode();
    key.types().forEach(type -> types.add(type.column()));
    return types;
  }

  private static IndexException invalid(String sentence) {
    return IndexProblem.INVALID_DEFINITION.exception(sentence);
  }
}
