package io.github.chromajdbc.connection;

import io.github.chromajdbc.error.ChromaError;
import io.github.chromajdbc.failure.SqlFailure;
import io.github.chromajdbc.failure.WarningChain;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * What a connection remembers of transactions, of which there are none: every statement is its own.
 * Settings are accepted, since tools make them without need, and said to be without effect; only a
 * rollback of something written is refused.
 */
final class TransactionState {
  private boolean autoCommit = true;
  private boolean written;
  private int isolation = Connection.TRANSACTION_NONE;
  private int holdability = ResultSet.HOLD_CURSORS_OVER_COMMIT;

  synchronized void reset() {
    autoCommit = true;
    written = false;
    isolation = Connection.TRANSACTION_NONE;
    holdability = ResultSet.HOLD_CURSORS_OVER_COMMIT;
  }

  synchronized boolean autoCommit() {
    return autoCommit;
  }

  synchronized void setAutoCommit(boolean on) {
    if (on != autoCommit) {
      autoCommit = on;
      written = false;
    }
  }

  synchronized void write() {
    written = !autoCommit;
  }

  synchronized void commit() {
    written = false;
  }

  synchronized void rollback() throws SQLException {
    if (written) {
      throw SqlFailure.notSupported(
          "Chroma has no transactions: what was written is there. Undo it with DELETE or UPDATE");
    }
  }

  synchronized int isolation() {
    return isolation;
  }

  synchronized void setIsolation(int level, WarningChain warnings) throws SQLException {
    switch (level) {
      case Connection.TRANSACTION_NONE -> isolation = level;
      case Connection.TRANSACTION_READ_UNCOMMITTED,
          Connection.TRANSACTION_READ_COMMITTED,
          Connection.TRANSACTION_REPEATABLE_READ,
          Connection.TRANSACTION_SERIALIZABLE -> {
        isolation = level;
        warnings.warn(
            ChromaError.OPTION_CHANGED.warning(
                "Chroma has no transactions: the isolation level has no effect"));
      }
      default ->
          throw SqlFailure.of(
              ChromaError.INVALID_ARGUMENT,
              level + " is no isolation level of java.sql.Connection");
    }
  }

  synchronized int holdability() {
    return holdability;
  }

  synchronized void setHoldability(int wanted, WarningChain warnings) throws SQLException {
    checkHoldability(wanted);
    if (wanted == ResultSet.CLOSE_CURSORS_AT_COMMIT) {
      warnings.warn(
          ChromaError.OPTION_CHANGED.warning(
              "Chroma has no transactions: a commit closes no result set"));
    }
    holdability = wanted;
  }

  static void checkHoldability(int wanted) throws SQLException {
    if (wanted != ResultSet.HOLD_CURSORS_OVER_COMMIT
        && wanted != ResultSet.CLOSE_CURSORS_AT_COMMIT) {
      throw SqlFailure.of(
          ChromaError.INVALID_ARGUMENT,
          "Holdability is HOLD_CURSORS_OVER_COMMIT or CLOSE_CURSORS_AT_COMMIT");
    }
  }
}
