package io.github.chromajdbc.failure;

import io.github.chromajdbc.client.Cancellation;
import io.github.chromajdbc.error.ChromaError;
import io.github.chromajdbc.error.ChromaException;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.sql.SQLInvalidAuthorizationSpecException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLNonTransientException;
import java.sql.SQLSyntaxErrorException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransientConnectionException;
import java.sql.SQLTransientException;
import org.jspecify.annotations.Nullable;

/**
 * Turns what went wrong into the {@link SQLException} of its SQLSTATE. Every exception that leaves
 * the driver is made here.
 */
public final class SqlFailure {
  private SqlFailure() {}

  /** The exception of an error with its sentence's arguments. */
  public static SQLException of(ChromaError error, @Nullable Object... arguments) {
    return of(error, error.message(arguments), null);
  }

  /** What a method throws that this driver does not implement: 0A000 with the sentence. */
  public static SQLFeatureNotSupportedException notSupported(String sentence) {
    return new SQLFeatureNotSupportedException(
        sentence, ChromaError.NOT_SUPPORTED.sqlState(), ChromaError.NOT_SUPPORTED.vendorCode());
  }

  /**
   * The exception for anything thrown below the driver. What is not an error of the enum is a
   * defect of the driver: XX000 with the cause.
   */
  public static SQLException from(Throwable thrown) {
    if (thrown instanceof SQLException known) {
      return known;
    }
    if (thrown instanceof ChromaException known) {
      return of(known.error(), known.sentence(), known);
    }
    return of(
        ChromaError.INTERNAL,
        ChromaError.INTERNAL.message(
            thrown.getMessage() == null
                ? thrown.getClass().getSimpleName()
                : thrown.getClass().getSimpleName() + ": " + thrown.getMessage()),
        thrown);
  }

  /**
   * As {@link #from(Throwable)}, but of an execution that was ended from outside: whatever broke
   * then broke for that reason.
   */
  public static SQLException from(Throwable thrown, Cancellation cancellation) {
    try {
      cancellation.throwIfCancelled();
    } catch (ChromaException reason) {
      if (reason == thrown) {
        return from(reason);
      }
      SQLException ended = of(reason.error(), reason.sentence(), reason);
      ended.addSuppressed(thrown);
      return ended;
    }
    return from(thrown);
  }

  private static SQLException of(ChromaError error, String message, @Nullable Throwable cause) {
    String state = error.sqlState();
    int code = error.vendorCode();
    return switch (error) {
      case CONNECTION_FAILED, CONNECTION_LOST, NETWORK_TIMEOUT ->
          new SQLTransientConnectionException(message, state, code, cause);
      case QUERY_TIMEOUT -> new SQLTimeoutException(message, state, code, cause);
      case CANCELLED -> new SQLTransientException(message, state, code, cause);
      default -> ofClass(state.substring(0, 2), message, state, code, cause);
    };
  }

  private static SQLException ofClass(
      String sqlStateClass, String message, String state, int code, @Nullable Throwable cause) {
    return switch (sqlStateClass) {
      case "08" -> new SQLNonTransientConnectionException(message, state, code, cause);
      case "0A" -> new SQLFeatureNotSupportedException(message, state, code, cause);
      case "22" -> new SQLDataException(message, state, code, cause);
      case "23" -> new SQLIntegrityConstraintViolationException(message, state, code, cause);
      case "28" -> new SQLInvalidAuthorizationSpecException(message, state, code, cause);
      case "42" -> new SQLSyntaxErrorException(message, state, code, cause);
      case "3D", "3F", "XX" -> new SQLNonTransientException(message, state, code, cause);
      default -> new SQLException(message, state, code, cause);
    };
  }
}
