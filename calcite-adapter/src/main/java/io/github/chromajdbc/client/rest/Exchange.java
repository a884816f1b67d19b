package io.github.chromajdbc.client.rest;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** One request on its way, until its reply is read. Any thread may {@link #abort} it. */
final class Exchange {
  private final Duration connectTimeout;
  private final Duration socketTimeout;
  private final long started = System.nanoTime();

  /** Completed by the client, or by {@link #abort}, whichever is first: nobody waits for longer. */
  private final CompletableFuture<HttpResponse<ReplyStream>> headers = new CompletableFuture<>();

  // Guarded by this.
  private @Nullable CompletableFuture<?> running;
  private @Nullable ReplyStream stream;
  private boolean aborted;

  /** When the connection stood and the body began to be sent, by {@link System#nanoTime}. */
  private volatile @Nullable Long sent;

  Exchange(RestSettings settings) {
    connectTimeout = settings.connectTimeout();
    socketTimeout = settings.socketTimeout();
  }

  /** Sends the request; returns at once. */
  void start(
      HttpClient client, HttpRequest.Builder request, String method, byte @Nullable [] body) {
    request.method(
        method, body == null ? HttpRequest.BodyPublishers.noBody() : new NoticedBody(body));
    CompletableFuture<HttpResponse<ReplyStream>> future =
        client.sendAsync(request.build(), info -> openStream());
    boolean late;
    synchronized (this) {
      running = future;
      late = aborted;
    }
    if (late) {
      future.cancel(true);
    }
    var unused =
        future.whenComplete(
            (response, failure) -> {
              if (failure == null) {
                headers.complete(response);
              } else {
                headers.completeExceptionally(failure);
              }
            });
  }

  /** Waits for status and headers; the body comes through the reply's stream. */
  Reply awaitReply() throws IOException {
    try {
      HttpResponse<ReplyStream> response = socketTimeout.isZero() ? headers.get() : awaitWithin();
      return new Reply(
          response.statusCode(),
          response.headers().firstValue("content-type").orElse(""),
          response.headers().firstValue("location").orElse(""),
          response.body());
    } catch (ExecutionException e) {
      Throwable reason = e.getCause();
      while (reason instanceof CompletionException && reason.getCause() != null) {
        reason = reason.getCause();
      }
      throw reason instanceof IOException io ? io : new IOException(reason);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw (IOException) new InterruptedIOException("interrupted").initCause(e);
    }
  }

  /** Whether status and headers have come. */
  boolean hasReply() {
    return headers.isDone() && !headers.isCompletedExceptionally();
  }

  /**
   * Silence counts from the moment the connection stands. The client tells when that is only by
   * asking for the body; for a GET both timeouts together are the limit.
   */
  private HttpResponse<ReplyStream> awaitWithin()
      throws ExecutionException, InterruptedException, SilenceException {
    long silence = socketTimeout.toNanos();
    long connecting = connectTimeout.isZero() ? silence : connectTimeout.toNanos();
    while (true) {
      Long connected = sent;
      long passed = System.nanoTime() - started;
      long limit = connected == null ? connecting + silence : connected - started + silence;
      if (passed >= limit) {
        throw new SilenceException();
      }
      // Not past the earliest moment at which a body that begins now could be overdue.
      long wait = Math.min(limit - passed, silence);
      try {
        return headers.get(wait, TimeUnit.NANOSECONDS);
      } catch (TimeoutException e) {
        // The limit is computed anew: the connection may stand since.
      }
    }
  }

  private ReplyStream openStream() {
    ReplyStream opened = new ReplyStream(socketTimeout);
    boolean late;
    synchronized (this) {
      stream = opened;
      late = aborted;
    }
    if (late) {
      opened.abort();
    }
    return opened;
  }

  /** Ends the exchange wherever it is; the thread that waits for it gets an exception. */
  void abort() {
    CompletableFuture<?> future;
    ReplyStream body;
    synchronized (this) {
      aborted = true;
      future = running;
      body = stream;
    }
    headers.completeExceptionally(new AbortedException());
    if (body != null) {
      body.abort();
    }
    if (future != null) {
      future.cancel(true);
    }
  }

  /** A body that notes when it is asked for: then the connection stands. */
  private final class NoticedBody implements HttpRequest.BodyPublisher {
    private final HttpRequest.BodyPublisher body;

    NoticedBody(byte[] bytes) {
      body = HttpRequest.BodyPublishers.ofByteArray(bytes);
    }

    @Override
    public long contentLength() {
      return body.contentLength();
    }

    @Override
    public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
      sent = System.nanoTime();
      body.subscribe(subscriber);
    }
  }
}
