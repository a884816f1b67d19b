package io.github.chromajdbc.client.rest;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.chromajdbc.client.GetRequest;
import io.github.chromajdbc.client.QueryRequest;
import io.github.chromajdbc.client.RecordFields;
import io.github.chromajdbc.client.RecordFilter;
import io.github.chromajdbc.error.ChromaError;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The bodies of {@code get} and {@code query}, in one line of UTF-8. */
final class RequestBodies {
  private RequestBodies() {}

  static byte[] get(GetRequest request) {
    return Json.bytes(
        json -> {
          json.writeStartObject();
          writeConditions(json, request.ids(), request.where(), request.whereDocument());
          Integer limit = request.limit();
          if (limit != null) {
            json.writeNumberField("limit", limit);
          }
          if (request.offset() != 0) {
            json.writeNumberField("offset", request.offset());
          }
          writeInclude(json, request.fields(), false);
          json.writeEndObject();
        });
  }

  /** What replaces a collection's metadata; every server refuses an empty one. */
  static byte[] metadata(Map<String, Object> metadata) {
    return Json.bytes(
        json -> {
          json.writeStartObject();
          json.writeObjectFieldStart("new_metadata");
          for (Map.Entry<String, Object> member : metadata.entrySet()) {
            json.writeFieldName(member.getKey());
            Object value = member.getValue();
            if (value instanceof Long number) {
              json.writeNumber(number);
            } else if (value instanceof Double number) {
              json.writeNumber(number);
            } else if (value instanceof Boolean truth) {
              json.writeBoolean(truth);
            } else {
              json.writeString(value.toString());
            }
          }
          json.writeEndObject();
          json.writeEndObject();
        });
  }

  static byte[] query(QueryRequest request) {
    return Json.bytes(
        json -> {
          json.writeStartObject();
          json.writeArrayFieldStart("query_embeddings");
          for (float[] vector : request.vectors()) {
            writeVector(json, vector);
          }
          json.writeEndArray();
          json.writeNumberField("n_results", request.count());
          writeConditions(json, request.ids(), request.where(), request.whereDocument());
          writeInclude(json, request.fields(), true);
          json.writeEndObject();
        });
  }

  private static void writeConditions(
      JsonGenerator json,
      @Nullable List<String> ids,
      @Nullable RecordFilter where,
      @Nullable RecordFilter whereDocument)
      throws IOException {
    if (ids != null) {
      json.writeArrayFieldStart("ids");
      for (String id : ids) {
        json.writeString(id);
      }
      json.writeEndArray();
    }
    if (where != null) {
      json.writeFieldName("where");
      new FilterWriter(json, FilterWriter.Place.WHERE).write(where);
    }
    if (whereDocument != null) {
      json.writeFieldName("where_document");
      new FilterWriter(json, FilterWriter.Place.WHERE_DOCUMENT).write(whereDocument);
    }
  }

  private static void writeVector(JsonGenerator json, float[] vector) throws IOException {
    json.writeStartArray();
    for (float component : vector) {
      if (!Float.isFinite(component)) {
        throw ChromaError.INVALID_VALUE.exception(
            "A query vector holds "
                + component
                + ": Chroma takes finite numbers only. Replace or leave out such vectors");
      }
      // The shortest text that reads back as the same float.
      json.writeNumber(component);
    }
    json.writeEndArray();
  }

  private static void writeInclude(JsonGenerator json, RecordFields fields, boolean distances)
      throws IOException {
    json.writeArrayFieldStart("include");
    if (fields.metadata()) {
      json.writeString("metadatas");
    }
    if (fields.documents()) {
      json.writeString("documents");
    }
    if (fields.uris()) {
      json.writeString("uris");
    }
    if (fields.embeddings()) {
      json.writeString("embeddings");
    }
    if (distances) {
      json.writeString("distances");
    }
    json.writeEndArray();
  }
}
