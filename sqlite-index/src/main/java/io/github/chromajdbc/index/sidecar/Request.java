package io.github.chromajdbc.index.sidecar;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import io.github.chromajdbc.index.IndexProblem;
import io.github.chromajdbc.index.wire.WireJson;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A request, decoded.
 *
 * @param path the decoded segments of the path
 * @param query the decoded parameters; one without '=' is empty
 */
record Request(
    String method, List<String> path, Map<String, List<String>> query, HttpExchange exchange) {
  private static final Set<String> PARAMETERS = Set.of("name", "wait", "if_not_exists", "sizes");

  /** More than any list of definitions or filters takes. */
  static final int LARGEST_BODY = 1 << 20;

  static Request of(HttpExchange exchange) {
    // Empty segments stay: without them /indices/, with nothing for a name, would be all indexes.
    String rawPath = exchange.getRequestURI().getRawPath().replaceFirst("^/", "");
    List<String> path = Arrays.stream(rawPath.split("/", -1)).map(Request::decode).toList();
    return new Request(
        exchange.getRequestMethod(), path, query(exchange.getRequestURI().getRawQuery()), exchange);
  }

  private static Map<String, List<String>> query(@Nullable String raw) {
    Map<String, List<String>> query = new LinkedHashMap<>();
    if (raw != null) {
      for (String pair : raw.split("&", -1)) {
        int equals = pair.indexOf('=');
        String name = decode(equals < 0 ? pair : pair.substring(0, equals));
        // A mistyped name would leave the request to mean all indexes.
        if (!PARAMETERS.contains(name)) {
          throw IndexProblem.INVALID_REQUEST.exception(
              "The sidecar has no parameter '" + name + "': it has " + new TreeSet<>(PARAMETERS));
        }
        String value = equals < 0 ? "" : decode(pair.substring(equals + 1));
        query.computeIfAbsent(name, key -> new ArrayList<>()).add(value);
      }
    }
    return query;
  }

  /** Percent-decoding; unlike in forms, '+' is itself. */
  private static String decode(String text) {
    try {
      return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException malformed) {
      throw IndexProblem.INVALID_REQUEST.causedBy(
          malformed, "'" + text + "' in the address is not percent-encoded rightly");
    }
  }

  /** Whether a parameter is given and not false. */
  boolean flag(String name) {
    List<String> values = query.getOrDefault(name, List.of());
    return !values.isEmpty() && !values.get(0).equals("false");
  }

  /** A number of seconds given as a parameter. */
  double seconds(String name, double fallback) {
    List<String> values = query.getOrDefault(name, List.of());
    if (values.isEmpty()) {
      return fallback;
    }
    try {
      return Double.parseDouble(values.get(0));
    } catch (NumberFormatException malformed) {
      throw IndexProblem.INVALID_REQUEST.causedBy(
          malformed, "The parameter " + name + " is a number of seconds");
    }
  }

  @Nullable String header(String name) {
    return exchange.getRequestHeaders().getFirst(name);
  }

  /** The JSON body. */
  JsonNode body() throws IOException {
    String type = header("Content-Type");
    if (type == null || !type.toLowerCase(Locale.ROOT).startsWith("application/json")) {
      throw IndexProblem.UNSUPPORTED_MEDIA.exception();
    }
    byte[] bytes = exchange.getRequestBody().readNBytes(LARGEST_BODY + 1);
    if (bytes.length > LARGEST_BODY) {
      throw IndexProblem.BODY_TOO_LARGE.exception(LARGEST_BODY);
    }
    return WireJson.parse(new String(bytes, StandardCharsets.UTF_8));
  }
}
