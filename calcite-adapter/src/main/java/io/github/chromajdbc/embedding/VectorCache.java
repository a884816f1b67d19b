package io.github.chromajdbc.embedding;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Vectors of the texts embedded last, bounded by their memory. Thread-safe. */
final class VectorCache {
  /** What made a vector. Providers count by identity: two of one name may differ in settings. */
  record Key(EmbeddingProvider provider, EmbeddingPurpose purpose, String text) {}

  private final long maxBytes;
  private final Map<Key, float[]> vectors = new LinkedHashMap<>(16, 0.75f, true);
  private long bytes;

  VectorCache(long maxBytes) {
    this.maxBytes = maxBytes;
  }

  synchronized float @Nullable [] get(Key key) {
    return vectors.get(key);
  }

  synchronized void put(Key key, float[] vector) {
    float[] before = vectors.put(key, vector);
    bytes += size(key, vector) - (before == null ? 0 : size(key, before));
    Iterator<Map.Entry<Key, float[]>> oldest = vectors.entrySet().iterator();
    while (bytes > maxBytes && oldest.hasNext()) {
      Map.Entry<Key, float[]> evicted = oldest.next();
      bytes -= size(evicted.getKey(), evicted.getValue());
      oldest.remove();
    }
  }

  synchronized int size() {
    return vectors.size();
  }

  private static long size(Key key, float[] vector) {
    return 2L * key.text().length() + 4L * vector.length;
  }
}
