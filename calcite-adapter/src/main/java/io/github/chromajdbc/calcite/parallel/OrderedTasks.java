package io.github.chromajdbc.calcite.parallel;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/**
 * Tasks that begin in their order, a bounded number at once.
 *
 * @param <T> what a task makes
 */
public final class OrderedTasks<T> {
  private final int count;
  private final IntFunction<T> work;
  private final Executor executor;
  private final boolean ahead;
  private final List<CompletableFuture<T>> results = new ArrayList<>();
  private int started;

  /**
   * Starts the first of them.
   *
   * @param bound most that run at once
   * @param ahead whether one that is done makes room for the next; else {@link #startNext} does,
   *     which bounds what is in memory
   */
  public OrderedTasks(int count, int bound, boolean ahead, Executor executor, IntFunction<T> work) {
    this.count = count;
    this.work = work;
    this.executor = executor;
    this.ahead = ahead;
    for (int i = 0; i < count; i++) {
      results.add(new CompletableFuture<>());
    }
    for (int i = 0; i < Math.min(bound, count); i++) {
      startNext();
    }
  }

  /** Starts one more of them, if there is one. */
  public void startNext() {
    int index;
    synchronized (results) {
      if (started >= count) {
        return;
      }
      index = started++;
    }
    CompletableFuture<T> result = results.get(index);
    try {
      executor.execute(() -> run(index, result));
    } catch (RuntimeException rejected) { // The engine was closed meanwhile.
      result.completeExceptionally(rejected);
    }
  }

  @SuppressWarnings("CatchingUnchecked") // It goes to whoever takes the result.
  private void run(int index, CompletableFuture<T> result) {
    try {
      result.complete(work.apply(index));
    } catch (RuntimeException | Error failure) {
      result.completeExceptionally(failure);
    } finally {
      if (ahead) {
        startNext();
      }
    }
  }

  /** The result of one, once it is there. */
  public T take(int index) {
    try {
      return results.get(index).join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      if (e.getCause() instanceof Error failure) {
        throw failure;
      }
      throw e;
    }
  }

  /** Does something with what is there, and with what comes later of those that run. */
  public void forEachDone(Consumer<T> action) {
    for (CompletableFuture<T> result : results) {
      CompletableFuture<Void> unused = result.thenAccept(action);
    }
  }

  /** Starts no more of them. */
  public void stop() {
    synchronized (results) {
      started = count;
    }
  }
}
