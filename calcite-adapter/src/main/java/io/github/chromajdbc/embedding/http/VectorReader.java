package io.github.chromajdbc.embedding.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads the vectors of an answer without building a tree. */
final class VectorReader {
  private static final JsonFactory JSON = new JsonFactory();

  private final JsonParser parser;
  private final int expected;

  private VectorReader(JsonParser parser, int expected) {
    this.parser = parser;
    this.expected = expected;
  }

  /**
   * @param expected number of vectors
   * @return as many vectors, all of one length, in the order of the texts
   * @throws IOException with a sentence that says what is wrong with the answer
   */
  static List<float[]> read(Protocol protocol, byte[] answer, int expected) throws IOException {
    try (JsonParser parser = JSON.createParser(answer)) {
      VectorReader reader = new VectorReader(parser, expected);
      float[] @Nullable [] vectors =
          switch (protocol) {
            case OPENAI -> reader.readIndexed();
            case OLLAMA -> reader.readList("embeddings");
            case TEXT_EMBEDDINGS_INFERENCE -> reader.readList();
            case COHERE -> reader.readList("embeddings", "float");
          };
      return reader.complete(vectors);
    }
  }

  private List<float[]> complete(float[] @Nullable [] vectors) throws IOException {
    List<float[]> complete = new ArrayList<>(expected);
    for (float @Nullable [] vector : vectors) {
      if (vector == null) {
        throw new IOException("it lacks a vector");
      }
      if (vector.length == 0 || vector.length != vectors[0].length) {
        throw new IOException("its vectors differ in length or are empty");
      }
      complete.add(vector);
    }
    return complete;
  }

  /** Entries name their place; a server that leaves it out answers in order. */
  private float[] @Nullable [] readIndexed() throws IOException {
    enter("data");
    expect(JsonToken.START_ARRAY);
    float[] @Nullable [] vectors = new float[expected][];
    int count = 0;
    while (parser.nextToken() == JsonToken.START_OBJECT) {
      int index = count;
      float[] vector = null;
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        parser.nextToken();
        if (name.equals("embedding")) {
          expect(JsonToken.START_ARRAY);
          vector = readVector();
        } else if (name.equals("index") && parser.currentToken() == JsonToken.VALUE_NUMBER_INT) {
          index = parser.getIntValue();
        } else {
          parser.skipChildren();
        }
      }
      if (index < 0 || index >= expected || vectors[index] != null) {
        throw new IOException(
            String.format(
                Locale.ROOT, "it does not have one vector for each of the %d texts", expected));
      }
      vectors[index] = vector;
      count++;
    }
    return vectors;
  }

  private float[] @Nullable [] readList(String... path) throws IOException {
    for (String name : path) {
      enter(name);
    }
    if (path.length == 0) {
      parser.nextToken();
    }
    expect(JsonToken.START_ARRAY);
    float[] @Nullable [] vectors = new float[expected][];
    int count = 0;
    while (parser.nextToken() == JsonToken.START_ARRAY) {
      if (count == expected) {
        throw new IOException(String.format(Locale.ROOT, "it has more than %d vectors", expected));
      }
      vectors[count++] = readVector();
    }
    if (count != expected) {
      throw new IOException(
          String.format(Locale.ROOT, "it has %d vectors for %d texts", count, expected));
    }
    return vectors;
  }

  /** Moves to the value of a name in the object that comes next or is current. */
  private void enter(String name) throws IOException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      parser.nextToken();
    }
    expect(JsonToken.START_OBJECT);
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      boolean found = parser.currentName().equals(name);
      parser.nextToken();
      if (found) {
        return;
      }
      parser.skipChildren();
    }
    throw new IOException("it has no '" + name + "'");
  }

  private void expect(JsonToken token) throws IOException {
    if (parser.currentToken() != token) {
      throw new IOException("it has another form than the service documents");
    }
  }

  private float[] readVector() throws IOException {
    float[] vector = new float[1024];
    int length = 0;
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (parser.currentToken() == JsonToken.START_ARRAY) {
        throw new IOException("it has a vector for each token instead of one for the text");
      }
      if (!parser.currentToken().isNumeric()) {
        throw new IOException("a component is not a number");
      }
      float component = (float) parser.getDoubleValue();
      if (!Float.isFinite(component)) {
        throw new IOException("a component is not a number that a vector can hold");
      }
      if (length == vector.length) {
        vector = Arrays.copyOf(vector, length * 2);
      }
      vector[length++] = component;
    }
    return Arrays.copyOf(vector, length);
  }
}
