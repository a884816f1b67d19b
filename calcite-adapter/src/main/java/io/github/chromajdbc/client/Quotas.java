package io.github.chromajdbc.client;

/**
 * What a service lets one request ask for, beyond what its servers could do. A request within them
 * is not refused for its size.
 *
 * @param maxPredicates most comparisons of the filters of one request, nested ones included; the
 *     members of a list do not count
 * @param maxTextBytes longest text of {@code $contains} on documents, in UTF-8
 * @param maxPatternBytes longest regular expression, in UTF-8
 * @param maxKeyBytes longest metadata key, in UTF-8
 * @param maxQueryVectors most vectors of one {@code query}
 * @param maxParallelReads most reads of one collection at once
 */
public record Quotas(
    int maxPredicates,
    int maxTextBytes,
    int maxPatternBytes,
    int maxKeyBytes,
    int maxQueryVectors,
    int maxParallelReads) {

  /** No limits. */
  public static final Quotas NONE =
      new Quotas(
          Integer.MAX_VALUE,
          Integer.MAX_VALUE,
          Integer.MAX_VALUE,
          Integer.MAX_VALUE,
          Integer.MAX_VALUE,
          Integer.MAX_VALUE);

  /**
   * Those of Chroma Cloud, as its page on quotas and limits gives them, with two exceptions. The
   * page gives 256 for texts, but the service was seen to refuse more than 130 in {@code
   * $contains}. The page says nothing of vectors: 20 is the default of Chroma's own code.
   */
  public static final Quotas CHROMA_CLOUD = new Quotas(8, 130, 256, 36, 20, 10);

  /** Whether a filter may have any number of comparisons. */
  public boolean anyPredicates() {
    return maxPredicates == Integer.MAX_VALUE;
  }
}
