package io.github.chromajdbc.testing;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds records as a distributed Chroma does, by what its code says. Half of the records, by their
 * ids, count as indexed: there whole numbers have 32 bits without a sign, fractions are floats, a
 * value is compared with its own kind alone, and a text of less than three characters is found in
 * no document. The other half count as written lately: there values compare exactly, but every
 * boolean is less than every whole number, that less than every fraction, and that less than every
 * string. An array stands for each of its elements.
 */
final class CloudFilter {
  private static final int PREDICATES = 8;
  private static final int TEXT = 130;
  private static final int PATTERN = 256;
  private static final int KEY = 36;

  /** A record that is looked at. */
  record Subject(String id, @Nullable JsonNode document, JsonNode metadata) {
    boolean indexed() {
      return (id.hashCode() & 1) == 0;
    }
  }

  /** A quota that a filter exceeds. */
  record Excess(String what, int usage, int limit) {}

  /** Asks the real server which records match a condition on documents. */
  @FunctionalInterface
  interface Documents {
    JsonNode matching(JsonNode whereDocument) throws IOException, InterruptedException;
  }

  private final Documents documents;
  private final Map<JsonNode, Set<String>> matches = new HashMap<>();

  CloudFilter(Documents documents) {
    this.documents = documents;
  }

  /** Adds what is too much of a filter. */
  static void measure(JsonNode where, JsonNode whereDocument, List<Excess> excess) {
    int predicates = count(where, excess) + count(whereDocument, excess);
    if (predicates > PREDICATES) {
      excess.add(new Excess("Number of where clause predicates", predicates, PREDICATES));
    }
  }

  private static int count(JsonNode filter, List<Excess> excess) {
    int predicates = 0;
    for (Map.Entry<String, JsonNode> member : filter.properties()) {
      String key = member.getKey();
      JsonNode value = member.getValue();
      if (key.equals("$and") || key.equals("$or")) {
        for (JsonNode child : value) {
          predicates += count(child, excess);
        }
        continue;
      }
      predicates++;
      measureText(key.startsWith("$") ? key : operator(value), value, excess);
      int bytes = key.getBytes(StandardCharsets.UTF_8).length;
      if (bytes > KEY) {
        excess.add(new Excess("Size of metadata dictionary key (bytes)", bytes, KEY));
      }
      if (key.equals("#document")) {
        measureText(operator(value), value.get(operator(value)), excess);
      }
    }
    return predicates;
  }

  private static void measureText(String operator, JsonNode value, List<Excess> excess) {
    int length = value.asText().codePointCount(0, value.asText().length());
    if (operator.endsWith("contains") && value.isTextual() && length > TEXT) {
      excess.add(new Excess("Length of where document value", length, TEXT));
    }
    if (operator.endsWith("regex") && length > PATTERN) {
      excess.add(new Excess("Length of regex pattern", length, PATTERN));
    }
  }

  private static String operator(JsonNode condition) {
    return condition.fieldNames().next();
  }

  /** A part of a filter that holds or does not. */
  @FunctionalInterface
  private interface Part {
    boolean holds(JsonNode condition) throws IOException, InterruptedException;
  }

  private static boolean all(JsonNode children, Part part)
      throws IOException, InterruptedException {
    for (JsonNode child : children) {
      if (!part.holds(child)) {
        return false;
      }
    }
    return true;
  }

  boolean holds(JsonNode where, Subject subject) throws IOException, InterruptedException {
    String key = operator(where);
    JsonNode value = where.get(key);
    return switch (key) {
      case "$and" -> all(value, child -> holds(child, subject));
      case "$or" -> !all(value, child -> !holds(child, subject));
      case "#document" -> holdsOfDocument(value, subject);
      default -> compares(subject, key, operator(value), value.get(operator(value)));
    };
  }

  boolean holdsOfDocument(JsonNode condition, Subject subject)
      throws IOException, InterruptedException {
    String operator = operator(condition);
    JsonNode value = condition.get(operator);
    return switch (operator) {
      case "$and" -> all(value, child -> holdsOfDocument(child, subject));
      case "$or" -> !all(value, child -> !holdsOfDocument(child, subject));
      case "$contains" -> contains(subject, value.asText());
      case "$not_contains" -> !contains(subject, value.asText());
      case "$regex" -> matches(subject, value);
      case "$not_regex" -> !matches(subject, value);
      default -> throw new IOException("no condition on documents: " + condition);
    };
  }

  private static boolean contains(Subject subject, String text) {
    return subject.document() != null
        && subject.document().isTextual()
        && subject.document().asText().contains(text)
        && (!subject.indexed() || text.codePointCount(0, text.length()) >= 3);
  }

  private boolean matches(Subject subject, JsonNode pattern)
      throws IOException, InterruptedException {
    Set<String> matching = matches.get(pattern);
    if (matching == null) {
      matching = new HashSet<>();
      for (JsonNode id :
          documents
              .matching(ChromaApi.JSON.createObjectNode().set("$regex", pattern))
              .path("ids")) {
        matching.add(id.asText());
      }
      matches.put(pattern, matching);
    }
    return matching.contains(subject.id());
  }

  private static boolean compares(Subject subject, String key, String operator, JsonNode operand)
      throws IOException {
    List<JsonNode> values = new ArrayList<>();
    JsonNode stored = subject.metadata().path(key);
    if (stored.isArray()) {
      stored.forEach(values::add);
    } else if (stored.isValueNode() && !stored.isNull()) {
      values.add(stored);
    }
    return switch (operator) {
      case "$eq", "$contains" -> any(subject, values, operand, 0, 0);
      case "$ne", "$not_contains" -> !any(subject, values, operand, 0, 0);
      case "$in" -> isIn(subject, values, operand);
      case "$nin" -> !isIn(subject, values, operand);
      case "$gt" -> any(subject, values, numeric(operand), 1, 1);
      case "$gte" -> any(subject, values, numeric(operand), 0, 1);
      case "$lt" -> any(subject, values, numeric(operand), -1, -1);
      case "$lte" -> any(subject, values, numeric(operand), -1, 0);
      default -> throw new IOException("no operator " + operator);
    };
  }

  private static JsonNode numeric(JsonNode operand) throws IOException {
    if (!operand.isNumber()) {
      throw new IOException("only numbers are ordered, not " + operand);
    }
    return operand;
  }

  private static boolean isIn(Subject subject, List<JsonNode> values, JsonNode list)
      throws IOException {
    boolean found = false;
    for (JsonNode operand : list) {
      if (kind(operand) != kind(list.get(0))) {
        throw new IOException("a list of several kinds: " + list);
      }
      found |= any(subject, values, operand, 0, 0);
    }
    return found;
  }

  /** Whether a value compares with the operand as from {@code least} to {@code most}. */
  private static boolean any(
      Subject subject, List<JsonNode> values, JsonNode operand, int least, int most) {
    for (JsonNode value : values) {
      boolean oneKind = kind(value) == kind(operand);
      if (oneKind || !subject.indexed()) {
        int order =
            oneKind
                ? compare(value, operand, subject.indexed())
                : Integer.compare(kind(value), kind(operand));
        if (order >= least && order <= most) {
          return true;
        }
      }
    }
    return false;
  }

  private static int kind(JsonNode value) {
    if (value.isBoolean()) {
      return 0;
    }
    return value.isIntegralNumber() ? 1 : value.isNumber() ? 2 : 3;
  }

  private static int compare(JsonNode value, JsonNode operand, boolean indexed) {
    int order =
        switch (kind(value)) {
          case 0 -> Boolean.compare(value.asBoolean(), operand.asBoolean());
          case 1 ->
              indexed
                  ? Integer.compareUnsigned((int) value.asLong(), (int) operand.asLong())
                  : Long.compare(value.asLong(), operand.asLong());
          case 2 ->
              indexed
                  ? Float.compare((float) value.asDouble(), (float) operand.asDouble())
                  : Double.compare(value.asDouble(), operand.asDouble());
          default -> value.asText().compareTo(operand.asText());
        };
    return Integer.signum(order);
  }
}
