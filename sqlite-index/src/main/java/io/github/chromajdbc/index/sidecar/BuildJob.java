package io.github.chromajdbc.index.sidecar;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.chromajdbc.index.BuildMonitor;
import io.github.chromajdbc.index.BuildProgress;
import io.github.chromajdbc.index.IndexException;
import io.github.chromajdbc.index.IndexProblem;
import io.github.chromajdbc.index.wire.ErrorBody;
import io.github.chromajdbc.index.wire.JobStatus;
import io.github.chromajdbc.index.wire.JobStatus.State;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One build: what runs it, how far it is, how it ended. */
final class BuildJob implements BuildMonitor, Runnable {
  private final String id;
  private final int successStatus;
  private final Function<BuildMonitor, JsonNode> work;
  private final CountDownLatch over = new CountDownLatch(1);
  private volatile boolean cancelled;
  private volatile JobStatus status;
  private volatile @Nullable IndexException failure;

  /**
   * Prepares a job.
   *
   * @param successStatus the HTTP status of its request when it ends well in time
   */
  BuildJob(String id, int successStatus, Function<BuildMonitor, JsonNode> work) {
    this.id = id;
    this.successStatus = successStatus;
    this.work = work;
    this.status = new JobStatus(id, State.QUEUED, null, null, null);
  }

  String id() {
    return id;
  }

  int successStatus() {
    return successStatus;
  }

  JobStatus status() {
    return status;
  }

  @Nullable IndexException failure() {
    return failure;
  }

  void cancel() {
    cancelled = true;
  }

  /** Waits for the end, and says whether it came. */
  boolean await(long millis) throws InterruptedException {
    return over.await(millis, TimeUnit.MILLISECONDS);
  }

  @Override
  public void progress(BuildProgress progress) {
    status = new JobStatus(id, State.RUNNING, progress, null, null);
  }

  @Override
  public boolean cancelled() {
    return cancelled;
  }

  @Override
  public void run() {
    BuildProgress last = status.progress();
    try {
      status = new JobStatus(id, State.RUNNING, last, null, null);
      JsonNode result = work.apply(this);
      status = new JobStatus(id, State.DONE, status.progress(), result, null);
    } catch (IndexException expected) {
      fail(expected);
    } catch (RuntimeException unexpected) {
      fail(IndexProblem.INTERNAL.causedBy(unexpected, unexpected.toString()));
    } finally {
      over.countDown();
    }
  }

  private void fail(IndexException reason) {
    failure = reason;
    status = new JobStatus(id, State.FAILED, status.progress(), null, ErrorBody.of(reason));
  }
}
