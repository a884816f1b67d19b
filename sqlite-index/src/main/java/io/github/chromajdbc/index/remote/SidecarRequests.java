package io.github.chromajdbc.index.remote;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.chromajdbc.index.CollectionSelector;
import io.github.chromajdbc.index.IndexException;
import io.github.chromajdbc.index.IndexProblem;
import io.github.chromajdbc.index.wire.ErrorBody;
import io.github.chromajdbc.index.wire.WireJson;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Sends requests to a sidecar and reads its answers. */
final class SidecarRequests {
  private final HttpClient http;
  private final String base;
  private final @Nullable String token;
  private final Duration timeout;

  SidecarRequests(URI sidecar, @Nullable String token, Duration timeout) {
    this.base = sidecar.toString().replaceFirst("/+$", "");
    this.token = token;
    this.timeout = timeout;
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(timeout)
            .build();
  }

  /** The address of a collection, without the base. */
  static String path(CollectionSelector selector) {
    if (selector instanceof CollectionSelector.ByName named) {
      return "/api/v2/tenants/"
          + encode(named.tenant())
          + "/databases/"
          + encode(named.database())
          + "/collections/"
          + encode(named.name());
    }
    return "/api/v1/collection/" + encode(selector.toString());
  }

  static String encode(String segment) {
    String encoded = URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
    // As they are, these would be the folder itself and the one above.
    return encoded.equals(".") || encoded.equals("..") ? encoded.replace(".", "%2E") : encoded;
  }

  JsonNode send(String method, String path) {
    return send(method, path, null);
  }

  /**
   * Sends a request.
   *
   * @throws IndexException the sidecar's own error, or 08001 and 58000 when there is no fit answer,
   *     57014 when the thread is interrupted, before or while it waits
   */
  JsonNode send(String method, String path, @Nullable JsonNode body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(base + path))
            .timeout(timeout)
            .header("Accept", "application/json");
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    if (body == null) {
      request.method(method, BodyPublishers.noBody());
    } else {
      request.header("Content-Type", "application/json");
      request.method(method, BodyPublishers.ofString(body.toString()));
    }
    try {
      return read(http.send(request.build(), HttpResponse.BodyHandlers.ofString()));
    } catch (IOException failure) {
      throw IndexProblem.SIDECAR_UNREACHABLE.causedBy(failure, base, describe(failure));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw IndexProblem.INTERRUPTED.causedBy(interrupted, base);
    }
  }

  private static String describe(IOException failure) {
    String message = failure.getMessage();
    return message == null || message.isBlank() ? failure.getClass().getSimpleName() : message;
  }

  private JsonNode read(HttpResponse<String> response) {
    JsonNode json;
    try {
      json = WireJson.parse(response.body());
    } catch (IndexException notJson) {
      throw IndexProblem.SIDECAR_FAILED.causedBy(
          notJson, base, response.statusCode(), "its body is no JSON; is it a sidecar?");
    }
    if (response.statusCode() >= 300) {
      if (!json.has("sql_state")) {
        throw IndexProblem.SIDECAR_FAILED.exception(base, response.statusCode(), json);
      }
      throw WireJson.read(json, ErrorBody.class).exception();
    }
    return json;
  }
}
