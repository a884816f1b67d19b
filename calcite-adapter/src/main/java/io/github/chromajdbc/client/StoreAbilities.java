package io.github.chromajdbc.client;

/**
 * What a server can do, learnt by asking for features: every 1.x server gives its version as 1.0.0.
 *
 * @param version what the server says of itself
 * @param documentInWhere whether {@code #document} conditions may stand in {@code where}, beside
 *     metadata conditions (1.0.0 answers 400)
 * @param arrayMetadata whether metadata values may be arrays, filtered with {@code $contains}
 *     (1.0.0 answers 422)
 * @param schema whether collections tell their metadata keys in {@code schema.keys}
 * @param maxPageRows most rows one {@code get} may ask for (32,766 with metadata on 1.4.4)
 * @param maxQueryRows most {@code embeddings x n_results} of one {@code query}
 * @param maxListItems most members of {@code $in} and {@code $nin}
 * @param maxConditions most children of one {@code $or} or {@code $and}
 * @param maxDepth deepest nesting of {@code $and} and {@code $or}
 * @param index how records are found
 * @param quotas what a service limits besides
 */
public record StoreAbilities(
    String version,
    boolean documentInWhere,
    boolean arrayMetadata,
    boolean schema,
    int maxPageRows,
    int maxQueryRows,
    int maxListItems,
    int maxConditions,
    int maxDepth,
    MetadataIndex index,
    Quotas quotas) {

  /** A single node without quotas. */
  public StoreAbilities(
      String version,
      boolean documentInWhere,
      boolean arrayMetadata,
      boolean schema,
      int maxPageRows,
      int maxQueryRows,
      int maxListItems,
      int maxConditions,
      int maxDepth) {
    this(
        version,
        documentInWhere,
        arrayMetadata,
        schema,
        maxPageRows,
        maxQueryRows,
        maxListItems,
        maxConditions,
        maxDepth,
        MetadataIndex.SINGLE_NODE,
        Quotas.NONE);
  }
}
