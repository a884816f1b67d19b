package io.github.chromajdbc.index.command;

import io.github.chromajdbc.index.BuildMonitor;
import io.github.chromajdbc.index.BuildProgress;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Cancels a build when the process is told to end, by Ctrl-C for one. A sidecar would go on with
 * it; in this process it is rolled back before the process ends and not when the file is opened
 * next.
 */
final class BuildEndedBySignal implements BuildMonitor, AutoCloseable {
  /** A build that does not end within this stands in its commit. */
  private static final long GRACE_SECONDS = 10;

  private final BuildMonitor watcher;
  private final CountDownLatch over = new CountDownLatch(1);
  private final Thread hook = new Thread(this::cancel, "build-cancel");
  private volatile boolean cancelled;

  private BuildEndedBySignal(BuildMonitor watcher) {
    this.watcher = watcher;
  }

  /** Listens to the end of the process until it is closed. */
  static BuildEndedBySignal watchedBy(BuildMonitor watcher) {
    BuildEndedBySignal monitor = new BuildEndedBySignal(watcher);
    Runtime.getRuntime().addShutdownHook(monitor.hook);
    return monitor;
  }

  private void cancel() {
    cancelled = true;
    try {
      if (!over.await(GRACE_SECONDS, TimeUnit.SECONDS)) {
        System.err.println("chroma-index: the build goes on; list tells what came of it");
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void progress(BuildProgress progress) {
    watcher.progress(progress);
  }

  @Override
  public boolean cancelled() {
    return cancelled || watcher.cancelled();
  }

  /** Tells that the build is over. */
  @Override
  public void close() {
    over.countDown();
    if (!cancelled) {
      try {
        Runtime.getRuntime().removeShutdownHook(hook);
      } catch (IllegalStateException ending) {
        // The hook runs or is about to, and does not wait any more.
      }
    }
  }
}
