package io.github.chromajdbc.demo;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the sample: per collection a file of JSON lines, and one with the vectors that
 * all-MiniLM-L6-v2 gives its documents, in the same order, as little-endian 32-bit floats.
 */
public final class ErpSample {
  /** The collections, all in the space cosine and with the stored function {@code default}. */
  public static final List<String> COLLECTIONS =
      List.of("erp_tables", "erp_fields", "erp_views", "erp_programs");

  /** Components of a vector. */
  public static final int DIMENSION = 384;

  private ErpSample() {}

  /** The records of a collection. */
  public static List<SampleRecord> records(String collection) throws IOException {
    List<SampleRecord> records = new ArrayList<>();
    for (Map<String, Object> line : lines(collection + ".jsonl")) {
      records.add(
          new SampleRecord(text(line, "id"), text(line, "document"), object(line, "metadata")));
    }
    return records;
  }

  /** The vectors of a collection's documents, in the order of {@link #records}. */
  public static List<float[]> vectors(String collection) throws IOException {
    try (InputStream file = open(collection + ".f32")) {
      ByteBuffer bytes = ByteBuffer.wrap(file.readAllBytes()).order(ByteOrder.LITTLE_ENDIAN);
      List<float[]> vectors = new ArrayList<>();
      while (bytes.hasRemaining()) {
        float[] vector = new float[DIMENSION];
        for (int i = 0; i < DIMENSION; i++) {
          vector[i] = bytes.getFloat();
        }
        vectors.add(vector);
      }
      return vectors;
    }
  }

  /** Ten questions and the records that answer them. */
  public static List<SampleQuestion> questions() throws IOException {
    List<SampleQuestion> questions = new ArrayList<>();
    for (Map<String, Object> line : lines("questions.jsonl")) {
      questions.add(
          new SampleQuestion(text(line, "collection"), text(line, "question"), text(line, "id")));
    }
    return questions;
  }

  private static InputStream open(String name) throws FileNotFoundException {
    InputStream file = ErpSample.class.getResourceAsStream(name);
    if (file == null) {
      throw new FileNotFoundException(name);
    }
    return file;
  }

  private static List<Map<String, Object>> lines(String name) throws IOException {
    List<Map<String, Object>> lines = new ArrayList<>();
    try (InputStream file = open(name);
        JsonParser parser = new JsonFactory().createParser(file)) {
      while (parser.nextToken() == JsonToken.START_OBJECT) {
        lines.add(object(parser));
      }
    }
    return lines;
  }

  private static Map<String, Object> object(JsonParser parser) throws IOException {
    Map<String, Object> object = new LinkedHashMap<>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      object.put(name, value(parser));
    }
    return object;
  }

  private static Object value(JsonParser parser) throws IOException {
    return switch (parser.currentToken()) {
      case VALUE_STRING -> parser.getText();
      case VALUE_NUMBER_INT -> parser.getIntValue();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case START_OBJECT -> object(parser);
      case START_ARRAY -> {
        List<Object> array = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          array.add(value(parser));
        }
        yield array;
      }
      default -> throw new IOException("Unexpected " + parser.currentToken());
    };
  }

  private static String text(Map<String, Object> line, String key) throws IOException {
    if (line.get(key) instanceof String text) {
      return text;
    }
    throw new IOException("No text " + key + " in " + line);
  }

  private static Map<String, Object> object(Map<String, Object> line, String key)
      throws IOException {
    if (line.get(key) instanceof Map<?, ?> map) {
      Map<String, Object> object = new LinkedHashMap<>();
      map.forEach((name, value) -> object.put((String) name, value));
      return object;
    }
    throw new IOException("No object " + key + " in " + line);
  }
}
