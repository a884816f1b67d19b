package io.github.chromajdbc.client.rest;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.chromajdbc.client.MetadataSample;
import io.github.chromajdbc.client.ValueKind;
import java.io.IOException;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the kinds of the metadata values in the reply of a {@code get}. */
final class SampleReader {
  private final Map<String, Set<ValueKind>> kinds = new HashMap<>();
  private int records;

  private SampleReader() {}

  static MetadataSample read(JsonParser parser) throws IOException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      throw Json.shape("an object", parser);
    }
    SampleReader sample = new SampleReader();
    for (String part = parser.nextFieldName(); part != null; part = parser.nextFieldName()) {
      parser.nextToken();
      if (part.equals("metadatas") && parser.currentToken() == JsonToken.START_ARRAY) {
        sample.readRecords(parser);
      } else {
        parser.skipChildren();
      }
    }
    return new MetadataSample(sample.records, sample.kinds);
  }

  private void readRecords(JsonParser parser) throws IOException {
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      records++;
      if (parser.currentToken() == JsonToken.START_OBJECT) {
        readRecord(parser);
      }
    }
  }

  private void readRecord(JsonParser parser) throws IOException {
    for (String key = parser.nextFieldName(); key != null; key = parser.nextFieldName()) {
      parser.nextToken();
      ValueKind kind = kind(parser);
      if (kind != null) {
        kinds.computeIfAbsent(key, ignored -> EnumSet.noneOf(ValueKind.class)).add(kind);
      }
    }
  }

  private static @Nullable ValueKind kind(JsonParser parser) throws IOException {
    return switch (parser.currentToken()) {
      case VALUE_NUMBER_INT -> ValueKind.INT;
      case VALUE_NUMBER_FLOAT -> ValueKind.FLOAT;
      case VALUE_TRUE, VALUE_FALSE -> ValueKind.BOOL;
      case START_ARRAY -> arrayKind(parser);
      case VALUE_NULL -> null;
      default -> {
        parser.skipChildren();
        yield ValueKind.STRING;
      }
    };
  }

  /** Of the first element, since Chroma's arrays are of one type; null for an empty one. */
  private static @Nullable ValueKind arrayKind(JsonParser parser) throws IOException {
    ValueKind kind = null;
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (kind == null) {
        kind =
            switch (parser.currentToken()) {
              case VALUE_NUMBER_INT -> ValueKind.INT_ARRAY;
              case VALUE_NUMBER_FLOAT -> ValueKind.FLOAT_ARRAY;
              case VALUE_TRUE, VALUE_FALSE -> ValueKind.BOOL_ARRAY;
              default -> ValueKind.STRING_ARRAY;
            };
      }
      parser.skipChildren();
    }
    return kind;
  }
}
