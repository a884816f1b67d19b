package io.github.chromajdbc.index.file;

import io.github.chromajdbc.index.BuildMonitor;
import io.github.chromajdbc.index.BuildProgress;
import io.github.chromajdbc.index.IndexException;
import io.github.chromajdbc.index.IndexProblem;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.sqlite.ProgressHandler;
import org.sqlite.SQLiteErrorCode;

/**
 * One connection to the file, for one operation.
 *
 * <p>Every query is read to its end and closed before its rows are handed out: a read cursor left
 * open keeps a shared lock, and the server's writes wait for it.
 */
public final class SqliteSession implements AutoCloseable {
  /** SQLite calls back each time it ran this many steps of its virtual machine. */
  public static final int STEPS_PER_CALL = 20_000;

  private static final int NO_CODE = 0xff;

  private final Path file;
  private final Connection connection;
  private final long lockTimeoutMillis;
  private boolean inTransaction;

  SqliteSession(Path file, Connection connection, long lockTimeoutMillis) {
    this.file = file;
    this.connection = connection;
    this.lockTimeoutMillis = lockTimeoutMillis;
  }

  /** Reads the row a result set stands on. */
  @FunctionalInterface
  public interface RowReader<T> {
    T read(ResultSet row) throws SQLException;
  }

  /** Hears how many steps SQLite has run in the present statement, and may end it. */
  @FunctionalInterface
  public interface StepListener {
    /** Returns false to interrupt the statement. */
    boolean stepped(long steps);
  }

  public Path file() {
    return file;
  }

  /**
   * Runs a query to its end, once the server's commit lets it. Arguments are String, Long, Integer,
   * Double or Boolean.
   */
  public <T> List<T> query(String sql, RowReader<T> reader, Object... arguments) {
    return patiently(waited -> {}, () -> read(sql, reader, arguments));
  }

  private <T> List<T> read(String sql, RowReader<T> reader, Object... arguments) {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < arguments.length; i++) {
        // As the server binds them: SQLite has no boolean of its own.
        Object value = arguments[i] instanceof Boolean flag ? (flag ? 1L : 0L) : arguments[i];
        statement.setObject(i + 1, value);
      }
      List<T> rows = new ArrayList<>();
      try (ResultSet result = statement.executeQuery()) {
        while (result.next()) {
          rows.add(reader.read(result));
        }
      }
      return rows;
    } catch (SQLException failure) {
      throw translate(failure);
    }
  }

  /** Runs a statement that answers no rows. */
  public void execute(String sql) {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException failure) {
      throw translate(failure);
    }
  }

  /** Runs a long statement and calls the listener meanwhile. */
  public void execute(String sql, StepListener listener) {
    long[] steps = {0};
    try {
      ProgressHandler.setHandler(
          connection,
          STEPS_PER_CALL,
          new ProgressHandler() {
            @Override
            protected int progress() {
              steps[0] += STEPS_PER_CALL;
              return listener.stepped(steps[0]) ? 0 : 1;
            }
          });
      try {
        execute(sql);
      } finally {
        ProgressHandler.clearHandler(connection);
      }
    } catch (SQLException failure) {
      throw translate(failure);
    }
  }

  /**
   * Starts a transaction that may write. Readers go on; other writers wait for its end.
   *
   * @throws IndexException 55006 when the file stays locked longer than the timeout, 57014 when the
   *     monitor gives up first
   */
  public void beginWriting(BuildMonitor monitor) {
    patiently(
        waited ->
            monitor.progress(
                new BuildProgress(BuildProgress.Phase.WAITING_FOR_LOCK, 0, waited, -1)),
        () -> {
          if (monitor.cancelled()) {
            throw IndexProblem.CANCELLED.exception(file);
          }
          execute("BEGIN IMMEDIATE");
          return true;
        });
    inTransaction = true;
  }

  /**
   * Commits. SQLite waits for readers here; when they outlast one wait the transaction is still
   * whole, so the commit is tried again until the timeout.
   */
  public void commit() {
    patiently(
        waited -> {},
        () -> {
          execute("COMMIT");
          return true;
        });
    inTransaction = false;
  }

  /**
   * Does what the locks of others may forbid, again and again until the timeout.
   *
   * @param waiting hears after each try for how many milliseconds it has been tried
   * @throws IndexException 55006 when the file stays locked longer
   */
  private <T> T patiently(LongConsumer waiting, Supplier<T> work) {
    long started = System.nanoTime();
    while (true) {
      try {
        return work.get();
      } catch (IndexException failure) {
        long waited = (System.nanoTime() - started) / 1_000_000;
        if (failure.problem() != IndexProblem.FILE_BUSY || waited >= lockTimeoutMillis) {
          throw failure;
        }
        waiting.accept(waited);
      }
    }
  }

  /** Rolls back what is not committed, and closes. */
  @Override
  public void close() {
    try (Connection closing = connection) {
      if (inTransaction) {
        inTransaction = false;
        rollBack(closing);
      }
    } catch (SQLException failure) {
      throw translate(failure);
    }
  }

  private static void rollBack(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("ROLLBACK");
    } catch (SQLException failure) {
      // An interrupt, a full disk or an I/O error already made SQLite roll back by itself.
      if (!String.valueOf(failure.getMessage()).contains("no transaction is active")) {
        throw failure;
      }
    }
  }

  private IndexException translate(SQLException failure) {
    String message = String.valueOf(failure.getMessage());
    return switch (SQLiteErrorCode.getErrorCode(failure.getErrorCode() & NO_CODE)) {
      case SQLITE_BUSY, SQLITE_LOCKED ->
          IndexProblem.FILE_BUSY.causedBy(failure, file, lockTimeoutMillis);
      case SQLITE_READONLY, SQLITE_PERM ->
          IndexProblem.READ_ONLY_FILE.causedBy(failure, file, message);
      case SQLITE_NOTADB -> IndexProblem.NOT_A_CHROMA_FILE.causedBy(failure, file, message);
      case SQLITE_INTERRUPT -> IndexProblem.CANCELLED.causedBy(failure, file);
      default -> IndexProblem.FILE_FAILED.causedBy(failure, file, message);
    };
  }
}
