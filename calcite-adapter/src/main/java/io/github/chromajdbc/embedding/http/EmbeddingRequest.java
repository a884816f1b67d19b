package io.github.chromajdbc.embedding.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The body of a request.
 *
 * @param model empty when the server has one
 * @param parameters String, Long, Double or Boolean, sent as they are
 */
record EmbeddingRequest(
    Protocol protocol, String model, List<String> texts, Map<String, Object> parameters) {
  private static final JsonFactory JSON = new JsonFactory();

  byte[] toJson() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      json.writeStartObject();
      if (!model.isEmpty()) {
        json.writeStringField("model", model);
      }
      json.writeArrayFieldStart(
          switch (protocol) {
            case OPENAI, OLLAMA -> "input";
            case TEXT_EMBEDDINGS_INFERENCE -> "inputs";
            case COHERE -> "texts";
          });
      for (String text : texts) {
        json.writeString(text);
      }
      json.writeEndArray();
      if (protocol == Protocol.COHERE) {
        json.writeArrayFieldStart("embedding_types");
        json.writeString("float");
        json.writeEndArray();
        if (!parameters.containsKey("input_type")) {
          // Chroma's client sends questions as documents, too.
          json.writeStringField("input_type", "search_document");
        }
      }
      for (Map.Entry<String, Object> parameter : new TreeMap<>(parameters).entrySet()) {
        json.writeFieldName(parameter.getKey());
        Object value = parameter.getValue();
        if (value instanceof Boolean truth) {
          json.writeBoolean(truth);
        } else if (value instanceof Long number) {
          json.writeNumber(number);
        } else if (value instanceof Double number) {
          json.writeNumber(number);
        } else {
          json.writeString(value.toString());
        }
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
