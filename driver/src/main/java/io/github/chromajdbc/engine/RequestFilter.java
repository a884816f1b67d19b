package io.github.chromajdbc.engine;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Optional;

/** The {@code where} of a request's body. */
final class RequestFilter {
  private static final JsonFactory JSON = new JsonFactory();

  private RequestFilter() {}

  /** As JSON text; empty when the request has none. */
  static Optional<String> where(String body) {
    try (JsonParser parser = JSON.createParser(body)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return Optional.empty();
      }
      for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
        parser.nextToken();
        if (name.equals("where")) {
          StringWriter where = new StringWriter();
          try (JsonGenerator generator = JSON.createGenerator(where)) {
            generator.copyCurrentStructure(parser);
          }
          return Optional.of(where.toString());
        }
        parser.skipChildren();
      }
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e); // the body is our own
    }
  }
}
