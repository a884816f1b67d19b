package io.github.chromajdbc.it.index;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Sends one request over and over on a thread of its own and keeps the longest time it took. */
final class ReadingBeside implements AutoCloseable {
  private final AtomicBoolean stopped = new AtomicBoolean();
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
  private final Thread thread;
  private volatile double slowest;

  ReadingBeside(Supplier<JsonNode> request) {
    // The first request of a server reads its files, which is not what is to be measured.
    if (request.get().isEmpty()) {
      throw new AssertionError("the request finds nothing");
    }
    thread = new Thread(() -> read(request), "reading-beside");
    thread.start();
  }

  private void read(Supplier<JsonNode> request) {
    try {
      while (!stopped.get()) {
        long started = System.nanoTime();
        JsonNode answer = request.get();
        double millis = (System.nanoTime() - started) / 1e6;
        slowest = answer.isEmpty() ? Double.NaN : Math.max(slowest, millis);
      }
    } catch (RuntimeException | AssertionError wrong) {
      failure.set(wrong);
    }
  }

  /** Stops, and answers the longest time of a request in milliseconds. */
  double slowestMillis() {
    close();
    Throwable wrong = failure.get();
    if (wrong != null) {
      throw new AssertionError("a request beside the build failed", wrong);
    }
    return slowest;
  }

  @Override
  public void close() {
    stopped.set(true);
    try {
      thread.join();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
