package io.github.chromajdbc.calcite.engine;

import io.github.chromajdbc.error.ChromaError;
import io.github.chromajdbc.error.ChromaException;
import java.util.function.Supplier;
import org.apache.calcite.runtime.CalciteContextException;
import org.apache.calcite.runtime.CalciteException;

/** Turns what escapes from Calcite into the driver's errors. */
final class EscapedErrors {
  private EscapedErrors() {}

  static <T> T whilePlanning(Supplier<T> work) {
    try {
      return work.get();
    } catch (ChromaException e) {
      throw e;
    } catch (RuntimeException | AssertionError | StackOverflowError | LinkageError e) {
      throw explained(e);
    }
  }

  static <T> T whileRunning(Supplier<T> work) {
    return whilePlanning(work);
  }

  private static ChromaException explained(Throwable escaped) {
    for (Throwable cause = escaped; cause != null; cause = cause.getCause()) {
      if (cause instanceof ChromaException known) {
        return known;
      }
      if (cause instanceof ArithmeticException || isArithmeticOfConstants(cause)) {
        return arithmetic(cause);
      }
      if (cause instanceof NumberFormatException) {
        return ChromaError.INVALID_VALUE.causedBy(
            escaped,
            "A text is no number: "
                + cause.getMessage()
                + ". Use TRY_CAST or filter such rows out");
      }
      if (cause instanceof StackOverflowError) {
        return ChromaError.LIMIT_EXCEEDED.causedBy(
            escaped, "The statement is nested too deep: split it");
      }
      if (cause instanceof CalciteContextException || cause instanceof CalciteException) {
        return calcite(escaped, cause);
      }
    }
    return ChromaError.INTERNAL.causedBy(escaped, String.valueOf(escaped));
  }

  /**
   * Generated code computes constants while its class is loaded. The second time that fails, the
   * JVM has kept of the first exception only its text.
   */
  private static boolean isArithmeticOfConstants(Throwable cause) {
    return cause instanceof ExceptionInInitializerError
        && String.valueOf(cause.getMessage()).contains(ArithmeticException.class.getName());
  }

  private static ChromaException arithmetic(Throwable cause) {
    String message = String.valueOf(cause.getMessage());
    return message.contains("zero")
        ? ChromaError.DIVISION_BY_ZERO.causedBy(cause)
        : ChromaError.NUMBER_OUT_OF_RANGE.causedBy(
            cause, "A number is out of the range of its type: " + message);
  }

  private static ChromaException calcite(Throwable escaped, Throwable cause) {
    String message = String.valueOf(cause.getMessage());
    if (cause.getCause() != null && cause instanceof CalciteContextException) {
      message = String.valueOf(cause.getCause().getMessage());
    }
    if (message.contains("out of range") || message.contains("verflow")) {
      return ChromaError.NUMBER_OUT_OF_RANGE.causedBy(escaped, message);
    }
    return ChromaError.INVALID_STATEMENT.causedBy(escaped, message);
  }
}
