package io.github.chromajdbc.calcite.search;

import io.github.chromajdbc.calcite.function.Measure;
import java.util.Arrays;
import java.util.List;

/**
 * Maximal marginal relevance: rows that are near to the query and unlike each other.
 *
 * <p>The first pick is the nearest row. Each further one is the row i that maximises
 *
 * <pre>  lambda * sim(i, query) - (1 - lambda) * max over the picked j of sim(i, j)</pre>
 *
 * (Carbonell and Goldstein, "The use of MMR, diversity-based reranking for reordering documents and
 * producing summaries", SIGIR 1998). The similarity is the negated distance of the search's space:
 * for {@code COSINE} and {@code IP} it is the cosine and the inner product, up to a constant that
 * changes no pick, for {@code L2} the negated squared Euclidean distance, which among vectors of
 * length 1 is twice the cosine, up to a constant. So one formula serves, and among vectors of
 * length 1 all spaces pick the same rows. Equal rows are picked in the order they are given.
 */
public final class MarginalRelevance {
  private MarginalRelevance() {}

  /**
   * Picks rows.
   *
   * @param distances of the candidates to the query, ascending
   * @param embeddings of the candidates
   * @param lambda from 0 to 1: 1 for nearness alone, 0 for unlikeness alone
   * @param count how many rows to pick; fewer candidates are all picked
   * @return positions of candidates, in the order they were picked
   */
  public static int[] picks(
      Measure measure, double[] distances, List<float[]> embeddings, double lambda, int count) {
    int[] picks = new int[Math.min(count, distances.length)];
    boolean[] picked = new boolean[distances.length];
    double[] nearestPicked = new double[distances.length];
    Arrays.fill(nearestPicked, Double.POSITIVE_INFINITY);
    int last = 0;
    for (int n = 0; n < picks.length; n++) {
      if (n > 0) {
        last = best(distances, nearestPicked, picked, lambda);
      }
      picks[n] = last;
      picked[last] = true;
      for (int i = 0; i < distances.length; i++) {
        if (!picked[i]) {
          nearestPicked[i] =
              Math.min(nearestPicked[i], measure.between(embeddings.get(last), embeddings.get(i)));
        }
      }
    }
    return picks;
  }

  /** In distances: the greatest similarity to a picked row is the least distance to one. */
  private static int best(
      double[] distances, double[] nearestPicked, boolean[] picked, double lambda) {
    int best = -1;
    double bestScore = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < distances.length; i++) {
      if (!picked[i]) {
        double score = (1 - lambda) * nearestPicked[i] - lambda * distances[i];
        if (best < 0 || score > bestScore) {
          best = i;
          bestScore = score;
        }
      }
    }
    return best;
  }
}
