package io.github.chromajdbc.it.jdbc;

import java.sql.SQLException;

/** Calls that have to fail. */
final class Failures {
  private Failures() {}

  /** A call of java.sql. */
  @FunctionalInterface
  interface Call {
    void run() throws SQLException;
  }

  /** What the call throws; anything but an SQLException fails the test. */
  static SQLException of(Call call) {
    try {
      call.run();
    } catch (SQLException expected) {
      return expected;
    }
    throw new AssertionError("Nothing was thrown");
  }
}
