package io.github.chromajdbc.index.sidecar;

import io.github.chromajdbc.index.IndexProblem;
import io.github.chromajdbc.index.wire.WireJson;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** The description of the API that stands beside this class. */
final class OpenApiDocument {
  private OpenApiDocument() {}

  static Reply reply() {
    try (InputStream stream = OpenApiDocument.class.getResourceAsStream("openapi.json")) {
      if (stream == null) {
        throw IndexProblem.INTERNAL.exception("openapi.json is missing from the jar");
      }
      String text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
      return new Reply(200, WireJson.parse(text), null);
    } catch (IOException failure) {
      throw IndexProblem.INTERNAL.causedBy(failure, "openapi.json cannot be read");
    }
  }
}
