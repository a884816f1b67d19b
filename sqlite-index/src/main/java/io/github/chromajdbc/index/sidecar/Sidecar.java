package io.github.chromajdbc.index.sidecar;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.chromajdbc.index.IndexException;
import io.github.chromajdbc.index.IndexProblem;
import io.github.chromajdbc.index.IndexService;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The HTTP server: takes requests, guards them, answers with JSON, stops gracefully. */
public final class Sidecar implements AutoCloseable {
  private static final int THREADS = 8;
  private static final long STOP_MILLIS = 2_000;
  private static final long STOP_PAUSE_MILLIS = 10;

  private final HttpServer server;
  private final ExecutorService threads;
  private final JobBoard jobs;
  private final AccessControl access;
  private final IndexRoutes routes;
  private final AtomicInteger underWay = new AtomicInteger();
  private volatile boolean stopping;

  private Sidecar(HttpServer server, IndexService service, AccessControl access) {
    this.server = server;
    this.threads = Executors.newFixedThreadPool(THREADS);
    this.jobs = new JobBoard();
    this.access = access;
    this.routes = new IndexRoutes(service, jobs);
  }

  /**
   * Starts a sidecar.
   *
   * @param service what answers; it is not closed with the sidecar
   * @param address where to listen; port 0 takes a free one
   * @param token what callers must show; null only for the loopback address
   */
  public static Sidecar start(
      IndexService service, InetSocketAddress address, @Nullable String token) {
    InetAddress host = address.getAddress();
    if (host == null) {
      throw IndexProblem.INVALID_REQUEST.exception("There is no host " + address.getHostString());
    }
    AccessControl access = AccessControl.of(host, token);
    try {
      HttpServer server = HttpServer.create(address, 0);
      Sidecar sidecar = new Sidecar(server, service, access);
      server.setExecutor(sidecar.threads);
      server.createContext("/", sidecar::handle);
      server.start();
      return sidecar;
    } catch (IOException failure) {
      throw new UncheckedIOException("Cannot listen on " + address, failure);
    }
  }

  /** Where it listens. */
  public InetSocketAddress address() {
    return server.getAddress();
  }

  private void handle(HttpExchange exchange) throws IOException {
    underWay.incrementAndGet();
    try (exchange) {
      send(exchange, reply(exchange));
    } finally {
      underWay.decrementAndGet();
    }
  }

  private Reply reply(HttpExchange exchange) throws IOException {
    try {
      if (stopping) {
        throw IndexProblem.STOPPING.exception();
      }
      Request request = Request.of(exchange);
      if (!request.path().equals(List.of("health"))) {
        access.check(request);
      }
      return routes.answer(request);
    } catch (IndexException expected) {
      return Reply.failure(expected);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return Reply.failure(IndexProblem.CANCELLED.causedBy(interrupted, "this sidecar"));
    } catch (RuntimeException unexpected) {
      return Reply.failure(IndexProblem.INTERNAL.causedBy(unexpected, unexpected.toString()));
    }
  }

  private static void send(HttpExchange exchange, Reply reply) throws IOException {
    byte[] body = reply.body().toString().getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.getResponseHeaders().set("Cache-Control", "no-store");
    if (reply.location() != null) {
      exchange.getResponseHeaders().set("Location", reply.location());
    }
    boolean head = exchange.getRequestMethod().equals("HEAD");
    exchange.sendResponseHeaders(reply.status(), head ? -1 : body.length);
    if (!head) {
      exchange.getResponseBody().write(body);
    }
  }

  /** Takes no more requests, ends those under way, and rolls back a build that runs. */
  @Override
  public void close() {
    stopping = true;
    jobs.close();
    awaitRequests();
    server.stop(0);
    threads.shutdown();
  }

  /** The server's own way of waiting takes idle connections for requests under way. */
  private void awaitRequests() {
    long deadline = System.nanoTime() + STOP_MILLIS * 1_000_000;
    try {
      while (underWay.get() > 0 && System.nanoTime() < deadline) {
        Thread.sleep(STOP_PAUSE_MILLIS);
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
