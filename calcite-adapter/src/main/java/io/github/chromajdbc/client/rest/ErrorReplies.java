package io.github.chromajdbc.client.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.github.chromajdbc.error.ChromaError;
import io.github.chromajdbc.error.ChromaException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Turns a reply with an error status into the exception it means. */
final class ErrorReplies {
  /** More of an error's body is not read. */
  private static final int LONGEST_BODY = 64 * 1024;

  private static final Pattern DIMENSIONS = Pattern.compile("dimension of (\\d+), got (\\d+)");

  /** Chroma's own form of an error: {@code {"error":"NotFoundError","message":"..."}}. */
  record ServerMessage(String kind, String message) {}

  private final RestSettings settings;
  private final Failures failures;

  ErrorReplies(RestSettings settings, Failures failures) {
    this.settings = settings;
    this.failures = failures;
  }

  /**
   * @param subject what the request was about: the collection's name; null when about none
   */
  ChromaException exception(Reply reply, @Nullable String subject) throws IOException {
    int status = reply.status();
    if (status == 401 || status == 403) {
      return ChromaError.AUTHENTICATION_FAILED.exception(settings.endpoint(), status);
    }
    if (status >= 300 && status < 400) {
      return failures.notChroma(
          "it redirects (HTTP " + status + ") to '" + Failures.bounded(reply.location()) + "'");
    }
    String body = text(reply);
    ServerMessage message = parse(reply, body);
    if (status == 429 || status == 503) {
      return ChromaError.SERVER_BUSY.exception(
          status, message == null ? "it may be asked again" : Failures.bounded(message.message()));
    }
    if (message != null) {
      return explained(status, message, subject);
    }
    // Chroma writes a few errors of its HTTP layer as plain text; a gateway writes pages.
    if (status == 400 || status == 404 || status == 405 || status == 410) {
      return failures.notChroma("HTTP " + status + " for a path of the v2 API");
    }
    String plain = reply.contentType().contains("html") || body.isBlank() ? "no details" : body;
    return ChromaError.SERVER_ERROR.exception(status, Failures.bounded(plain));
  }

  private static ChromaException explained(
      int status, ServerMessage reply, @Nullable String subject) {
    if (status == 404 && subject != null && reply.kind().equals("NotFoundError")) {
      return ChromaError.COLLECTION_GONE.exception(subject);
    }
    if (status == 400 && subject != null) {
      Matcher dimensions = DIMENSIONS.matcher(reply.message());
      if (dimensions.find()) {
        return ChromaError.DIMENSION_MISMATCH.exception(
            subject, Integer.valueOf(dimensions.group(1)), Integer.valueOf(dimensions.group(2)));
      }
      if (reply.message().contains("regex parse error")) {
        return ChromaError.INVALID_REGULAR_EXPRESSION.exception(
            "Chroma does not take the pattern: " + Failures.bounded(reply.message()));
      }
    }
    if (status == 422 && reply.message().startsWith("Quota exceeded")) {
      return ChromaError.LIMIT_EXCEEDED.exception(
          "Chroma refuses the request: "
              + Failures.bounded(reply.message())
              + ". The property server=cloud keeps reads within the quotas of Chroma Cloud");
    }
    String kind = reply.kind().isEmpty() ? "" : reply.kind() + ": ";
    return ChromaError.SERVER_ERROR.exception(status, Failures.bounded(kind + reply.message()));
  }

  /** Passes for Chroma's own way to say that something named does not exist. */
  void throwUnlessNotFound(Reply reply) throws IOException {
    if (parse(reply, text(reply)) == null) {
      throw failures.notChroma("HTTP 404 for a path of the v2 API");
    }
  }

  private static String text(Reply reply) throws IOException {
    String text = new String(reply.body().readNBytes(LONGEST_BODY), StandardCharsets.UTF_8);
    reply.body().close();
    return text;
  }

  private static @Nullable ServerMessage parse(Reply reply, String body) throws IOException {
    if (!reply.isJson() || body.isBlank()) {
      return null;
    }
    Object value;
    try {
      byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
      value =
          Json.parse(
              new Reply(reply.status(), reply.contentType(), "", new ByteArrayInputStream(bytes)),
              parser -> {
                Object parsed = Json.value(parser);
                return parsed == null ? Map.of() : parsed;
              });
    } catch (JsonProcessingException | UnexpectedReplyException e) {
      return null; // No error of Chroma's form: the caller goes by the status.
    }
    if (value instanceof Map<?, ?> map && map.get("message") instanceof String message) {
      return new ServerMessage(map.get("error") instanceof String kind ? kind : "", message);
    }
    if (value instanceof Map<?, ?> map && map.get("error") instanceof String kind) {
      return new ServerMessage("", kind);
    }
    return null;
  }
}
