package io.github.chromajdbc.timing;

import io.github.chromajdbc.client.Cancellation;
import io.github.chromajdbc.error.ChromaError;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import org.jspecify.annotations.Nullable;

/**
 * The timeouts of one execution. The query timeout counts the time spent inside the driver, in
 * {@code execute} and in every {@code next}, and not the time a caller takes between two rows: a
 * person who reads a page for a minute has not run a statement for a minute. The network timeout of
 * the connection bounds each of these calls alone.
 *
 * <p>{@link #enter} and {@link #leave} go around every call that may block. While the caller is
 * elsewhere nothing is due, so that a forgotten result set is not held by the watchdog.
 */
public final class QueryTimer implements AutoCloseable {
  private static final long NO_LIMIT = Long.MAX_VALUE;

  private final long queryLimit;
  private final long callLimit;
  private final Cancellation cancellation;
  private final String server;
  private final boolean measured;
  private long used;
  private long enteredAt;
  private boolean inside;
  private boolean closed;
  private @Nullable ScheduledFuture<?> alarm;

  /**
   * @param queryTimeout of the statement; zero for none
   * @param networkTimeout of the connection; zero for none
   * @param cancellation of the execution, which the timer ends
   * @param server as messages name it
   * @param measured whether somebody asks for {@link #used}
   */
  public QueryTimer(
      Duration queryTimeout,
      Duration networkTimeout,
      Cancellation cancellation,
      String server,
      boolean measured) {
    this.queryLimit = queryTimeout.isZero() ? NO_LIMIT : queryTimeout.toNanos();
    this.callLimit = networkTimeout.isZero() ? NO_LIMIT : networkTimeout.toNanos();
    this.cancellation = cancellation;
    this.server = server;
    this.measured = measured;
  }

  /** The time spent inside the driver so far, when it is measured or limited. */
  public synchronized Duration used() {
    return Duration.ofNanos(used + (inside ? sinceEntered() : 0));
  }

  /** A call that may block begins. */
  public void enter() {
    if (isLimited() || measured) {
      begin();
    }
  }

  /** The call has ended. */
  public void leave() {
    if (isLimited() || measured) {
      end();
    }
  }

  private boolean isLimited() {
    return queryLimit != NO_LIMIT || callLimit != NO_LIMIT;
  }

  private synchronized void begin() {
    inside = true;
    enteredAt = System.nanoTime();
    if (isLimited() && alarm == null && !closed) {
      arm();
    }
  }

  private synchronized void end() {
    used += System.nanoTime() - enteredAt;
    inside = false;
  }

  private void arm() {
    // A whole millisecond more, so that the limit has passed when the alarm rings.
    long delay = Math.max(0, Math.min(queryTimeLeft(), callTimeLeft()));
    alarm = Watchdog.after(Duration.ofNanos(delay).plusMillis(1), this::ring);
  }

  private long queryTimeLeft() {
    return queryLimit == NO_LIMIT ? NO_LIMIT : queryLimit - used - sinceEntered();
  }

  private long callTimeLeft() {
    return callLimit == NO_LIMIT ? NO_LIMIT : callLimit - sinceEntered();
  }

  private long sinceEntered() {
    return System.nanoTime() - enteredAt;
  }

  private void ring() {
    boolean isQuery;
    synchronized (this) {
      alarm = null;
      if (closed || !inside) {
        return;
      }
      isQuery = queryTimeLeft() <= 0;
      if (!isQuery && callTimeLeft() > 0) {
        arm();
        return;
      }
    }
    // Outside the lock: what aborts may take its time.
    cancellation.cancel(
        isQuery
            ? ChromaError.QUERY_TIMEOUT.exception(queryLimit / 1_000_000_000 + " s")
            : ChromaError.NETWORK_TIMEOUT.exception(server, callLimit / 1_000_000 + " ms"));
  }

  /** The execution has ended: nothing is due any more. */
  @Override
  public synchronized void close() {
    closed = true;
    ScheduledFuture<?> due = alarm;
    alarm = null;
    if (due != null) {
      due.cancel(false);
    }
  }
}
