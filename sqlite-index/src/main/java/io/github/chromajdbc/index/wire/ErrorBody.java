package io.github.chromajdbc.index.wire;

import io.github.chromajdbc.index.IndexException;
import io.github.chromajdbc.index.IndexProblem;

/**
 * The body of every answer that is not a success.
 *
 * @param error the name of an {@link IndexProblem}
 * @param sqlState the five characters of SQLSTATE
 */
public record ErrorBody(String error, String message, String sqlState) {

  public static ErrorBody of(IndexException failure) {
    return new ErrorBody(failure.problem().name(), failure.sentence(), failure.sqlState());
  }

  /** The exception that the sidecar met, to be thrown here. */
  public IndexException exception() {
    for (IndexProblem problem : IndexProblem.values()) {
      if (problem.name().equals(error)) {
        return new IndexException(problem, message, null);
      }
    }
    return new IndexException(IndexProblem.INTERNAL, error + ": " + message, null);
  }
}
