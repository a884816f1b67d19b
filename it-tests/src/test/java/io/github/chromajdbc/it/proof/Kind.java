package io.github.chromajdbc.it.proof;

/** What a part of a statement is. A part may be replaced by another of its kind. */
enum Kind {
  WHOLE,
  NUMBER,
  TEXT,
  FLAG,
  /** A whole query. */
  QUERY,
  /** What a statement may have or not. */
  CLAUSE,
  /** Parts between commas, of which one must remain. */
  LIST,
  /** What belongs where it stands. */
  FIXED
}
