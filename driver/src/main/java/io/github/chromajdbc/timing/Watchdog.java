package io.github.chromajdbc.timing;

import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The one thread that ends what takes too long, for all connections. It is a daemon, and it goes
 * away when nothing has been due for a while, so that it holds neither the JVM nor a class loader.
 */
public final class Watchdog {
  private static final ScheduledThreadPoolExecutor SCHEDULER = scheduler();

  private Watchdog() {}

  private static ScheduledThreadPoolExecutor scheduler() {
    ScheduledThreadPoolExecutor scheduler =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread thread = new Thread(task, "chroma-jdbc watchdog");
              thread.setDaemon(true);
              thread.setContextClassLoader(null);
              return thread;
            });
    scheduler.setRemoveOnCancelPolicy(true);
    scheduler.setKeepAliveTime(10, TimeUnit.SECONDS);
    scheduler.allowCoreThreadTimeOut(true);
    return scheduler;
  }

  /** Runs the task after the delay unless the answer is cancelled first. */
  public static ScheduledFuture<?> after(Duration delay, Runnable task) {
    return SCHEDULER.schedule(task, delay.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** How many tasks are due: none when every statement that had a timeout has ended. */
  public static int pending() {
    return SCHEDULER.getQueue().size();
  }
}
