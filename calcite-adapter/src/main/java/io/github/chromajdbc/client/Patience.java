package io.github.chromajdbc.client;

import io.github.chromajdbc.error.ChromaError;
import io.github.chromajdbc.error.ChromaException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * How often a request is sent again when the server says that it is busy, after pauses that double
 * and are of random length, from once to twice as long.
 *
 * @param repetitions most repetitions
 * @param firstPauseMillis the shortest pause before the first
 */
public record Patience(int repetitions, long firstPauseMillis) {
  /** Sends nothing again. */
  public static final Patience NONE = new Patience(0, 1);

  /**
   * Whether to send a request again that failed.
   *
   * @param before how often it was sent again before, from 0
   */
  public boolean isForAnother(ChromaException failure, int before) {
    return failure.error() == ChromaError.SERVER_BUSY && before < repetitions;
  }

  /**
   * Waits before the request is sent again.
   *
   * @param before how often it was sent again before, from 0
   * @throws ChromaException the reason, when cancelled meanwhile
   */
  public void pause(int before, Cancellation cancellation) {
    long shortest = firstPauseMillis << before;
    long millis = shortest + ThreadLocalRandom.current().nextLong(shortest);
    CountDownLatch cancelled = new CountDownLatch(1);
    Cancellation.Registration registration = cancellation.onCancel(cancelled::countDown);
    try {
      if (cancelled.await(millis, TimeUnit.MILLISECONDS)) {
        cancellation.throwIfCancelled();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw ChromaError.CANCELLED.causedBy(e);
    } finally {
      registration.close();
    }
  }
}
