package io.github.chromajdbc.client;

/**
 * How a server finds records by their metadata and documents: which comparisons answer with all
 * records that SQL asks for.
 */
public enum MetadataIndex {
  /** SQLite on a single node: numbers of both kinds compare with each other, without loss. */
  SINGLE_NODE,

  /**
   * The blocks of a distributed Chroma, as Chroma Cloud is. Whole numbers and fractions are indexed
   * apart; of a whole number the index keeps 32 bits without a sign, of a fraction a float. Records
   * written lately are found without that loss, but by ranges that reach into the other kinds of
   * values. Texts in documents are found by three characters at a time, and an array by its
   * elements, as if each were the value.
   */
  DISTRIBUTED,

  /**
   * The same, with the promise that whole numbers are from -2147483648 to 4294967295, so that
   * ranges of them can be asked for.
   */
  DISTRIBUTED_SMALL_INTEGERS;

  /** That of a distributed Chroma, whose whole numbers are small or may have any size. */
  public static MetadataIndex distributed(boolean smallIntegers) {
    return smallIntegers ? DISTRIBUTED_SMALL_INTEGERS : DISTRIBUTED;
  }

  /** Whether the server is a distributed Chroma. */
  public boolean isDistributed() {
    return this != SINGLE_NODE;
  }
}
