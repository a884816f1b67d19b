package io.github.chromajdbc.index.filter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.chromajdbc.index.IndexException;
import io.github.chromajdbc.index.IndexProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads a {@code where} document of Chroma. */
public final class FilterJson {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** Chroma nests to 62 levels. */
  private static final int DEEPEST = 100;

  private FilterJson() {}

  /**
   * Reads a filter from its JSON text.
   *
   * @throws IndexException 42000 with what is wrong
   */
  public static ChromaFilter read(String json) {
    try {
      return read(MAPPER.readTree(json), 0);
    } catch (JsonProcessingException failure) {
      throw IndexProblem.INVALID_FILTER.causedBy(
          failure, "The filter is no JSON: " + failure.getOriginalMessage());
    }
  }

  private static ChromaFilter read(JsonNode json, int depth) {
    if (!json.isObject() || json.size() != 1) {
      throw invalid("A filter is a JSON object with one field, not " + json);
    }
    if (depth > DEEPEST) {
      throw invalid("The filter is nested deeper than " + DEEPEST + " levels");
    }
    Map.Entry<String, JsonNode> field = json.properties().iterator().next();
    String name = field.getKey();
    JsonNode value = field.getValue();
    return switch (name) {
      case "$and" -> new ChromaFilter.And(children(name, value, depth));
      case "$or" -> new ChromaFilter.Or(children(name, value, depth));
      case "#document" -> document(value);
      default -> predicate(name, value);
    };
  }

  private static List<ChromaFilter> children(String name, JsonNode json, int depth) {
    if (!json.isArray()) {
      throw invalid(name + " takes a list of filters");
    }
    List<ChromaFilter> children = new ArrayList<>();
    json.forEach(child -> children.add(read(child, depth + 1)));
    return children;
  }

  private static ChromaFilter document(JsonNode json) {
    if (!json.isObject() || json.size() != 1 || !json.elements().next().isTextual()) {
      throw invalid("#document takes an operator and a string, not " + json);
    }
    Map.Entry<String, JsonNode> field = json.properties().iterator().next();
    return new ChromaFilter.DocumentMatch(field.getKey(), field.getValue().textValue());
  }

  private static ChromaFilter predicate(String key, JsonNode json) {
    if (!json.isObject()) {
      return new ChromaFilter.Comparison(key, ChromaFilter.Operator.EQUAL, scalar(json));
    }
    if (json.size() != 1) {
      throw invalid("The key " + key + " takes one operator: combine several with $and");
    }
    Map.Entry<String, JsonNode> field = json.properties().iterator().next();
    JsonNode operand = field.getValue();
    if (field.getKey().equals("$contains") || field.getKey().equals("$not_contains")) {
      return new ChromaFilter.ArrayMembership(
          key, field.getKey().equals("$contains"), scalar(operand));
    }
    for (ChromaFilter.Operator operator : ChromaFilter.Operator.values()) {
      if (operator.chromaName().equals(field.getKey())) {
        return comparison(key, operator, operand);
      }
    }
    throw invalid("Chroma has no operator " + field.getKey());
  }

  private static ChromaFilter comparison(
      String key, ChromaFilter.Operator operator, JsonNode operand) {
    if (!operator.takesList()) {
      FilterValue value = scalar(operand);
      if (operator.isRange() && !value.isNumber()) {
        throw invalid(operator.chromaName() + " compares numbers only, not " + operand);
      }
      return new ChromaFilter.Comparison(key, operator, value);
    }
    List<FilterValue> values = new ArrayList<>();
    if (operand.isArray()) {
      operand.forEach(element -> values.add(scalar(element)));
    }
    if (values.isEmpty()
        || values.stream().anyMatch(value -> value.type() != values.get(0).type())) {
      throw invalid(operator.chromaName() + " takes a list of values of one type, not " + operand);
    }
    return new ChromaFilter.Comparison(key, operator, values);
  }

  private static FilterValue scalar(JsonNode json) {
    if (json.isTextual()) {
      return FilterValue.of(json.textValue());
    }
    if (json.isBoolean()) {
      return FilterValue.of(json.booleanValue());
    }
    if (json.isIntegralNumber() && json.canConvertToLong()) {
      return FilterValue.of(json.longValue());
    }
    if (json.isFloatingPointNumber()) {
      return FilterValue.of(json.doubleValue());
    }
    throw invalid("A filter compares with a string, a number or a boolean, not " + json);
  }

  private static IndexException invalid(String sentence) {
    return IndexProblem.INVALID_FILTER.exception(sentence);
  }
}
