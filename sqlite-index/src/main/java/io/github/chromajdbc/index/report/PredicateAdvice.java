package io.github.chromajdbc.index.report;

import org.jspecify.annotations.Nullable;

/**
 * How one predicate of a filter is answered.
 *
 * @param predicate as text
 * @param index the index that SQLite would use, null when it reads a table
 * @param ddl the statement that would make it fast, null when it is already or when nothing can
 */
public record PredicateAdvice(
    String predicate, Access access, @Nullable String index, @Nullable String ddl) {

  /** From fast to slow. */
  public enum Access {
    /** From an index that holds all that is needed. */
    COVERED,
    /** From an index, and then a look into the table for each of its entries. */
    INDEXED,
    /** By reading the metadata of every collection. */
    SCANNED,
    /** From the full-text index, or by reading documents: metadata indexes do not help. */
    DOCUMENT
  }
}
