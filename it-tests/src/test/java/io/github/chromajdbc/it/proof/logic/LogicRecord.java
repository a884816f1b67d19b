package io.github.chromajdbc.it.proof.logic;

import java.util.List;

/** A record of a test file. */
sealed interface LogicRecord {
  /** A statement that must succeed. */
  record Statement(String sql) implements LogicRecord {}

  /**
   * A query and its answer.
   *
   * @param line where it stands in its file, from 1
   * @param types a letter for each column: I, R or T
   * @param expected the values, or one line that tells their number and hash
   */
  record Query(int line, String types, Sorting sorting, String sql, List<String> expected)
      implements LogicRecord {}

  /** What is sorted before answers are compared. */
  enum Sorting {
    NOSORT,
    ROWSORT,
    VALUESORT
  }
}
