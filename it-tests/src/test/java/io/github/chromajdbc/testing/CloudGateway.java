package io.github.chromajdbc.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.chromajdbc.client.DatabaseName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Stands in front of a server and behaves as Chroma Cloud is documented, and was seen, to: it wants
 * a key, tells whom the key belongs to, enforces the quotas, allows ten reads of a collection at
 * once, and finds records as a distributed Chroma does ({@link CloudFilter}).
 */
public final class CloudGateway implements AutoCloseable {
  public static final String KEY = "ck-test";

  static final int RESULTS = 300;
  static final int PARALLEL_READS = 10;
  private static final int VECTORS = 20;
  private static final int IDS = 1_000;

  /** A reply of the gateway's own. */
  private record Refusal(int status, String message) {}

  private record Reply(int status, String body) {}

  private final DatabaseName database;
  private final URI target;
  private final int busyEvery;
  private final List<String> quotaErrors = new CopyOnWriteArrayList<>();
  private final List<String> reads = new CopyOnWriteArrayList<>();
  private final AtomicInteger readCount = new AtomicInteger();
  private final AtomicInteger busyReplies = new AtomicInteger();
  private final AtomicInteger mostParallel = new AtomicInteger();
  private final Map<String, AtomicInteger> running = new ConcurrentHashMap<>();
  private final ExecutorService workers = Executors.newCachedThreadPool();
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).executor(workers).build();
  private final HttpServer server;
  private volatile long delayMillis;

  /**
   * Listens on a free port of this machine.
   *
   * @param busyEvery every how many reads one is answered with 429; 0 for none
   */
  public CloudGateway(TestDatabase database, int busyEvery) {
    this.database = database.name();
    this.target = database.server().url();
    this.busyEvery = busyEvery;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(workers);
    server.createContext("/", this::answer);
    server.start();
  }

  /** Names neither tenant nor database: they come from the key. */
  public String jdbcUrl() {
    return "jdbc:chroma://127.0.0.1:"
        + server.getAddress().getPort()
        + "?server=cloud&apiKey="
        + KEY;
  }

  /** What was refused for a quota. */
  public List<String> quotaErrors() {
    return List.copyOf(quotaErrors);
  }

  /** The bodies of the requests that read records. */
  public List<String> reads() {
    return List.copyOf(reads);
  }

  public int busyReplies() {
    return busyReplies.get();
  }

  /** Most reads of one collection that ran at once. */
  public int mostParallelReads() {
    return mostParallel.get();
  }

  public void reset() {
    reads.clear();
    quotaErrors.clear();
  }

  /** Makes each read take so long at least. */
  public void delay(long millis) {
    delayMillis = millis;
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      String path = exchange.getRequestURI().toString();
      String key = exchange.getRequestHeaders().getFirst("x-chroma-token");
      if (!KEY.equals(key)) {
        send(exchange, new Reply(401, error("AuthError", "Unauthorized")));
      } else if (path.equals("/api/v2/auth/identity")) {
        ObjectNode identity = ChromaApi.JSON.createObjectNode();
        identity.put("user_id", "user").put("tenant", database.tenant());
        identity.putArray("databases").add(database.database());
        send(exchange, new Reply(200, identity.toString()));
      } else if (path.endsWith("/databases") || path.contains("/databases?")) {
        // The key is for one database.
        send(exchange, new Reply(403, error("ChromaError", "Permission denied.")));
      } else if (path.matches(".*/collections/[^/]+/(get|query|count)")) {
        send(exchange, counted(exchange, path, body));
      } else {
        send(exchange, forwarded(exchange, path, body));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** No longer counted when its reply goes out: who has it may ask again at once. */
  private Reply counted(HttpExchange exchange, String path, byte[] body)
      throws IOException, InterruptedException {
    reads.add(new String(body, StandardCharsets.UTF_8));
    String collection = path.substring(0, path.lastIndexOf('/'));
    AtomicInteger parallel = running.computeIfAbsent(collection, name -> new AtomicInteger());
    int now = parallel.incrementAndGet();
    try {
      mostParallel.accumulateAndGet(now, Math::max);
      boolean busy = busyEvery > 0 && readCount.incrementAndGet() % busyEvery == 0;
      if (busy || now > PARALLEL_READS) {
        busyReplies.incrementAndGet();
        return new Reply(429, error("RateLimited", "Too many requests"));
      }
      Thread.sleep(delayMillis);
      return read(exchange, path, body);
    } finally {
      parallel.decrementAndGet();
    }
  }

  private Reply read(HttpExchange exchange, String path, byte[] body)
      throws IOException, InterruptedException {
    if (path.endsWith("/count")) {
      return forwarded(exchange, path, body);
    }
    ObjectNode asked = (ObjectNode) ChromaApi.JSON.readTree(body);
    Refusal refusal = refusal(asked);
    if (refusal != null) {
      quotaErrors.add(refusal.message() + " in " + asked);
      return new Reply(refusal.status(), error("ChromaError", refusal.message()));
    }
    if (path.endsWith("/get") && asked.path("limit").isMissingNode()) {
      asked.put("limit", RESULTS);
    }
    filter(asked, path.substring(0, path.lastIndexOf('/')));
    return forwarded(exchange, path, ChromaApi.JSON.writeValueAsBytes(asked));
  }

  private static @Nullable Refusal refusal(ObjectNode asked) {
    if (asked.path("limit").asInt(0) > RESULTS) {
      return quota("Limit value", asked.path("limit").asInt(), RESULTS);
    }
    if (asked.path("n_results").asInt(0) > RESULTS) {
      return quota("Number of results", asked.path("n_results").asInt(), RESULTS);
    }
    if (asked.path("query_embeddings").size() > VECTORS) {
      return quota("Number of query embeddings", asked.path("query_embeddings").size(), VECTORS);
    }
    if (asked.path("ids").size() > IDS) {
      return quota("Number of IDs", asked.path("ids").size(), IDS);
    }
    List<CloudFilter.Excess> excess = new ArrayList<>();
    CloudFilter.measure(asked.path("where"), asked.path("where_document"), excess);
    return excess.isEmpty()
        ? null
        : quota(excess.get(0).what(), excess.get(0).usage(), excess.get(0).limit());
  }

  private static Refusal quota(String what, int usage, int limit) {
    return new Refusal(
        422,
        "Quota exceeded: '"
            + what
            + "' exceeded quota limit for action 'Get': current usage of "
            + usage
            + " exceeds limit of "
            + limit);
  }

  /** Puts the ids of the records that Chroma Cloud would find in place of the filters. */
  private void filter(ObjectNode asked, String collection)
      throws IOException, InterruptedException {
    JsonNode where = asked.remove("where");
    JsonNode whereDocument = asked.remove("where_document");
    if (where == null && whereDocument == null) {
      return;
    }
    CloudFilter filter =
        new CloudFilter(condition -> post(collection + "/get", request(condition)));
    Set<String> found = new LinkedHashSet<>();
    JsonNode all = post(collection + "/get", request(null));
    for (int i = 0; i < all.path("ids").size(); i++) {
      CloudFilter.Subject subject =
          new CloudFilter.Subject(
              all.path("ids").get(i).asText(),
              all.path("documents").get(i),
              all.path("metadatas").get(i));
      if ((where == null || filter.holds(where, subject))
          && (whereDocument == null || filter.holdsOfDocument(whereDocument, subject))) {
        found.add(subject.id());
      }
    }
    if (asked.has("ids")) {
      Set<String> wanted = new LinkedHashSet<>();
      asked.path("ids").forEach(id -> wanted.add(id.asText()));
      found.retainAll(wanted);
    }
    if (found.isEmpty()) {
      asked.remove("ids");
      asked.putObject("where").putObject("no record has this key").put("$eq", "");
      return;
    }
    ArrayNode ids = asked.putArray("ids");
    found.forEach(ids::add);
  }

  private static ObjectNode request(@Nullable JsonNode whereDocument) {
    ObjectNode request = ChromaApi.JSON.createObjectNode();
    if (whereDocument == null) {
      request.putArray("include").add("metadatas").add("documents");
    } else {
      request.set("where_document", whereDocument);
      request.putArray("include");
    }
    return request;
  }

  private JsonNode post(String path, ObjectNode body) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(target + path))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofByteArray(ChromaApi.JSON.writeValueAsBytes(body)))
            .build();
    HttpResponse<byte[]> response = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
    if (response.statusCode() != 200) {
      throw new IOException(new String(response.body(), StandardCharsets.UTF_8));
    }
    return ChromaApi.JSON.readTree(response.body());
  }

  private Reply forwarded(HttpExchange exchange, String path, byte[] body)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(target + path))
            .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body));
    exchange
        .getRequestHeaders()
        .getOrDefault("Content-Type", List.of())
        .forEach(type -> request.header("Content-Type", type));
    HttpResponse<String> response =
        client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    return new Reply(response.statusCode(), response.body());
  }

  private static String error(String kind, String message) throws IOException {
    return ChromaApi.JSON.writeValueAsString(Map.of("error", kind, "message", message));
  }

  private static void send(HttpExchange exchange, Reply reply) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(reply.status(), body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
  }

  @Override
  public void close() {
    server.stop(0);
    workers.shutdownNow();
  }
}
