package io.github.chromajdbc.failure;

import io.github.chromajdbc.client.Cancellation;
import java.sql.SQLException;

/** The line between the engine, which throws unchecked, and the callers of java.sql. */
public final class Boundary {
  private Boundary() {}

  /** Something that the engine does. */
  @FunctionalInterface
  public interface Question<T> {
    T ask();
  }

  /**
   * Asks the engine and turns what it throws into a {@link SQLException}. StackOverflowError,
   * AssertionError and LinkageError are included: a deep expression causes the first, Calcite's
   * checks the second, a constant of generated code that cannot be computed the third, and none
   * means that the JVM is unwell.
   */
  public static <T> T ask(Cancellation cancellation, Question<T> question) throws SQLException {
    try {
      return question.ask();
    } catch (RuntimeException | StackOverflowError | AssertionError | LinkageError thrown) {
      throw SqlFailure.from(thrown, cancellation);
    }
  }

  /** Tells the engine something that has no answer. */
  public static void tell(Cancellation cancellation, Runnable order) throws SQLException {
    try {
      order.run();
    } catch (RuntimeException | StackOverflowError | AssertionError | LinkageError thrown) {
      throw SqlFailure.from(thrown, cancellation);
    }
  }
}
