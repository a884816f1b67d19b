package io.github.chromajdbc;

import io.github.chromajdbc.error.ChromaError;
import io.github.chromajdbc.failure.SqlFailure;
import java.net.InetSocketAddress;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the values of properties as what they are; a value that is not that is 08001. */
final class PropertyValues {
  private static final Pattern DURATION = Pattern.compile("([0-9]{1,9})\\s*(ms|s|m)?");
  private static final Pattern PROXY =
      Pattern.compile("(?<host>\\[[0-9A-Fa-f:.]+\\]|[A-Za-z0-9._-]+):(?<port>[0-9]{1,5})");
  private static final Pattern HEADER =
      Pattern.compile("([!#$%&'*+.^_`|~0-9A-Za-z-]+)\\s*:\\s*([\\x20-\\x7E]*)");
  // Between declarations stands a comma or semicolon, but not the comma of DECIMAL(10, 2).
  private static final Pattern BETWEEN_COLUMNS = Pattern.compile("[,;](?![^()]*\\))");
  private static final Pattern COLUMN = Pattern.compile("(\\S+\\.\\S+)\\s+(\\S.*)");

  private final Map<ChromaProperty, String> values;

  PropertyValues(Map<ChromaProperty, String> values) {
    this.values = values;
  }

  /** What was given, or the default; empty when there is neither or it is blank. */
  Optional<String> text(ChromaProperty property) {
    return Optional.ofNullable(values.get(property))
        .or(property::defaultValue)
        .filter(value -> !value.isBlank());
  }

  boolean isOn(ChromaProperty property) throws SQLException {
    return switch (required(property).toLowerCase(Locale.ROOT)) {
      case "true" -> true;
      case "false" -> false;
      default -> throw invalid(property, "it is true or false");
    };
  }

  /** Which of its {@link ChromaProperty#choices} was chosen. */
  String choice(ChromaProperty property) throws SQLException {
    String value = required(property).toLowerCase(Locale.ROOT);
    if (!property.choices().contains(value)) {
      throw invalid(property, "it is one of " + String.join(", ", property.choices()));
    }
    return value;
  }

  int number(ChromaProperty property, int least, int most) throws SQLException {
    String value = required(property);
    if (value.matches("[0-9]{1,9}")) {
      int number = Integer.parseInt(value);
      if (number >= least && number <= most) {
        return number;
      }
    }
    throw invalid(property, "it is a whole number from " + least + " to " + most);
  }

  Duration duration(ChromaProperty property, Duration least) throws SQLException {
    Matcher parts = DURATION.matcher(required(property));
    if (parts.matches()) {
      long number = Long.parseLong(parts.group(1));
      String unit = parts.group(2);
      Duration duration =
          unit == null || unit.equals("ms")
              ? Duration.ofMillis(number)
              : unit.equals("s") ? Duration.ofSeconds(number) : Duration.ofMinutes(number);
      if (duration.compareTo(least) >= 0 && duration.toMillis() <= Integer.MAX_VALUE) {
        return duration;
      }
    }
    throw invalid(
        property,
        "it is a time of "
            + (least.isZero() ? "0" : "1 ms")
            + " to 24 days, as 1500 or 1500ms, 10s or 5m");
  }

  ZoneId zone(ChromaProperty property) throws SQLException {
    try {
      return ZoneId.of(required(property));
    } catch (DateTimeException unknown) {
      throw invalid(property, "it is a time zone, as UTC, Europe/Berlin or +02:00");
    }
  }

  Set<String> list(ChromaProperty property) {
    Set<String> members = new LinkedHashSet<>();
    for (String member : text(property).orElse("").split(",", -1)) {
      if (!member.isBlank()) {
        members.add(member.strip());
      }
    }
    return members;
  }

  Map<String, String> headers(ChromaProperty property) throws SQLException {
    Map<String, String> headers = new LinkedHashMap<>();
    for (String header : text(property).orElse("").split("[;\\n]", -1)) {
      if (header.isBlank()) {
        continue;
      }
      Matcher parts = HEADER.matcher(header.strip());
      if (!parts.matches()) {
        throw invalid(property, "it is 'Name: value; Other-Name: value' in ASCII");
      }
      if (headers.put(parts.group(1), parts.group(2)) != null) {
        throw invalid(property, "header " + parts.group(1) + " stands twice");
      }
    }
    return headers;
  }

  Optional<InetSocketAddress> proxy(ChromaProperty property) throws SQLException {
    String value = text(property).orElse(null);
    if (value == null) {
      return Optional.empty();
    }
    Matcher parts = PROXY.matcher(value);
    if (parts.matches()) {
      int port = Integer.parseInt(parts.group("port"));
      if (port >= 1 && port <= 65535) {
        return Optional.of(InetSocketAddress.createUnresolved(parts.group("host"), port));
      }
    }
    throw invalid(property, "it is host:port");
  }

  /** SQL type by {@code collection.key}. */
  Map<String, String> declaredColumns(ChromaProperty property) throws SQLException {
    Map<String, String> declared = new LinkedHashMap<>();
    for (String column : BETWEEN_COLUMNS.split(text(property).orElse(""), -1)) {
      if (column.isBlank()) {
        continue;
      }
      Matcher parts = COLUMN.matcher(column.strip());
      if (!parts.matches()) {
        throw invalid(property, "it is 'collection.key TYPE, collection.key TYPE'");
      }
      if (declared.put(parts.group(1), parts.group(2)) != null) {
        throw invalid(property, parts.group(1) + " stands twice");
      }
    }
    return declared;
  }

  /** The error of a value, which is shown unless it is secret: a URL may hold a password too. */
  SQLException invalid(ChromaProperty property, String sentence) {
    @Nullable String value = values.get(property);
    boolean secret = property.isSecret() || (value != null && value.indexOf('@') >= 0);
    return SqlFailure.of(
        ChromaError.INVALID_PROPERTY_VALUE, property.urlName(), secret ? "***" : value, sentence);
  }

  private String required(ChromaProperty property) {
    String given = values.get(property);
    return given == null ? property.defaultValue().orElse("") : given.strip();
  }
}
