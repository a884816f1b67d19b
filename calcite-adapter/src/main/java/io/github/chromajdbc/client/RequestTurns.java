package io.github.chromajdbc.client;

import io.github.chromajdbc.error.ChromaError;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Lets a bounded number of requests for records run at once, whatever statements, result sets and
 * threads of a connection send them. A turn lasts from a request to its reply: what waits to be
 * taken from a result set holds none, so reads that wait for each other cannot block each other.
 */
public final class RequestTurns {
  private static final long LOOK_MILLIS = 50;

  private final Semaphore permits;
  private final Map<String, RequestTurns> tables = new ConcurrentHashMap<>();

  /**
   * @param atOnce most requests at once, at least 1
   */
  public RequestTurns(int atOnce) {
    permits = new Semaphore(atOnce, true);
  }

  /** The turns of requests for a table that has a bound of its own. */
  public RequestTurns ofTable(String table, int atOnce) {
    return tables.computeIfAbsent(atOnce + " " + table, ignored -> new RequestTurns(atOnce));
  }

  /**
   * Asks once it is its turn.
   *
   * @throws io.github.chromajdbc.error.ChromaException the reason, when cancelled while it waits
   */
  public <T> T during(Cancellation cancellation, Supplier<T> request) {
    try {
      while (!permits.tryAcquire(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
        cancellation.throwIfCancelled();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw ChromaError.CANCELLED.causedBy(e);
    }
    try {
      cancellation.throwIfCancelled();
      return request.get();
    } finally {
      permits.release();
    }
  }
}
