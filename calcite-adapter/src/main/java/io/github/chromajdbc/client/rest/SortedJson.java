package io.github.chromajdbc.client.rest;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/**
 * Copies JSON with the keys of every object in order, so that equal metadata has equal text. The
 * server keeps metadata in hash maps and writes the same record in another order each time. Numbers
 * are copied as text: {@code 3.0} stays {@code 3.0}.
 */
final class SortedJson {
  private SortedJson() {}

  /** Copies the value on which the parser stands. */
  static void copy(JsonParser parser, JsonGenerator target) throws IOException {
    switch (parser.currentToken()) {
      case START_OBJECT -> copyObject(parser, target);
      case START_ARRAY -> {
        target.writeStartArray();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          copy(parser, target);
        }
        target.writeEndArray();
      }
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> target.writeNumber(parser.getText());
      default -> target.copyCurrentEvent(parser);
    }
  }

  private static void copyObject(JsonParser parser, JsonGenerator target) throws IOException {
    Map<String, String> members = new TreeMap<>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      members.put(name, Json.text(parser));
    }
    write(members, target);
  }

  /**
   * Writes an object.
   *
   * @param members JSON text by key, sorted
   */
  static void write(Map<String, String> members, JsonGenerator target) throws IOException {
    target.writeStartObject();
    for (Map.Entry<String, String> member : members.entrySet()) {
      target.writeFieldName(member.getKey());
      target.writeRawValue(member.getValue());
    }
    target.writeEndObject();
  }
}
