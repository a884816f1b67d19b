package io.github.chromajdbc.client.rest;

import io.github.chromajdbc.client.Cancellation;
import io.github.chromajdbc.error.ChromaError;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Exchanges requests for replies. Every request of this package may be repeated: it reads, or
 * replaces something as a whole.
 */
final class Transport implements AutoCloseable {
  private final RestSettings settings;
  private final Failures failures;
  private final ClientThreads threads;
  private final Set<Exchange> running = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  Transport(RestSettings settings, Failures failures) {
    this.settings = settings;
    this.failures = failures;
    // Fails early, by name, on what HTTP does not allow in a header or a URL.
    request(RestRequest.get("/version"));
    threads = new ClientThreads(settings);
  }

  /**
   * Sends a request and reads its reply.
   *
   * @throws io.github.chromajdbc.error.ChromaException 08001 or 08006 when the exchange fails, the
   *     reason of the cancellation when it was cancelled, 08003 after {@link #close}
   */
  <T> T send(RestRequest request, Reply.Reader<T> reader, Cancellation cancellation) {
    boolean repeated = false;
    while (true) {
      Exchange exchange = new Exchange(settings);
      RequestEvent event = RequestEvent.begun();
      running.add(exchange);
      Cancellation.Registration abortable = cancellation.onCancel(exchange::abort);
      try {
        cancellation.throwIfCancelled();
        throwIfClosed();
        exchange.start(threads.client(), request(request), request.method(), request.body());
        Reply reply = exchange.awaitReply();
        event.answered(reply);
        return reader.read(reply);
      } catch (IOException e) {
        cancellation.throwIfCancelled();
        throwIfClosed();
        // The server may have closed a pooled connection at the moment it was used again.
        if (repeated || exchange.hasReply() || !Failures.mayBeStaleConnection(e)) {
          throw failures.translate(e);
        }
        repeated = true;
      } finally {
        abortable.close();
        running.remove(exchange);
        // Does nothing to a reply that was read to its end; gives up any other.
        exchange.abort();
        event.ended(settings.endpoint(), request);
      }
    }
  }

  private HttpRequest.Builder request(RestRequest request) {
    URI uri;
    try {
      uri = URI.create(settings.apiRoot() + request.path());
    } catch (IllegalArgumentException e) {
      throw ChromaError.INVALID_URL.causedBy(
          e, "The host or path prefix of " + settings.endpoint() + " cannot stand in a URL");
    }
    HttpRequest.Builder builder;
    try {
      builder = HttpRequest.newBuilder(uri);
    } catch (IllegalArgumentException e) {
      throw ChromaError.INVALID_URL.causedBy(
          e, "'" + settings.endpoint() + "' is not a host and a port");
    }
    builder.header("Accept", "application/json");
    if (request.body() != null) {
      builder.header("Content-Type", "application/json");
    }
    String credential = settings.credentials().headerValue();
    if (!credential.isEmpty()) {
      addHeader(builder, settings.credentials().headerName(), credential);
    }
    for (Map.Entry<String, String> header : settings.headers().entrySet()) {
      addHeader(builder, header.getKey(), header.getValue());
    }
    return builder;
  }

  private static void addHeader(HttpRequest.Builder builder, String name, String value) {
    try {
      builder.setHeader(name, value);
    } catch (IllegalArgumentException e) {
      // Not as cause: its message shows the value, which may be a secret.
      throw ChromaError.INVALID_PROPERTY_VALUE.exception(
          "headers", name, "HTTP does not allow this header or a character in its value");
    }
  }

  private void throwIfClosed() {
    if (closed) {
      throw ChromaError.CONNECTION_CLOSED.exception();
    }
  }

  @Override
  public void close() {
    closed = true;
    running.forEach(Exchange::abort);
    threads.close();
  }
}
