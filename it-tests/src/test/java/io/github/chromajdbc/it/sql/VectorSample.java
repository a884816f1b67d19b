package io.github.chromajdbc.it.sql;

import io.github.chromajdbc.client.Space;
import io.github.chromajdbc.testing.TestRecord;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;

/** Random records, and searches over them as plainly as they can be written. */
record VectorSample(List<Item> items) {

  /** A record: {@code metadata.bucket} from 0 to 9, {@code metadata.name} of three letters. */
  @SuppressWarnings("ArrayRecordComponent") // Test data, never compared.
  record Item(String id, float[] embedding, int bucket, String name) {}

  /** An item and how far it is from a query. */
  record Found(Item item, double distance) {}

  static VectorSample random(Random random, int size, int dimension) {
    List<Item> items = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      String name =
          ""
              + (char) ('a' + random.nextInt(10))
              + (char) ('a' + random.nextInt(26))
              + (char) ('q' + random.nextInt(10));
      items.add(
          new Item(
              String.format(java.util.Locale.ROOT, "r%06d", i),
              vector(random, dimension),
              random.nextInt(10),
              name));
    }
    return new VectorSample(items);
  }

  static float[] vector(Random random, int dimension) {
    float[] vector = new float[dimension];
    for (int i = 0; i < dimension; i++) {
      vector[i] = (float) random.nextGaussian();
    }
    return vector;
  }

  List<TestRecord> records() {
    return items.stream()
        .map(
            item ->
                TestRecord.of(item.id(), item.embedding())
                    .document("text of " + item.name())
                    .metadata(Map.of("bucket", item.bucket(), "name", item.name())))
        .toList();
  }

  /** The k nearest of those that satisfy the condition, by distance, then id. */
  List<Found> nearest(float[] query, Space space, Predicate<Item> condition, int count) {
    return items.stream()
        .filter(condition)
        .map(item -> new Found(item, distance(space, query, item.embedding())))
        .sorted(
            Comparator.comparingDouble(Found::distance).thenComparing(found -> found.item().id()))
        .limit(count)
        .toList();
  }

  /** Maximal marginal relevance as its paper writes it: similarities, all computed anew. */
  List<Found> reranked(
      float[] query, Space space, List<Found> candidates, double lambda, int count) {
    List<Found> left = new ArrayList<>(candidates);
    List<Found> picked = new ArrayList<>();
    if (!left.isEmpty()) {
      picked.add(left.remove(0));
    }
    while (picked.size() < count && !left.isEmpty()) {
      Found best = left.get(0);
      double bestScore = Double.NEGATIVE_INFINITY;
      for (Found candidate : left) {
        double likeness =
            picked.stream()
                .mapToDouble(
                    one -> similarity(space, one.item().embedding(), candidate.item().embedding()))
                .max()
                .orElseThrow();
        double score =
            lambda * similarity(space, query, candidate.item().embedding())
                - (1 - lambda) * likeness;
        if (score > bestScore) {
          best = candidate;
          bestScore = score;
        }
      }
      picked.add(best);
      left.remove(best);
    }
    return picked;
  }

  /** Cosine, inner product, or how little the vectors differ. */
  private static double similarity(Space space, float[] a, float[] b) {
    return switch (space) {
      case COSINE, IP -> 1 - distance(space, a, b);
      case L2 -> -distance(space, a, b);
    };
  }

  static double distance(Space space, float[] a, float[] b) {
    double product = 0;
    double squaresOfA = 0;
    double squaresOfB = 0;
    double squaredDifference = 0;
    for (int i = 0; i < a.length; i++) {
      product += (double) a[i] * b[i];
      squaresOfA += (double) a[i] * a[i];
      squaresOfB += (double) b[i] * b[i];
      squaredDifference += ((double) a[i] - b[i]) * ((double) a[i] - b[i]);
    }
    return switch (space) {
      case L2 -> squaredDifference;
      case COSINE -> 1 - product / Math.sqrt(squaresOfA * squaresOfB);
      case IP -> 1 - product;
    };
  }
}
