package io.github.chromajdbc.index.sidecar;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.chromajdbc.index.BuildMonitor;
import io.github.chromajdbc.index.CollectionSelector;
import io.github.chromajdbc.index.IndexException;
import io.github.chromajdbc.index.IndexProblem;
import io.github.chromajdbc.index.IndexService;
import io.github.chromajdbc.index.definition.DefinitionJson;
import io.github.chromajdbc.index.definition.IndexDefinition;
import io.github.chromajdbc.index.report.IndexInfo;
import io.github.chromajdbc.index.wire.WireJson;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What each address does. */
final class IndexRoutes {
  private static final Pattern UUID =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

  /** How long a request waits for its build before it is told where to ask. */
  private static final double DEFAULT_WAIT_SECONDS = 5;

  private static final double LONGEST_WAIT_SECONDS = 60;

  /** Fewer than the sidecar has threads: whatever waits, others are answered. */
  private static final int MOST_WAITING = 4;

  private final IndexService service;
  private final JobBoard jobs;
  private final Semaphore waiting = new Semaphore(MOST_WAITING);

  IndexRoutes(IndexService service, JobBoard jobs) {
    this.service = service;
    this.jobs = jobs;
  }

  Reply answer(Request request) throws IOException, InterruptedException {
    List<String> path = request.path();
    if (startsWith(path, "api", "v1", "collection") && path.size() >= 5) {
      return collection(request, CollectionSelector.id(path.get(3)), path.subList(4, path.size()));
    }
    if (startsWith(path, "api", "v2", "tenants")
        && path.size() >= 9
        && path.get(4).equals("databases")
        && path.get(6).equals("collections")) {
      return collection(
          request, selector(path.get(3), path.get(5), path.get(7)), path.subList(8, path.size()));
    }
    if (startsWith(path, "api", "v2", "index_jobs") && path.size() == 4) {
      return job(request, path.get(3));
    }
    return switch (String.join("/", path)) {
      case "health" -> only("GET", request, Reply.ok(WireJson.object().put("status", "ok")));
      case "openapi.json" -> only("GET", request, OpenApiDocument.reply());
      case "api/v2/indices" -> only("GET", request, () -> service.listAll(detail(request)));
      case "api/v2/stored_indices" -> only("GET", request, service::stored);
      case "api/v2/file_check" -> only("GET", request, service::quickCheck);
      default -> throw notFound(request);
    };
  }

  private static boolean startsWith(List<String> path, String... head) {
    return path.size() >= head.length && path.subList(0, head.length).equals(List.of(head));
  }

  /** A collection is named by its id, or by its name, which cannot look like an id. */
  private static CollectionSelector selector(String tenant, String database, String collection) {
    return UUID.matcher(collection).matches()
        ? CollectionSelector.id(collection)
        : CollectionSelector.named(tenant, database, collection);
  }

  private Reply collection(Request request, CollectionSelector collection, List<String> rest)
      throws IOException, InterruptedException {
    if (rest.equals(List.of("index_advice"))) {
      requireMethod("POST", request);
      return Reply.ok(service.advise(collection, filters(request.body())));
    }
    if (!rest.get(0).equals("indices") || rest.size() > 3) {
      throw notFound(request);
    }
    if (rest.size() == 1) {
      return allIndexes(request, collection);
    }
    if (rest.size() == 3) {
      if (!rest.get(2).equals("verification")) {
        throw notFound(request);
      }
      requireMethod("GET", request);
      return Reply.ok(service.verify(collection, rest.get(1)));
    }
    return oneIndex(request, collection, rest.get(1));
  }

  private Reply allIndexes(Request request, CollectionSelector collection)
      throws IOException, InterruptedException {
    return switch (request.method()) {
      case "GET" -> Reply.ok(service.list(collection, detail(request)));
      case "POST" -> create(request, collection);
      case "DELETE" -> Reply.ok(drop(request, collection));
      case "PATCH" -> {
        requireRebuild(request.body());
        yield build(request, 200, monitor -> service.rebuildAll(collection, monitor));
      }
      default -> throw methodNotAllowed(request);
    };
  }

  private Reply oneIndex(Request request, CollectionSelector collection, String name)
      throws IOException, InterruptedException {
    return switch (request.method()) {
      case "GET" ->
          Reply.ok(
              service.list(collection, detail(request)).stream()
                  .filter(index -> index.name().equals(name))
                  .findFirst()
                  .orElseThrow(() -> IndexProblem.INDEX_NOT_FOUND.exception(collection, name)));
      case "DELETE" -> Reply.ok(service.drop(collection, name));
      case "PATCH" -> {
        requireRebuild(request.body());
        yield build(request, 200, monitor -> service.rebuild(collection, name, monitor));
      }
      default -> throw methodNotAllowed(request);
    };
  }

  private Reply create(Request request, CollectionSelector collection)
      throws IOException, InterruptedException {
    JsonNode body = request.body();
    IndexService.IfExists ifExists =
        request.flag("if_not_exists") ? IndexService.IfExists.KEEP : IndexService.IfExists.FAIL;
    if (!body.isArray()) {
      IndexDefinition definition = DefinitionJson.read(body);
      return build(
          request, 201, monitor -> service.create(collection, definition, ifExists, monitor));
    }
    List<IndexDefinition> definitions = new ArrayList<>();
    body.forEach(json -> definitions.add(DefinitionJson.read(json)));
    return build(
        request,
        201,
        monitor ->
            each(
                definitions,
                definition -> service.create(collection, definition, ifExists, monitor)));
  }

  private List<IndexInfo> drop(Request request, CollectionSelector collection) {
    List<String> names = request.query().get("name");
    return names == null
        ? service.dropAll(collection)
        : each(names, name -> service.drop(collection, name));
  }

  /** Does one after the other, each a transaction; the error of one tells which were done. */
  private static <T> List<IndexInfo> each(List<T> all, Function<T, IndexInfo> work) {
    List<IndexInfo> done = new ArrayList<>();
    for (T one : all) {
      try {
        done.add(work.apply(one));
      } catch (IndexException failure) {
        if (done.isEmpty()) {
          throw failure;
        }
        throw new IndexException(
            failure.problem(),
            failure.sentence()
                + ". Done before it: "
                + done.stream().map(IndexInfo::name).collect(Collectors.joining(", ")),
            failure);
      }
    }
    return done;
  }

  private Reply build(Request request, int successStatus, Function<BuildMonitor, Object> work)
      throws InterruptedException {
    BuildJob job = jobs.start(successStatus, monitor -> WireJson.write(work.apply(monitor)));
    await(job, request.seconds("wait", DEFAULT_WAIT_SECONDS));
    return Reply.job(job);
  }

  /** Waits for a job's end, not at all when too many wait already. */
  private void await(BuildJob job, double seconds) throws InterruptedException {
    if (waiting.tryAcquire()) {
      try {
        job.await(Math.round(Math.min(LONGEST_WAIT_SECONDS, seconds) * 1_000));
      } finally {
        waiting.release();
      }
    }
  }

  private Reply job(Request request, String id) throws InterruptedException {
    BuildJob job = jobs.require(id);
    switch (request.method()) {
      case "GET" -> await(job, request.seconds("wait", 0));
      case "DELETE" -> job.cancel();
      default -> throw methodNotAllowed(request);
    }
    return Reply.ok(job.status());
  }

  private static List<String> filters(JsonNode body) {
    JsonNode filters = body.path("filters");
    if (!filters.isArray()) {
      throw IndexProblem.INVALID_REQUEST.exception(
          "Advice takes {\"filters\":[...]}, each a where filter of Chroma");
    }
    List<String> texts = new ArrayList<>();
    filters.forEach(filter -> texts.add(filter.toString()));
    return texts;
  }

  private static void requireRebuild(JsonNode body) {
    if (!"rebuild".equals(body.path("operation").textValue())) {
      throw IndexProblem.INVALID_REQUEST.exception(
          "The operation of an index is {\"operation\":\"rebuild\"}");
    }
  }

  private static IndexService.Detail detail(Request request) {
    return request.flag("sizes") ? IndexService.Detail.SIZE : IndexService.Detail.DEFINITION;
  }

  private interface Report {
    Object make();
  }

  private static Reply only(String method, Request request, Report report) {
    requireMethod(method, request);
    return Reply.ok(report.make());
  }

  private static Reply only(String method, Request request, Reply reply) {
    requireMethod(method, request);
    return reply;
  }

  private static void requireMethod(String method, Request request) {
    if (!request.method().equals(method)) {
      throw methodNotAllowed(request);
    }
  }

  private static IndexException methodNotAllowed(Request request) {
    return IndexProblem.METHOD_NOT_ALLOWED.exception(
        request.method(), request.exchange().getRequestURI().getPath());
  }

  private static IndexException notFound(Request request) {
    return IndexProblem.NO_SUCH_ROUTE.exception(
        "address " + request.exchange().getRequestURI().getPath());
  }
}
