package io.github.chromajdbc.result;

import io.github.chromajdbc.calcite.statement.RowCursor;
import io.github.chromajdbc.client.Cancellation;
import io.github.chromajdbc.error.ChromaException;
import io.github.chromajdbc.failure.SqlFailure;
import io.github.chromajdbc.timing.QueryTimer;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * An engine's cursor as java.sql needs it: its exceptions as {@link SQLException}, no row after a
 * cancel, none past {@code maxRows}, its resources given back at the last row and not only at
 * close. Columns are 0-based.
 */
public final class ResultRows implements AutoCloseable {
  private final RowCursor cursor;
  private final Cancellation cancellation;
  private final Cancellation.Registration registration;
  private final QueryTimer timer;
  private final long maxRows;
  private final LongConsumer onEnd;
  private final AtomicBoolean ended = new AtomicBoolean();
  private volatile boolean cancelled;
  private long delivered;

  /**
   * @param maxRows most rows delivered; 0 for all
   * @param onEnd called once, when no row can follow, with how many rows were delivered
   */
  public ResultRows(
      RowCursor cursor,
      Cancellation cancellation,
      QueryTimer timer,
      long maxRows,
      LongConsumer onEnd) {
    this.cursor = cursor;
    this.cancellation = cancellation;
    this.timer = timer;
    this.maxRows = maxRows;
    this.onEnd = onEnd;
    this.registration = cancellation.onCancel(() -> cancelled = true);
  }

  /** Rows that nothing bounds. */
  static ResultRows unbounded(RowCursor cursor) {
    Cancellation never = Cancellation.never();
    return new ResultRows(
        cursor,
        never,
        new QueryTimer(Duration.ZERO, Duration.ZERO, never, "", false),
        0,
        rows -> {});
  }

  boolean next() throws SQLException {
    refuseWhenCancelled();
    if (ended.get()) {
      return false;
    }
    if (maxRows > 0 && delivered >= maxRows) {
      end();
      return false;
    }
    timer.enter();
    boolean found;
    try {
      found = cursor.next();
    } catch (RuntimeException | StackOverflowError | AssertionError | LinkageError thrown) {
      throw failed(thrown);
    } finally {
      timer.leave();
    }
    if (!found) {
      end();
      return false;
    }
    refuseWhenCancelled();
    delivered++;
    return true;
  }

  private void refuseWhenCancelled() throws SQLException {
    if (cancelled) {
      try {
        cancellation.throwIfCancelled();
      } catch (ChromaException reason) {
        throw failed(reason);
      }
    }
  }

  boolean isNull(int column) throws SQLException {
    try {
      return cursor.isNull(column);
    } catch (RuntimeException | StackOverflowError | AssertionError | LinkageError thrown) {
      throw SqlFailure.from(thrown, cancellation);
    }
  }

  long getLong(int column) throws SQLException {
    try {
      return cursor.getLong(column);
    } catch (RuntimeException | StackOverflowError | AssertionError | LinkageError thrown) {
      throw SqlFailure.from(thrown, cancellation);
    }
  }

  double getDouble(int column) throws SQLException {
    try {
      return cursor.getDouble(column);
    } catch (RuntimeException | StackOverflowError | AssertionError | LinkageError thrown) {
      throw SqlFailure.from(thrown, cancellation);
    }
  }

  @Nullable Object getObject(int column) throws SQLException {
    try {
      return cursor.getObject(column);
    } catch (RuntimeException | StackOverflowError | AssertionError | LinkageError thrown) {
      throw SqlFailure.from(thrown, cancellation);
    }
  }

  /** What a failed row throws. No row can follow it, so the cursor is given back. */
  private SQLException failed(Throwable thrown) {
    SQLException failure = SqlFailure.from(thrown, cancellation);
    try {
      end();
    } catch (SQLException whileClosing) {
      failure.addSuppressed(whileClosing);
    }
    return failure;
  }

  private void end() throws SQLException {
    if (!ended.compareAndSet(false, true)) {
      return;
    }
    timer.close();
    registration.close();
    onEnd.accept(delivered);
    try {
      cursor.close();
    } catch (RuntimeException | StackOverflowError | AssertionError | LinkageError thrown) {
      throw SqlFailure.from(thrown);
    }
  }

  /** Ends the rows, from any thread. */
  @Override
  public void close() throws SQLException {
    end();
  }
}
