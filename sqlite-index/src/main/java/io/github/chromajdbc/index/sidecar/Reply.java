package io.github.chromajdbc.index.sidecar;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.chromajdbc.index.IndexException;
import io.github.chromajdbc.index.wire.ErrorBody;
import io.github.chromajdbc.index.wire.WireJson;
import org.jspecify.annotations.Nullable;

/**
 * An answer.
 *
 * @param location the Location header, null for none
 */
record Reply(int status, JsonNode body, @Nullable String location) {

  static Reply ok(Object report) {
    return new Reply(200, WireJson.write(report), null);
  }

  static Reply failure(IndexException failure) {
    return new Reply(failure.problem().httpStatus(), WireJson.write(ErrorBody.of(failure)), null);
  }

  /** The end of a job, or where to ask for it. */
  static Reply job(BuildJob job) {
    IndexException failure = job.failure();
    if (failure != null) {
      return failure(failure);
    }
    JsonNode result = job.status().result();
    if (result != null) {
      return new Reply(job.successStatus(), result, null);
    }
    return new Reply(202, WireJson.write(job.status()), "/api/v2/index_jobs/" + job.id());
  }
}
