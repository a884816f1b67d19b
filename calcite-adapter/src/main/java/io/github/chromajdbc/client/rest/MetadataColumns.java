package io.github.chromajdbc.client.rest;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.github.chromajdbc.client.RecordFields;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads the metadata of records into a column for each key asked for; the others are skipped. */
final class MetadataColumns {

  /** A column that grows when a value comes: a rare key costs little until it is met. */
  private static final class Column {
    private @Nullable Object[] values = {};

    void set(int row, @Nullable Object value) {
      if (row >= values.length) {
        values = Arrays.copyOf(values, Math.max(64, Math.max(row + 1, values.length * 2)));
      }
      values[row] = value;
    }

    @Nullable Object[] finish(int rows) {
      return values.length == rows ? values : Arrays.copyOf(values, rows);
    }
  }

  private final Map<String, Column> columns = new HashMap<>();
  private final @Nullable List<@Nullable String> texts;
  private int rows;

  MetadataColumns(RecordFields fields) {
    for (String key : fields.metadataKeys()) {
      columns.put(key, new Column());
    }
    texts = fields.wholeMetadata() ? new ArrayList<>() : null;
  }

  int rows() {
    return rows;
  }

  Map<String, @Nullable Object[]> values() {
    Map<String, @Nullable Object[]> finished = new HashMap<>();
    columns.forEach((key, column) -> finished.put(key, column.finish(rows)));
    return finished;
  }

  /** The whole metadata of each record as JSON text; null when it was not asked for. */
  @Nullable String @Nullable [] texts() {
    return texts == null ? null : texts.toArray(String[]::new);
  }

  /** Reads the array of metadata on whose start the parser stands. */
  void read(JsonParser parser) throws IOException {
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      JsonToken token = parser.currentToken();
      if (token == JsonToken.START_OBJECT) {
        if (texts == null) {
          readRecord(parser);
        } else {
          texts.add(readRecordWithText(parser));
        }
      } else if (token != JsonToken.VALUE_NULL) {
        throw Json.shape("an object", parser);
      } else if (texts != null) {
        texts.add(null);
      }
      rows++;
    }
  }

  private void readRecord(JsonParser parser) throws IOException {
    for (String key = parser.nextFieldName(); key != null; key = parser.nextFieldName()) {
      parser.nextToken();
      Column column = columns.get(key);
      if (column == null) {
        parser.skipChildren();
      } else {
        column.set(rows, value(parser));
      }
    }
  }

  private String readRecordWithText(JsonParser parser) throws IOException {
    Map<String, String> members = new TreeMap<>();
    for (String key = parser.nextFieldName(); key != null; key = parser.nextFieldName()) {
      parser.nextToken();
      Column column = columns.get(key);
      if (parser.currentToken().isScalarValue()) {
        members.put(key, scalarText(parser));
        if (column != null) {
          column.set(rows, Json.scalar(parser));
        }
      } else if (parser.currentToken() == JsonToken.START_ARRAY) {
        List<@Nullable Object> list = new ArrayList<>();
        members.put(key, arrayText(parser, list));
        if (column != null) {
          column.set(rows, list);
        }
      } else {
        String text = Json.text(parser);
        members.put(key, text);
        if (column != null) {
          column.set(rows, text);
        }
      }
    }
    StringWriter text = new StringWriter();
    try (JsonGenerator generator = Json.generator(text)) {
      SortedJson.write(members, generator);
    }
    return text.toString();
  }

  /**
   * A scalar, or an array of them as a list. An object (Chroma keeps sparse vectors as metadata) is
   * its JSON text: no column type fits it better.
   */
  private static @Nullable Object value(JsonParser parser) throws IOException {
    return switch (parser.currentToken()) {
      case START_OBJECT -> Json.text(parser);
      case START_ARRAY -> {
        List<@Nullable Object> list = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          list.add(Json.scalar(parser));
        }
        yield list;
      }
      default -> Json.scalar(parser);
    };
  }

  private static String scalarText(JsonParser parser) throws IOException {
    if (parser.currentToken() != JsonToken.VALUE_STRING) {
      return parser.getText();
    }
    String value = parser.getText();
    StringBuilder text = new StringBuilder(value.length() + 2).append('"');
    JsonStringEncoder.getInstance().quoteAsString(value, text);
    return text.append('"').toString();
  }

  private static String arrayText(JsonParser parser, List<@Nullable Object> list)
      throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator generator = Json.generator(text)) {
      generator.writeStartArray();
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        list.add(Json.scalar(parser));
        generator.writeRawValue(scalarText(parser));
      }
      generator.writeEndArray();
    }
    return text.toString();
  }
}
