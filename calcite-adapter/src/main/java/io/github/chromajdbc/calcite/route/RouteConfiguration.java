package io.github.chromajdbc.calcite.route;

import io.github.chromajdbc.error.ChromaError;
import io.github.chromajdbc.error.ChromaException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The routed tables that the property {@code routes} names: {@code {"tables": {"name": {...}}}}.
 *
 * @param tables by name, in the order of the text
 */
public record RouteConfiguration(Map<String, RoutedTableSettings> tables) {
  /** No routed table. */
  public static final RouteConfiguration NONE = new RouteConfiguration(Map.of());

  private static final String PROPERTY = "routes";

  public RouteConfiguration {
    tables = Collections.unmodifiableMap(new LinkedHashMap<>(tables));
  }

  /** Where a configuration comes from. */
  public enum Source {
    /** Properties or an operand: the application's own, which may name classes. */
    APPLICATION,
    /** The URL, which others may have written. */
    URL
  }

  /**
   * Reads the property: JSON when it begins with a brace, else the path of a file. Paths in a file
   * are relative to it. Inline JSON from a URL may not name a class.
   *
   * @throws ChromaException 08001 that says what is wrong with it
   */
  public static RouteConfiguration read(String property, Source source) {
    String text = property.strip();
    if (text.startsWith("{")) {
      return parse(text, Path.of(""), source == Source.APPLICATION);
    }
    Path file = path(text);
    Path folder = file.toAbsolutePath().getParent();
    return parse(contents(file), folder == null ? Path.of("") : folder, true);
  }

  private static RouteConfiguration parse(String text, Path folder, boolean classesAllowed) {
    Object value;
    try {
      value = RouteJson.read(text);
    } catch (IOException e) {
      throw invalid("it is no JSON: " + firstLine(e));
    }
    RouteSettings settings = new RouteSettings("", value);
    settings.allowOnly(List.of("tables"));
    Map<String, RoutedTableSettings> tables = new LinkedHashMap<>();
    settings
        .members("tables")
        .forEach(
            (name, table) ->
                tables.put(
                    name,
                    RoutedTableReader.read(
                        name, new RouteSettings("table " + name, table), folder, classesAllowed)));
    return new RouteConfiguration(tables);
  }

  /**
   * A path as a file system has it.
   *
   * @throws ChromaException 08001 when it cannot be one
   */
  public static Path path(String text) {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw invalid("'" + text + "' is neither JSON nor the path of a file");
    }
  }

  /** The text of a file. */
  static String contents(Path file) {
    try {
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw ChromaError.INVALID_PROPERTY_VALUE.causedBy(
          e, PROPERTY, file, "the file cannot be read (" + e.getClass().getSimpleName() + ")");
    }
  }

  /** The exception for a configuration that is wrong. */
  static ChromaException invalid(String why) {
    return ChromaError.INVALID_PROPERTY_VALUE.exception(PROPERTY, "...", why);
  }

  static String firstLine(Exception e) {
    String message = e.getMessage();
    return message == null ? e.getClass().getSimpleName() : message.lines().findFirst().orElse("");
  }

  /** The settings of the table with this name; null when there is none. */
  public @Nullable RoutedTableSettings table(String name) {
    return tables.get(name);
  }
}
