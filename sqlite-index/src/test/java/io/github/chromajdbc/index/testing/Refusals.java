package io.github.chromajdbc.index.testing;

import io.github.chromajdbc.index.IndexException;
import io.github.chromajdbc.index.IndexProblem;

/** Operations that are refused. */
public final class Refusals {
  private Refusals() {}

  /** Why an operation is refused; fails when it is not. */
  public static IndexProblem problemOf(Runnable operation) {
    try {
      operation.run();
    } catch (IndexException failure) {
      return failure.problem();
    }
    throw new AssertionError("it was not refused");
  }
}
