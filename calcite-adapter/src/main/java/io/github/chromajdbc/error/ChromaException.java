package io.github.chromajdbc.error;

import org.jspecify.annotations.Nullable;

/**
 * An error on its way to the user. It is unchecked so that it passes through Calcite and its
 * generated code; the driver turns it into the {@link java.sql.SQLException} of its SQLSTATE at its
 * boundary.
 */
public final class ChromaException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ChromaError error;

  ChromaException(ChromaError error, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.error = error;
  }

  public ChromaError error() {
    return error;
  }

  /** The message, which is never null here. */
  public String sentence() {
    return String.valueOf(getMessage());
  }
}
