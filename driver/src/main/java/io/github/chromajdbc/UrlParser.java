package io.github.chromajdbc;

import io.github.chromajdbc.error.ChromaError;
import io.github.chromajdbc.error.NearestName;
import io.github.chromajdbc.failure.SqlFailure;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reads {@code jdbc:chroma://HOST[:8000][/TENANT][/DATABASE][?k=v&...]} and {@code
 * jdbc:chroma:cloud[/DATABASE][?k=v&...]}.
 *
 * <p>{@link java.net.URI} is not used: it accepts no underscore in a host, answers null instead of
 * saying what is wrong, and quotes the whole URL, secrets included, in its messages. For the same
 * reason the messages here name only the part that is wrong.
 */
final class UrlParser {
  static final String PREFIX = "jdbc:chroma:";
  private static final String CLOUD_HOST = "api.trychroma.com";
  private static final Pattern HOST_NAME = Pattern.compile("[A-Za-z0-9._-]+");
  private static final Pattern IPV6 =
      Pattern.compile("(?=.*:.*:)[0-9A-Fa-f:.]+(%[A-Za-z0-9._-]+)?");
  private static final Pattern AUTHORITY =
      Pattern.compile("(?:\\[(?<six>[^\\]]*)\\]|(?<name>[^:\\[\\]]*))(?::(?<port>[^:]*))?");
  private static final String FORM =
      " The form is jdbc:chroma://HOST[:PORT][/TENANT][/DATABASE][?property=value&...]";

  private UrlParser() {}

  /** Whether the URL is for this driver; it may still be wrong. */
  static boolean accepts(String url) {
    return url.startsWith(PREFIX);
  }

  /**
   * Takes a URL apart that {@link #accepts}.
   *
   * @throws SQLException 08001 when it has not the form, names an unknown property, or names one
   *     twice
   */
  static ParsedUrl parse(String url) throws SQLException {
    String rest = url.substring(PREFIX.length());
    int question = rest.indexOf('?');
    String place = question < 0 ? rest : rest.substring(0, question);
    Map<ChromaProperty, String> properties =
        question < 0 ? Map.of() : properties(rest.substring(question + 1));
    if (place.equals("cloud") || place.startsWith("cloud/")) {
      List<String> path = path(place.substring("cloud".length()));
      if (path.size() > 1) {
        throw invalid(
            "The form is jdbc:chroma:cloud[/DATABASE]: the tenant of Chroma Cloud comes from the API key");
      }
      return new ParsedUrl(
          true, CLOUD_HOST, 443, Optional.empty(), path.stream().findFirst(), properties);
    }
    if (!place.startsWith("//")) {
      throw invalid("After jdbc:chroma: comes // and a host, or cloud." + FORM);
    }
    int slash = place.indexOf('/', 2);
    String authority = slash < 0 ? place.substring(2) : place.substring(2, slash);
    List<String> path = slash < 0 ? List.of() : path(place.substring(slash));
    return inNetwork(authority, path, properties);
  }

  private static ParsedUrl inNetwork(
      String authority, List<String> path, Map<ChromaProperty, String> properties)
      throws SQLException {
    if (authority.indexOf('@') >= 0) {
      throw invalid(
          "The URL has credentials before the host: use the properties user and password");
    }
    Matcher parts = AUTHORITY.matcher(authority);
    if (!parts.matches()) {
      throw invalid("'" + authority + "' is no host: an IPv6 address stands in brackets." + FORM);
    }
    String six = parts.group("six");
    String host = six == null ? parts.group("name") : six;
    if (host == null || host.isEmpty()) {
      throw invalid("The URL names no host." + FORM);
    }
    if (!(six == null ? HOST_NAME : IPV6).matcher(host).matches()) {
      throw invalid("'" + host + "' is no host." + FORM);
    }
    if (path.size() > 2) {
      throw invalid("The path has more than a tenant and a database." + FORM);
    }
    return new ParsedUrl(
        false,
        host,
        port(parts.group("port")),
        path.size() == 2 ? Optional.of(path.get(0)) : Optional.empty(),
        path.isEmpty() ? Optional.empty() : Optional.of(path.get(path.size() - 1)),
        properties);
  }

  @SuppressWarnings("NullAway") // A group that did not take part is null; the pattern decides.
  private static int port(String digits) throws SQLException {
    if (digits == null) {
      return 8000;
    }
    if (digits.matches("[0-9]{1,5}")) {
      int port = Integer.parseInt(digits);
      if (port >= 1 && port <= 65535) {
        return port;
      }
    }
    throw invalid("'" + digits + "' is no port: it is a number from 1 to 65535");
  }

  /** The segments of a path that is empty or starts with a slash. */
  private static List<String> path(String path) throws SQLException {
    if (path.isEmpty() || path.equals("/")) {
      return List.of();
    }
    String inner = path.substring(1);
    if (inner.endsWith("/")) {
      inner = inner.substring(0, inner.length() - 1);
    }
    List<String> segments = new ArrayList<>();
    for (String segment : inner.split("/", -1)) {
      if (segment.isEmpty()) {
        throw invalid("The path has an empty tenant or database." + FORM);
      }
      segments.add(decode(segment));
    }
    return segments;
  }

  private static Map<ChromaProperty, String> properties(String query) throws SQLException {
    Map<ChromaProperty, String> properties = new EnumMap<>(ChromaProperty.class);
    for (String pair : query.split("&", -1)) {
      if (pair.isEmpty()) {
        continue;
      }
      int equals = pair.indexOf('=');
      String name = decode(equals < 0 ? pair : pair.substring(0, equals));
      ChromaProperty property = ChromaProperty.named(name).orElse(null);
      if (property == null) {
        throw SqlFailure.of(ChromaError.UNKNOWN_PROPERTY, name, hint(name));
      }
      if (equals < 0) {
        throw invalid("Property " + name + " has no value: write " + name + "=value");
      }
      if (properties.put(property, decode(pair.substring(equals + 1))) != null) {
        throw invalid("Property " + name + " stands twice in the URL: leave one");
      }
    }
    return properties;
  }

  /** " Did you mean ...?" for a property's name, or nothing. */
  static String hint(String name) {
    return NearestName.hint(
        name, Stream.of(ChromaProperty.values()).map(ChromaProperty::urlName).toList());
  }

  /**
   * Undoes percent-encoding. A plus stays a plus, as in every part of a URL but an HTML form's
   * query.
   */
  private static String decode(String text) throws SQLException {
    if (text.indexOf('%') < 0) {
      return text;
    }
    byte[] source = text.getBytes(StandardCharsets.UTF_8);
    ByteBuffer decoded = ByteBuffer.allocate(source.length);
    for (int position = 0; position < source.length; position++) {
      if (source[position] != '%') {
        decoded.put(source[position]);
        continue;
      }
      int high = position + 2 < source.length ? Character.digit(source[position + 1], 16) : -1;
      int low = high < 0 ? -1 : Character.digit(source[position + 2], 16);
      if (low < 0) {
        throw invalid("The URL has a % that no two hexadecimal digits follow: write %25 for it");
      }
      decoded.put((byte) (high << 4 | low));
      position += 2;
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(decoded.flip()).toString();
    } catch (CharacterCodingException malformed) {
      throw invalid("The URL has percent-encoded bytes that are no UTF-8");
    }
  }

  private static SQLException invalid(String sentence) {
    return SqlFailure.of(ChromaError.INVALID_URL, sentence);
  }
}
