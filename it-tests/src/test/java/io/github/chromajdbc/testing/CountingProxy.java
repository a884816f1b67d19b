package io.github.chromajdbc.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/** Stands in front of a server, forwards every request and remembers it. */
public final class CountingProxy implements AutoCloseable {

  /**
   * A request that came.
   *
   * @param path with the query, as it was sent
   * @param body empty when there was none
   */
  public record Seen(String method, String path, String body) {

    /** The body as JSON. */
    public JsonNode json() {
      try {
        return ChromaApi.JSON.readTree(body);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    /** Whether it reads records: get, query or count. */
    public boolean isRecordRequest() {
      return path.matches(".*/collections/[^/]+/(get|query|count)");
    }
  }

  /** Stands between a request and the server: may wait, or answer a status of its own. */
  @FunctionalInterface
  public interface Interference {
    /** The status to answer instead of forwarding; 0 to forward. */
    int before(Seen request) throws InterruptedException;
  }

  private final List<Seen> seen = new CopyOnWriteArrayList<>();
  private final AtomicLong records = new AtomicLong();
  private volatile Interference interference = request -> 0;
  private final ExecutorService workers = Executors.newCachedThreadPool();
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).executor(workers).build();
  private final HttpServer server;
  private final URI target;

  /** Listens on a free port of this machine. */
  public CountingProxy(URI target) {
    this.target = target;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(workers);
    server.createContext("/", this::forward);
    server.start();
  }

  public String host() {
    return "127.0.0.1";
  }

  public int port() {
    return server.getAddress().getPort();
  }

  /** All requests so far, in the order they came. */
  public List<Seen> seen() {
    return List.copyOf(seen);
  }

  /** Those of {@link #seen} that read records. */
  public List<Seen> recordRequests() {
    return seen.stream().filter(Seen::isRecordRequest).toList();
  }

  /** How many records the answers to {@code get} held. */
  public long recordsAnswered() {
    return records.get();
  }

  /** Lets something stand between requests and the server from now on. */
  public void interfere(Interference wanted) {
    interference = wanted;
  }

  /** Forgets what came. */
  public void reset() {
    seen.clear();
    records.set(0);
  }

  private void forward(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      String path = exchange.getRequestURI().toString();
      String method = exchange.getRequestMethod();
      Seen came = new Seen(method, path, new String(body, StandardCharsets.UTF_8));
      seen.add(came);
      int status = interference.before(came);
      if (status != 0) {
        byte[] error =
            "{\"error\":\"Interference\",\"message\":\"the proxy says so\"}"
                .getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, error.length);
        exchange.getResponseBody().write(error);
        return;
      }
      HttpRequest.Builder request =
          HttpRequest.newBuilder(URI.create(target + path))
              .method(method, HttpRequest.BodyPublishers.ofByteArray(body));
      List<String> types = exchange.getRequestHeaders().getOrDefault("Content-Type", List.of());
      types.forEach(type -> request.header("Content-Type", type));
      HttpResponse<byte[]> response =
          client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
      response
          .headers()
          .firstValue("content-type")
          .ifPresent(type -> exchange.getResponseHeaders().set("Content-Type", type));
      if (path.endsWith("/get")) {
        records.addAndGet(ChromaApi.JSON.readTree(response.body()).path("ids").size());
      }
      int length = response.body().length;
      exchange.sendResponseHeaders(response.statusCode(), length == 0 ? -1 : length);
      exchange.getResponseBody().write(response.body());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    server.stop(0);
    workers.shutdownNow();
  }
}
