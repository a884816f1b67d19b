package io.github.chromajdbc.index;

import org.jspecify.annotations.Nullable;

/** An index operation that failed. Nothing was changed in the file, unless the message says so. */
public final class IndexException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final IndexProblem problem;

  /**
   * An exception whose sentence was written elsewhere, such as by the sidecar; {@link
   * IndexProblem#exception} is the usual way.
   */
  public IndexException(IndexProblem problem, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.problem = problem;
  }

  public IndexProblem problem() {
    return problem;
  }

  /** The five characters of SQLSTATE. */
  public String sqlState() {
    return problem.sqlState();
  }

  /** The message, which is never null here. */
  public String sentence() {
    return String.valueOf(getMessage());
  }
}
