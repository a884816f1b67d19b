package io.github.chromajdbc.index.remote;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.chromajdbc.index.BuildMonitor;
import io.github.chromajdbc.index.BuildProgress;
import io.github.chromajdbc.index.CollectionSelector;
import io.github.chromajdbc.index.IndexException;
import io.github.chromajdbc.index.IndexProblem;
import io.github.chromajdbc.index.IndexService;
import io.github.chromajdbc.index.definition.DefinitionJson;
import io.github.chromajdbc.index.definition.IndexDefinition;
import io.github.chromajdbc.index.report.FileCheck;
import io.github.chromajdbc.index.report.FilterAdvice;
import io.github.chromajdbc.index.report.IndexInfo;
import io.github.chromajdbc.index.report.StoredIndex;
import io.github.chromajdbc.index.report.VerificationReport;
import io.github.chromajdbc.index.wire.ErrorBody;
import io.github.chromajdbc.index.wire.JobStatus;
import io.github.chromajdbc.index.wire.WireJson;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The index service that a sidecar answers, for servers whose file is on another machine. */
public final class SidecarIndexService implements IndexService {
  private static final Duration DEFAULT_TIMEOUT = Duration.ofMinutes(2);
  private static final String REBUILD = "rebuild";

  /** How long one poll of a build waits at the sidecar, in seconds. */
  private static final String POLL = "?wait=0.2";

  /** How long until the next poll when the sidecar did not wait, in milliseconds. */
  private static final long PAUSE_MILLIS = 200;

  private final SidecarRequests requests;

  private SidecarIndexService(SidecarRequests requests) {
    this.requests = requests;
  }

  /**
   * Names a sidecar; nothing is sent yet.
   *
   * @param sidecar such as {@code http://127.0.0.1:8001}
   * @param token what the sidecar asks for, null when it needs none
   * @throws io.github.chromajdbc.index.IndexException 42000 when it is no http or https address
   */
  public static SidecarIndexService connect(URI sidecar, @Nullable String token) {
    String scheme = String.valueOf(sidecar.getScheme());
    if ((!scheme.equalsIgnoreCase("http") && !scheme.equalsIgnoreCase("https"))
        || sidecar.getHost() == null) {
      throw IndexProblem.INVALID_REQUEST.exception(
          "'" + sidecar + "' is no address of a sidecar: write http://HOST:PORT");
    }
    return new SidecarIndexService(new SidecarRequests(sidecar, token, DEFAULT_TIMEOUT));
  }

  @Override
  public IndexInfo create(
      CollectionSelector collection,
      IndexDefinition definition,
      IfExists ifExists,
      BuildMonitor monitor) {
    String path = indexes(collection) + "?wait=0&if_not_exists=" + (ifExists == IfExists.KEEP);
    JsonNode answer = build(requests.send("POST", path, DefinitionJson.write(definition)), monitor);
    return WireJson.read(answer, IndexInfo.class);
  }

  @Override
  public List<IndexInfo> listAll(Detail detail) {
    return WireJson.readList(
        requests.send("GET", "/api/v2/indices" + sizes(detail)), IndexInfo.class);
  }

  @Override
  public List<IndexInfo> list(CollectionSelector collection, Detail detail) {
    return WireJson.readList(
        requests.send("GET", indexes(collection) + sizes(detail)), IndexInfo.class);
  }

  @Override
  public List<StoredIndex> stored() {
    return WireJson.readList(requests.send("GET", "/api/v2/stored_indices"), StoredIndex.class);
  }

  @Override
  public IndexInfo drop(CollectionSelector collection, String name) {
    return WireJson.read(requests.send("DELETE", index(collection, name)), IndexInfo.class);
  }

  @Override
  public List<IndexInfo> dropAll(CollectionSelector collection) {
    return WireJson.readList(requests.send("DELETE", indexes(collection)), IndexInfo.class);
  }

  @Override
  public IndexInfo rebuild(CollectionSelector collection, String name, BuildMonitor monitor) {
    return WireJson.read(rebuild(index(collection, name), monitor), IndexInfo.class);
  }

  @Override
  public List<IndexInfo> rebuildAll(CollectionSelector collection, BuildMonitor monitor) {
    return WireJson.readList(rebuild(indexes(collection), monitor), IndexInfo.class);
  }

  private JsonNode rebuild(String path, BuildMonitor monitor) {
    ObjectNode body = WireJson.object().put("operation", REBUILD);
    return build(requests.send("PATCH", path + "?wait=0", body), monitor);
  }

  @Override
  public VerificationReport verify(CollectionSelector collection, String name) {
    return WireJson.read(
        requests.send("GET", index(collection, name) + "/verification"), VerificationReport.class);
  }

  @Override
  public List<FilterAdvice> advise(CollectionSelector collection, List<String> filters) {
    ObjectNode body = WireJson.object();
    ArrayNode array = body.putArray("filters");
    filters.forEach(filter -> array.add(WireJson.parse(filter)));
    return WireJson.readList(
        requests.send("POST", SidecarRequests.path(collection) + "/index_advice", body),
        FilterAdvice.class);
  }

  @Override
  public FileCheck quickCheck() {
    return WireJson.read(requests.send("GET", "/api/v2/file_check"), FileCheck.class);
  }

  /** Waits for a build that may have been answered at once, or with a job to poll. */
  private JsonNode build(JsonNode answer, BuildMonitor monitor) {
    if (!answer.has("job")) {
      return answer;
    }
    JobStatus status = awaitEnd(WireJson.read(answer, JobStatus.class), monitor);
    ErrorBody error = status.error();
    if (error != null) {
      throw error.exception();
    }
    JsonNode result = status.result();
    if (result == null) {
      throw IndexProblem.INTERNAL.exception("job " + status.job() + " is done without a result");
    }
    return result;
  }

  /** Follows a job to its end, also when it is to be cancelled: only its end tells what is done. */
  private JobStatus awaitEnd(JobStatus first, BuildMonitor monitor) {
    JobStatus status = first;
    String path = "/api/v2/index_jobs/" + SidecarRequests.encode(status.job());
    boolean interrupted = false;
    boolean cancelSent = false;
    try {
      while (!status.state().isOver()) {
        // An interrupted thread can send nothing, so the interrupt is put off.
        interrupted |= Thread.interrupted();
        try {
          if (!cancelSent && (interrupted || monitor.cancelled())) {
            requests.send("DELETE", path);
            cancelSent = true;
          }
          long asked = System.nanoTime();
          status = WireJson.read(requests.send("GET", path + POLL), JobStatus.class);
          if (!status.state().isOver()) {
            // A sidecar that has enough who wait answers at once.
            Thread.sleep(Math.max(0, PAUSE_MILLIS - (System.nanoTime() - asked) / 1_000_000));
          }
        } catch (InterruptedException during) {
          interrupted = true;
        } catch (IndexException failure) {
          if (failure.problem() != IndexProblem.INTERRUPTED) {
            throw failure;
          }
          continue;
        }
        BuildProgress progress = status.progress();
        if (progress != null) {
          monitor.progress(progress);
        }
      }
      return status;
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public void close() {
    // The JDK's client ends its threads by itself once it is no longer reachable.
  }

  private static String indexes(CollectionSelector collection) {
    return SidecarRequests.path(collection) + "/indices";
  }

  private static String index(CollectionSelector collection, String name) {
    return indexes(collection) + "/" + SidecarRequests.encode(name);
  }

  private static String sizes(Detail detail) {
    return detail == Detail.SIZE ? "?sizes=true" : "";
  }
}
