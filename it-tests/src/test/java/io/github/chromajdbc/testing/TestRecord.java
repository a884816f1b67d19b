package io.github.chromajdbc.testing;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A record to store.
 *
 * @param metadata values are String, Integer, Long, Double, Boolean or a List of one of them; null
 *     for a record without any
 */
@SuppressWarnings("ArrayRecordComponent") // Test data, never compared.
public record TestRecord(
    String id,
    float[] embedding,
    @Nullable String document,
    @Nullable String uri,
    @Nullable Map<String, ?> metadata) {

  /** A record with a vector and nothing else. */
  public static TestRecord of(String id, float... embedding) {
    return new TestRecord(id, embedding, null, null, null);
  }

  public TestRecord document(String text) {
    return new TestRecord(id, embedding, text, uri, metadata);
  }

  public TestRecord uri(String text) {
    return new TestRecord(id, embedding, document, text, metadata);
  }

  public TestRecord metadata(Map<String, ?> values) {
    return new TestRecord(id, embedding, document, uri, values);
  }
}
