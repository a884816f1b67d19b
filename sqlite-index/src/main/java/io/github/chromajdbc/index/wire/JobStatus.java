package io.github.chromajdbc.index.wire;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.chromajdbc.index.BuildProgress;
import org.jspecify.annotations.Nullable;

/**
 * A build that the sidecar runs, as its clients poll it.
 *
 * @param progress the last progress, null before the first
 * @param result the answer of the request that began it, once it is done
 * @param error an {@link ErrorBody}, when it failed or was cancelled
 */
public record JobStatus(
    String job,
    State state,
    @Nullable BuildProgress progress,
    @Nullable JsonNode result,
    @Nullable ErrorBody error) {

  /** The life of a job. */
  public enum State {
    QUEUED,
    RUNNING,
    DONE,
    FAILED;

    public boolean isOver() {
      return this == DONE || this == FAILED;
    }
  }
}
