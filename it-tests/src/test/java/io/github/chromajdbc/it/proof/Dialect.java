package io.github.chromajdbc.it.proof;

/** One statement is written for each. */
enum Dialect {
  /** For the driver, which has Chroma do what it can. */
  PUSHED,
  /**
   * For the driver, over derived tables with a LIMIT that no table reaches: it means the same, and
   * neither condition, order nor limit can pass it. So the driver reads whole collections.
   */
  WHOLE_READS,
  /** For the independent engine. */
  INDEPENDENT
}
