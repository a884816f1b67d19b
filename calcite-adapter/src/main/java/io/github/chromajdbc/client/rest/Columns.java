package io.github.chromajdbc.client.rest;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Reads one JSON array into one column. The parser stands on the array's start. */
final class Columns {
  private static final int FIRST_CAPACITY = 64;

  private Columns() {}

  /** Strings; null entries stay null. */
  static @Nullable String[] strings(JsonParser parser) throws IOException {
    @Nullable String[] column = new @Nullable String[FIRST_CAPACITY];
    int size = 0;
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (size == column.length) {
        column = Arrays.copyOf(column, size * 2);
      }
      column[size++] =
          switch (parser.currentToken()) {
            case VALUE_STRING -> parser.getText();
            case VALUE_NULL -> null;
            default -> throw Json.shape("a string", parser);
          };
    }
    return Arrays.copyOf(column, size);
  }

  /** Distances; the server writes null for what is no number. */
  static double[] doubles(JsonParser parser) throws IOException {
    double[] column = new double[FIRST_CAPACITY];
    int size = 0;
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (size == column.length) {
        column = Arrays.copyOf(column, size * 2);
      }
      JsonToken token = parser.currentToken();
      if (token != JsonToken.VALUE_NULL && !token.isNumeric()) {
        throw Json.shape("a number", parser);
      }
      column[size++] = token == JsonToken.VALUE_NULL ? Double.NaN : parser.getDoubleValue();
    }
    return Arrays.copyOf(column, size);
  }

  /** Vectors; null where a record has none. */
  static float @Nullable [][] vectors(JsonParser parser) throws IOException {
    float @Nullable [][] column = new float @Nullable [FIRST_CAPACITY][];
    int size = 0;
    int dimension = 0;
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (size == column.length) {
        column = Arrays.copyOf(column, size * 2);
      }
      if (parser.currentToken() == JsonToken.VALUE_NULL) {
        column[size++] = null;
      } else {
        float[] vector = vector(parser, dimension);
        dimension = vector.length;
        column[size++] = vector;
      }
    }
    return Arrays.copyOf(column, size);
  }

  /** One vector; its likely dimension saves a copy. */
  private static float[] vector(JsonParser parser, int expected) throws IOException {
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      throw Json.shape("an array of numbers", parser);
    }
    float[] vector = new float[expected == 0 ? FIRST_CAPACITY : expected];
    int size = 0;
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (size == vector.length) {
        vector = Arrays.copyOf(vector, Math.max(FIRST_CAPACITY, size * 2));
      }
      if (!parser.currentToken().isNumeric()) {
        throw Json.shape("a number", parser);
      }
      vector[size++] = parser.getFloatValue();
    }
    return size == vector.length ? vector : Arrays.copyOf(vector, size);
  }
}
