package io.github.chromajdbc.timing;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Tells, when an execution has ended, what it was and how long it took: to a Flight Recorder that
 * asks for it, and to the log when it was slow. Costs nothing when nobody asks.
 *
 * <p>What it tells is the text of the statement, never the value of a parameter.
 */
public final class StatementWatch {
  private static final System.Logger LOGGER =
      System.getLogger("io.github.chromajdbc.slow_statements");

  private final StatementEvent event = new StatementEvent();
  private final AtomicBoolean told = new AtomicBoolean();
  private final String text;
  private final String server;
  private final Duration slow;
  private final boolean recorded;

  /**
   * Begins now.
   *
   * @param slow what takes longer is logged; zero for nothing
   * @param server as messages name it
   */
  public StatementWatch(String text, Duration slow, String server) {
    this.text = text;
    this.slow = slow;
    this.server = server;
    recorded = event.isEnabled();
    if (recorded) {
      event.begin();
    }
  }

  /** Whether anybody wants to know the time. */
  public boolean needsTime() {
    return recorded || !slow.isZero();
  }

  /** The execution could not start, and ends. */
  public void failed(SQLException failure) {
    event.sqlState = failure.getSQLState();
  }

  /**
   * The execution has ended. What comes after the first call is ignored.
   *
   * @param time spent in the driver
   * @param rows read or changed
   */
  public void ended(Duration time, long rows) {
    if (!needsTime() || !told.compareAndSet(false, true)) {
      return;
    }
    if (recorded) {
      event.end();
      event.text = text;
      event.server = server;
      event.timeInDriver = time.toNanos();
      event.rows = rows;
      event.commit();
    }
    if (!slow.isZero() && time.compareTo(slow) > 0) {
      LOGGER.log(
          System.Logger.Level.WARNING,
          () ->
              "A statement took "
                  + time.toMillis()
                  + " ms on "
                  + server
                  + ", "
                  + rows
                  + " rows: "
                  + text);
    }
  }
}
