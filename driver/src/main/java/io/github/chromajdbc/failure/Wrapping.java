package io.github.chromajdbc.failure;

import io.github.chromajdbc.error.ChromaError;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** {@link java.sql.Wrapper} of objects that wrap nothing but themselves. */
public final class Wrapping {
  private Wrapping() {}

  /**
   * The object as the interface.
   *
   * @throws SQLException HY024 when it is not
   */
  public static <T> T unwrap(Object self, @Nullable Class<T> type) throws SQLException {
    if (type == null || !type.isInstance(self)) {
      throw SqlFailure.of(
          ChromaError.INVALID_ARGUMENT,
          "A "
              + self.getClass().getSimpleName()
              + " is no "
              + (type == null ? "null" : type.getName())
              + ": ask isWrapperFor first");
    }
    return type.cast(self);
  }

  /** Whether {@link #unwrap} would answer. */
  public static boolean isWrapper(Object self, @Nullable Class<?> type) {
    return type != null && type.isInstance(self);
  }
}
