package io.github.chromajdbc.client;

import io.github.chromajdbc.error.ChromaError;
import io.github.chromajdbc.error.ChromaException;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The off-switch of one statement's execution. Whoever runs something that can be aborted registers
 * how; {@link #cancel} runs what is registered, and everything registered later at once.
 * Thread-safe.
 */
public final class Cancellation {
  private final Set<Runnable> aborts = new LinkedHashSet<>();
  private @Nullable ChromaException reason;

  /** A switch that nobody else holds: never pulled. */
  public static Cancellation never() {
    return new Cancellation();
  }

  /**
   * Ends the execution. The first call decides the reason; later ones do nothing.
   *
   * @param why {@link ChromaError#CANCELLED} or {@link ChromaError#QUERY_TIMEOUT}
   */
  public void cancel(ChromaException why) {
    Runnable[] running;
    synchronized (aborts) {
      if (reason != null) {
        return;
      }
      reason = why;
      running = aborts.toArray(Runnable[]::new);
      aborts.clear();
    }
    for (Runnable abort : running) {
      abort.run();
    }
  }

  /** Whether {@link #cancel} was called. */
  public boolean isCancelled() {
    synchronized (aborts) {
      return reason != null;
    }
  }

  /** Throws the reason when {@link #cancel} was called. */
  public void throwIfCancelled() {
    synchronized (aborts) {
      if (reason != null) {
        throw reason;
      }
    }
  }

  /** Registers how to abort what runs now. Closing the registration takes it back. */
  public Registration onCancel(Runnable abort) {
    boolean late;
    synchronized (aborts) {
      late = reason != null;
      if (!late) {
        aborts.add(abort);
      }
    }
    if (late) {
      abort.run();
    }
    return () -> {
      synchronized (aborts) {
        aborts.remove(abort);
      }
    };
  }

  /** Cancels {@code part}, an execution that belongs to this one, when this one is cancelled. */
  public Registration forwardTo(Cancellation part) {
    return onCancel(
        () -> {
          ChromaException why;
          synchronized (aborts) {
            why = reason;
          }
          if (why != null) {
            part.cancel(why);
          }
        });
  }

  /** Taken back by {@link #close}. */
  @FunctionalInterface
  public interface Registration extends AutoCloseable {
    @Override
    void close();
  }
}
