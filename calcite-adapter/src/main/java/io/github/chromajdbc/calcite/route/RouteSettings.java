package io.github.chromajdbc.calcite.route;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A JSON object of a configuration, whose members are asked for by name and type. */
final class RouteSettings {
  private static final Pattern DURATION = Pattern.compile("([0-9]{1,9})(ms|s|m)?");

  private final String where;
  private final Map<String, @Nullable Object> members;

  /**
   * @param where what the object is, for messages; empty for the whole
   */
  RouteSettings(String where, @Nullable Object value) {
    this.where = where;
    this.members = object(value, where);
  }

  private static Map<String, @Nullable Object> object(@Nullable Object value, String where) {
    if (!(value instanceof Map<?, ?> map)) {
      throw RouteConfiguration.invalid((where.isEmpty() ? "it" : where) + " is no JSON object");
    }
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    map.forEach((name, member) -> members.put(String.valueOf(name), member));
    return members;
  }

  private RuntimeException invalid(String name, String expected) {
    return RouteConfiguration.invalid(
        (where.isEmpty() ? "" : where + ": ") + "\"" + name + "\" must be " + expected);
  }

  void allowOnly(List<String> names) {
    for (String name : members.keySet()) {
      if (!names.contains(name)) {
        throw RouteConfiguration.invalid(
            (where.isEmpty() ? "" : where + ": ")
                + "\""
                + name
                + "\" is not known; there are "
                + String.join(", ", names));
      }
    }
  }

  boolean has(String name) {
    return members.get(name) != null;
  }

  /** The object under this name, empty when there is none. */
  Map<String, @Nullable Object> members(String name) {
    Object value = members.get(name);
    return value == null ? Map.of() : object(value, (where + " " + name).strip());
  }

  @Nullable String text(String name) {
    Object value = members.get(name);
    if (value == null || value instanceof String) {
      return (String) value;
    }
    throw invalid(name, "a text");
  }

  /** A text or a list of texts. */
  List<String> texts(String name) {
    Object value = members.get(name);
    if (value == null) {
      return List.of();
    }
    if (value instanceof String text) {
      return List.of(text);
    }
    return texts(value, name);
  }

  private List<String> texts(@Nullable Object value, String name) {
    if (!(value instanceof List<?> list)) {
      throw invalid(name, "a list of texts");
    }
    List<String> texts = new ArrayList<>();
    for (Object element : list) {
      if (!(element instanceof String text)) {
        throw invalid(name, "a list of texts");
      }
      texts.add(text);
    }
    return texts;
  }

  /** Lists of texts by name. */
  Map<String, List<String>> lists(String name) {
    Map<String, List<String>> lists = new LinkedHashMap<>();
    members(name)
        .forEach(
            (key, value) ->
                lists.put(
                    key,
                    value instanceof String text ? List.of(text) : texts(value, name + "." + key)));
    return lists;
  }

  /** A list of objects. */
  List<RouteSettings> objects(String name) {
    Object value = members.get(name);
    if (value == null) {
      return List.of();
    }
    if (!(value instanceof List<?> list)) {
      throw invalid(name, "a list of objects");
    }
    List<RouteSettings> objects = new ArrayList<>();
    for (Object element : list) {
      objects.add(new RouteSettings((where + " " + name).strip(), element));
    }
    return Collections.unmodifiableList(objects);
  }

  int count(String name) {
    Object value = members.get(name);
    if (value == null) {
      return 0;
    }
    if (value instanceof Long number && number >= 1 && number <= 1_000_000) {
      return number.intValue();
    }
    throw invalid(name, "a whole number from 1 to 1000000");
  }

  boolean choice(String name, String standard, String other) {
    String value = text(name);
    if (value == null || value.equals(standard)) {
      return false;
    }
    if (value.equals(other)) {
      return true;
    }
    throw invalid(name, "'" + standard + "' or '" + other + "'");
  }

  /** Milliseconds as a number, or a text: {@code 1500ms}, {@code 10s}, {@code 5m}. */
  Duration duration(String name) {
    Object value = members.get(name);
    if (value == null) {
      return Duration.ZERO;
    }
    Matcher parts = DURATION.matcher(String.valueOf(value));
    if (!parts.matches()) {
      throw invalid(name, "a time: 1500, '1500ms', '10s', '5m'");
    }
    long amount = Long.parseLong(parts.group(1));
    String unit = parts.group(2);
    return unit == null || unit.equals("ms")
        ? Duration.ofMillis(amount)
        : unit.equals("s") ? Duration.ofSeconds(amount) : Duration.ofMinutes(amount);
  }

  MergeStrategy merge(String name) {
    String value = text(name);
    if (value == null) {
      return MergeStrategy.DISTANCE;
    }
    return switch (value) {
      case "distance" -> MergeStrategy.DISTANCE;
      case "rrf" -> MergeStrategy.RECIPROCAL_RANK;
      case "normalised", "normalized" -> MergeStrategy.NORMALISED;
      default -> throw invalid(name, "'distance', 'rrf' or 'normalised'");
    };
  }
}
