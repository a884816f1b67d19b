package io.github.chromajdbc.convert;

import io.github.chromajdbc.error.ChromaError;
import io.github.chromajdbc.failure.SqlFailure;
import java.sql.SQLException;

/** The errors of conversions. Values are quoted in them, long ones cut short. */
final class Unconvertible {
  private static final int MOST_SHOWN = 40;

  private Unconvertible() {}

  /** 07006: no value of this class becomes one of that. */
  static SQLException classes(Object value, String target) {
    return SqlFailure.of(
        ChromaError.CONVERSION_NOT_POSSIBLE,
        "A value of class "
            + value.getClass().getSimpleName()
            + " cannot be converted to "
            + target);
  }

  /** 22018: this text is none. */
  static SQLException text(String value, String target) {
    return SqlFailure.of(ChromaError.INVALID_VALUE, "'" + shortened(value) + "' is no " + target);
  }

  /** 22007: this text is no date or time. */
  static SQLException datetime(String value, String target) {
    return SqlFailure.of(
        ChromaError.INVALID_DATETIME,
        "'" + shortened(value) + "' is no " + target + ": write it as 2026-01-31 23:59:59");
  }

  /** 22003: it does not fit. */
  static SQLException range(Object value, String target) {
    return SqlFailure.of(
        ChromaError.NUMBER_OUT_OF_RANGE,
        shortened(String.valueOf(value)) + " is out of range for " + target);
  }

  private static String shortened(String value) {
    return value.length() <= MOST_SHOWN ? value : value.substring(0, MOST_SHOWN) + "...";
  }
}
