package io.github.chromajdbc.it.index;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/**
 * Records with five keys: {@code active} (true for one in twenty), {@code year} (1900 to 2024),
 * {@code price} (a float below 1000), {@code category} (20 values), {@code source} (1,000 values).
 */
final class SampleRecords {
  private static final int FEW = 4;
  private static final int STEPS = 10_000;
  private static final int FEW_WORDS = 12;

  private final Random random;
  private final int dimension;
  private final int words;
  private int next;
  private int active;

  SampleRecords(long seed) {
    this(seed, FEW, FEW_WORDS);
  }

  /**
   * @param words of a document
   */
  SampleRecords(long seed, int dimension, int words) {
    this.random = new Random(seed);
    this.dimension = dimension;
    this.words = words;
  }

  /** The body of an add request with the next records. */
  Map<String, Object> next(int count) {
    List<String> ids = new ArrayList<>();
    List<List<Double>> embeddings = new ArrayList<>();
    List<String> documents = new ArrayList<>();
    List<Map<String, Object>> metadatas = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      ids.add(id(next++));
      embeddings.add(vector());
      documents.add(SampleText.of(words, random));
      metadatas.add(metadata());
    }
    return Map.of(
        "ids", ids, "embeddings", embeddings, "documents", documents, "metadatas", metadatas);
  }

  /**
   * The id of the record of this number, 0-based: a UUID, as most libraries over Chroma make them.
   */
  static String id(int number) {
    return UUID.nameUUIDFromBytes(ByteBuffer.allocate(Integer.BYTES).putInt(number).array())
        .toString();
  }

  /** How many of the records so far are active. */
  int active() {
    return active;
  }

  /** Numbers of four digits from 0 to 1. */
  List<Double> vector() {
    List<Double> vector = new ArrayList<>();
    for (int i = 0; i < dimension; i++) {
      vector.add((double) random.nextInt(STEPS) / STEPS);
    }
    return vector;
  }

  private Map<String, Object> metadata() {
    Map<String, Object> metadata = new LinkedHashMap<>();
    boolean isActive = random.nextInt(20) == 0;
    active += isActive ? 1 : 0;
    metadata.put("active", isActive);
    metadata.put("year", 1900 + random.nextInt(125));
    metadata.put("price", random.nextDouble() * 1000);
    metadata.put("category", "c" + random.nextInt(20));
    metadata.put("source", "s" + random.nextInt(1000));
    return metadata;
  }
}
