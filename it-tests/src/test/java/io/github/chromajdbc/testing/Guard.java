package io.github.chromajdbc.testing;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Guards a server: lets requests through that have a header with a certain value, below a path of
 * its own, and remembers their headers. It also answers as a proxy, whatever host is asked for.
 */
public final class Guard implements AutoCloseable {
  /**
   * A request that came.
   *
   * @param target a path, or a whole URL when a proxy was asked
   */
  public record Seen(URI target, Headers headers) {}

  private final List<Seen> seen = new CopyOnWriteArrayList<>();
  private final ExecutorService workers = Executors.newCachedThreadPool();
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).executor(workers).build();
  private final HttpServer server;
  private final URI target;
  private final String pathPrefix;
  private final String header;
  private final String value;

  /**
   * Listens on a free port.
   *
   * @param address of this machine, as {@code 127.0.0.1} or {@code ::1}
   * @param pathPrefix taken off the paths; empty for none
   * @param header that every request must have; empty for none
   */
  public Guard(URI target, String address, String pathPrefix, String header, String value) {
    this.target = target;
    this.pathPrefix = pathPrefix;
    this.header = header;
    this.value = value;
    try {
      server = HttpServer.create(new InetSocketAddress(address, 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(workers);
    server.createContext("/", this::answer);
    server.start();
  }

  public int port() {
    return server.getAddress().getPort();
  }

  /** All requests so far. */
  public List<Seen> seen() {
    return List.copyOf(seen);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      URI asked = exchange.getRequestURI();
      seen.add(new Seen(asked, exchange.getRequestHeaders()));
      String path = asked.getRawPath();
      if (!header.isEmpty() && !value.equals(exchange.getRequestHeaders().getFirst(header))) {
        byte[] refusal =
            "{\"error\":\"AuthError\",\"message\":\"Forbidden\"}".getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(403, refusal.length);
        exchange.getResponseBody().write(refusal);
        return;
      }
      if (!path.startsWith(pathPrefix)) {
        exchange.sendResponseHeaders(404, -1);
        return;
      }
      String query = asked.getRawQuery() == null ? "" : "?" + asked.getRawQuery();
      HttpRequest.Builder request =
          HttpRequest.newBuilder(URI.create(target + path.substring(pathPrefix.length()) + query))
              .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body));
      Optional.ofNullable(exchange.getRequestHeaders().getFirst("Content-Type"))
          .ifPresent(type -> request.header("Content-Type", type));
      HttpResponse<byte[]> response =
          client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
      response
          .headers()
          .firstValue("content-type")
          .ifPresent(type -> exchange.getResponseHeaders().set("Content-Type", type));
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
