package io.github.chromajdbc.calcite.route;

/** How the nearest rows of several collections become one list. */
public enum MergeStrategy {
  /** By distance. Collections whose spaces differ cannot be merged this way. */
  DISTANCE,
  /**
   * Reciprocal rank fusion: a row scores 1 / (60 + rank) by its rank, from 1, among the rows of its
   * own collection (Cormack, Clarke, Büttcher 2009). A row is in one collection, so the best rows
   * of all come first, then the second best, each rank by distance.
   */
  RECIPROCAL_RANK,
  /** By the distance scaled to 0 (nearest) to 1 (farthest) among the rows of its own collection. */
  NORMALISED
}
