package io.github.chromajdbc.embedding.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.chromajdbc.embedding.JsonTree;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An embedding service that speaks the documented protocols by the path it is asked at: the vector
 * of a text is its length, twice. Prepared answers come first.
 */
final class FakeService implements AutoCloseable {
  /** What was asked. */
  record Asked(String path, Map<String, String> headers, Map<?, ?> body) {
    @Nullable String header(String name) {
      return headers.get(name.toLowerCase(Locale.ROOT));
    }
  }

  /** A prepared answer. */
  record Answer(int status, String contentType, String body, Map<String, String> headers) {
    static Answer json(int status, String body) {
      return new Answer(status, "application/json", body, Map.of());
    }
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Queue<Answer> prepared = new ArrayDeque<>();
  final List<Asked> asked = Collections.synchronizedList(new ArrayList<>());
  volatile long delayMillis;

  FakeService() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  String address() {
    return "http://localhost:" + port();
  }

  int port() {
    return server.getAddress().getPort();
  }

  void prepare(Answer... answers) {
    synchronized (prepared) {
      prepared.addAll(List.of(answers));
    }
  }

  Asked last() {
    return asked.get(asked.size() - 1);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] request = exchange.getRequestBody().readAllBytes();
      Map<?, ?> body =
          (Map<?, ?>) Objects.requireNonNull(JsonTree.read(new ByteArrayInputStream(request)));
      Map<String, String> headers =
          exchange.getRequestHeaders().entrySet().stream()
              .collect(
                  Collectors.toMap(
                      entry -> entry.getKey().toLowerCase(Locale.ROOT),
                      entry -> entry.getValue().get(0)));
      String path = exchange.getRequestURI().getPath();
      asked.add(new Asked(path, headers, body));
      if (delayMillis > 0) {
        Thread.sleep(delayMillis);
      }
      Answer answer;
      synchronized (prepared) {
        answer = prepared.poll();
      }
      if (answer == null) {
        answer = Answer.json(200, vectors(path, body));
      }
      exchange.getResponseHeaders().set("Content-Type", answer.contentType());
      answer.headers().forEach(exchange.getResponseHeaders()::set);
      byte[] bytes = answer.body().getBytes(UTF_8);
      exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static String vectors(String path, Map<?, ?> body) {
    if (path.endsWith("/embeddings")) {
      List<String> entries = new ArrayList<>();
      int index = 0;
      for (String vector : vectors(body, "input")) {
        entries.add(
            "{\"object\":\"embedding\",\"embedding\":%s,\"index\":%d}".formatted(vector, index++));
      }
      // The protocol names each vector's place and promises no order.
      Collections.reverse(entries);
      return "{\"object\":\"list\",\"data\":%s,\"model\":\"m\",\"usage\":{\"total_tokens\":8}}"
          .formatted(entries);
    }
    if (path.equals("/api/embed")) {
      return "{\"model\":\"m\",\"embeddings\":%s,\"total_duration\":14143917}"
          .formatted(vectors(body, "input"));
    }
    if (path.equals("/v2/embed")) {
      return "{\"id\":\"1\",\"texts\":[\"x\"],\"embeddings\":{\"float\":%s},\"meta\":{}}"
          .formatted(vectors(body, "texts"));
    }
    return vectors(body, "inputs").toString();
  }

  private static List<String> vectors(Map<?, ?> body, String name) {
    return ((List<?>) Objects.requireNonNull(body.get(name), name))
        .stream()
            .map(text -> ((String) Objects.requireNonNull(text)).length())
            .map(length -> "[%d, %d.0]".formatted(length, length))
            .toList();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
