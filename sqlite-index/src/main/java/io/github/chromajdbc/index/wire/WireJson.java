package io.github.chromajdbc.index.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.chromajdbc.index.IndexProblem;
import io.github.chromajdbc.index.definition.DefinitionJson;
import io.github.chromajdbc.index.report.IndexInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** JSON of the reports, with names in snake case as in Chroma's own API. */
public final class WireJson {
  private static final Set<String> DEFINITION = Set.of("name", "keys", "scan");

  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .defaultPropertyInclusion(
              JsonInclude.Value.construct(
                  JsonInclude.Include.NON_NULL, JsonInclude.Include.USE_DEFAULTS))
          .build();

  private WireJson() {}

  /**
   * Reads JSON text.
   *
   * @throws io.github.chromajdbc.index.IndexException 42000 when it is none
   */
  public static JsonNode parse(String text) {
    try {
      JsonNode json = MAPPER.readTree(text);
      if (json == null || json.isMissingNode()) {
        throw IndexProblem.INVALID_REQUEST.exception("The body is empty: send JSON");
      }
      return json;
    } catch (JsonProcessingException failure) {
      throw IndexProblem.INVALID_REQUEST.causedBy(
          failure, "The body is no JSON: " + failure.getOriginalMessage());
    }
  }

  /** A report as JSON; of an index, name and keys stand on top as in its definition. */
  public static JsonNode write(Object report) {
    if (report instanceof IndexInfo info) {
      return index(info);
    }
    if (report instanceof List<?> reports) {
      return reports.stream()
          .map(WireJson::write)
          .collect(
              MAPPER::createArrayNode, (array, json) -> array.add(json), (a, b) -> a.addAll(b));
    }
    return MAPPER.valueToTree(report);
  }

  private static JsonNode index(IndexInfo info) {
    ObjectNode json = DefinitionJson.write(info.definition());
    ObjectNode rest = MAPPER.valueToTree(new IndexBody(info));
    json.setAll(rest);
    return json;
  }

  /** An empty object to fill. */
  public static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  /** Reads a report that {@link #write} wrote. */
  public static <T> T read(JsonNode json, Class<T> type) {
    try {
      if (type == IndexInfo.class) {
        ObjectNode definition = MAPPER.createObjectNode();
        json.properties().stream()
            .filter(field -> DEFINITION.contains(field.getKey()))
            .forEach(field -> definition.set(field.getKey(), field.getValue()));
        return type.cast(
            MAPPER.treeToValue(json, IndexBody.class).with(DefinitionJson.read(definition)));
      }
      return MAPPER.treeToValue(json, type);
    } catch (JsonProcessingException failure) {
      throw IndexProblem.INTERNAL.causedBy(
          failure, "unreadable answer: " + failure.getOriginalMessage());
    }
  }

  /** Reads a list of reports. */
  public static <T> List<T> readList(JsonNode json, Class<T> type) {
    List<T> reports = new ArrayList<>();
    json.forEach(element -> reports.add(read(element, type)));
    return reports;
  }
}
