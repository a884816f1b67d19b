package io.github.chromajdbc.index.sidecar;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.chromajdbc.index.BuildMonitor;
import io.github.chromajdbc.index.IndexProblem;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** The builds of a sidecar: one runs at a time, the last hundred are remembered. */
final class JobBoard implements AutoCloseable {
  private static final int REMEMBERED = 100;

  /** A build that does not end within this after its cancellation stands in its commit. */
  private static final long GRACE_SECONDS = 10;

  private final Map<String, BuildJob> jobs = new LinkedHashMap<>();
  private final ExecutorService builder =
      Executors.newSingleThreadExecutor(
          work -> {
            Thread thread = new Thread(work, "index-builder");
            thread.setDaemon(true);
            return thread;
          });

  BuildJob start(int successStatus, Function<BuildMonitor, JsonNode> work) {
    BuildJob job = new BuildJob(UUID.randomUUID().toString(), successStatus, work);
    synchronized (jobs) {
      if (jobs.size() >= REMEMBERED) {
        jobs.values().removeIf(old -> jobs.size() >= REMEMBERED && old.status().state().isOver());
      }
      if (jobs.size() >= REMEMBERED) {
        throw IndexProblem.BUILD_RUNNING.exception("this sidecar's queue, which is full");
      }
      jobs.put(job.id(), job);
    }
    builder.execute(job);
    return job;
  }

  BuildJob require(String id) {
    synchronized (jobs) {
      BuildJob job = jobs.get(id);
      if (job == null) {
        throw IndexProblem.NO_SUCH_ROUTE.exception("job " + id);
      }
      return job;
    }
  }

  /** Cancels what runs, which rolls it back, and waits for it. */
  @Override
  public void close() {
    synchronized (jobs) {
      jobs.values().forEach(BuildJob::cancel);
    }
    builder.shutdown();
    try {
      boolean ended = builder.awaitTermination(GRACE_SECONDS, TimeUnit.SECONDS);
      if (!ended) {
        // SQLite rolls an unfinished transaction back when the file is opened next.
        builder.shutdownNow();
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
