package io.github.chromajdbc.embedding.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.chromajdbc.client.Cancellation;
import io.github.chromajdbc.embedding.EmbeddingSettings;
import io.github.chromajdbc.error.ChromaError;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Posts requests to one service: follows no redirect, since that would carry texts and key
 * elsewhere; repeats what the service was too busy for; gives up in time; can be cancelled.
 */
final class ServiceClient {
  private static final long MAX_ANSWER_BYTES = 64L << 20;
  private static final int ATTEMPTS = 4;
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(20);
  private static final int EXCERPT = 300;

  private final String service;
  private final URI uri;
  private final String origin;
  private final @Nullable ApiKey key;
  private final Map<String, String> headers;
  private final Duration requestTimeout;
  private final Duration firstWait;
  private final HttpClient client;

  /**
   * @param firstWait before the second attempt; doubles with each further one
   */
  ServiceClient(
      String service,
      URI uri,
      Endpoint endpoint,
      @Nullable ApiKey key,
      Map<String, String> headers,
      EmbeddingSettings settings,
      Duration firstWait) {
    this.service = service;
    this.uri = uri;
    this.origin = endpoint.origin();
    this.key = key;
    this.headers = Map.copyOf(headers);
    this.requestTimeout = settings.requestTimeout();
    this.firstWait = firstWait;
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .connectTimeout(settings.connectTimeout())
            .followRedirects(HttpClient.Redirect.NEVER)
            .version(HttpClient.Version.HTTP_1_1);
    if (settings.proxy() != null) {
      builder.proxy(settings.proxy());
    }
    this.client = builder.build();
  }

  /** The body of the answer, whose status is 200. */
  byte[] post(byte[] json, Cancellation cancellation) {
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(uri)
            .timeout(requestTimeout)
            .header("Content-Type", "application/json")
            .header("Accept", "application/json")
            .POST(HttpRequest.BodyPublishers.ofByteArray(json));
    headers.forEach(builder::header);
    if (key != null) {
      builder.header("Authorization", key.bearer());
    }
    HttpRequest request = builder.build();
    Duration wait = firstWait;
    for (int attempt = 1; ; attempt++) {
      cancellation.throwIfCancelled();
      HttpResponse<byte[]> response = send(request, cancellation);
      int status = response.statusCode();
      if (status == 200) {
        return response.body();
      }
      Duration pause = pause(response, wait);
      boolean busy = status == 429 || status == 503;
      if (!busy || attempt == ATTEMPTS || pause.compareTo(LONGEST_WAIT) > 0) {
        throw failure(response);
      }
      sleep(pause, cancellation);
      wait = wait.multipliedBy(2);
    }
  }

  @SuppressWarnings("try") // The registration is closed, not used.
  private HttpResponse<byte[]> send(HttpRequest request, Cancellation cancellation) {
    CompletableFuture<HttpResponse<byte[]>> answer =
        client.sendAsync(request, BoundedBody.ofAtMost(MAX_ANSWER_BYTES));
    try (Cancellation.Registration registration =
        cancellation.onCancel(() -> answer.cancel(true))) {
      return answer.get(requestTimeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      answer.cancel(true);
      throw timedOut();
    } catch (CancellationException e) {
      cancellation.throwIfCancelled();
      throw unreachable(e, "the request was cancelled");
    } catch (InterruptedException e) {
      answer.cancel(true);
      Thread.currentThread().interrupt();
      throw ChromaError.CANCELLED.causedBy(e);
    } catch (ExecutionException e) {
      cancellation.throwIfCancelled();
      Throwable cause = e.getCause() == null ? e : e.getCause();
      if (cause instanceof HttpTimeoutException) {
        throw timedOut();
      }
      throw unreachable(cause, reason(cause));
    }
  }

  private static String reason(Throwable failure) {
    // A refused connection has no message in the JDK's client.
    return failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
  }

  private RuntimeException unreachable(Throwable cause, String reason) {
    return ChromaError.EMBEDDING_SERVICE_UNREACHABLE.causedBy(
        cause,
        String.format(
            Locale.ROOT,
            "Cannot embed with %s: no answer from %s (%s). Check that it runs and can be reached from here",
            service,
            origin,
            reason));
  }

  private RuntimeException timedOut() {
    return ChromaError.EMBEDDING_SERVICE_UNREACHABLE.exception(
        String.format(
            Locale.ROOT,
            "Cannot embed with %s: %s did not answer within %s",
            service,
            origin,
            requestTimeout));
  }

  /** What the service asks for, in seconds; else the next step of the backoff. */
  private static Duration pause(HttpResponse<byte[]> response, Duration backoff) {
    OptionalLong seconds =
        response.headers().firstValue("Retry-After").stream()
            .filter(value -> value.matches("\\d{1,9}"))
            .mapToLong(Long::parseLong)
            .findFirst();
    return seconds.isPresent() ? Duration.ofSeconds(seconds.getAsLong()) : backoff;
  }

  @SuppressWarnings("try") // The registration is closed, not used.
  private static void sleep(Duration pause, Cancellation cancellation) {
    CountDownLatch cancelled = new CountDownLatch(1);
    try (Cancellation.Registration registration = cancellation.onCancel(cancelled::countDown)) {
      if (cancelled.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
        cancellation.throwIfCancelled();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw ChromaError.CANCELLED.causedBy(e);
    }
  }

  private RuntimeException failure(HttpResponse<byte[]> response) {
    int status = response.statusCode();
    if (status == 401 || status == 403) {
      // The body is left out: services repeat parts of the key in it.
      return ChromaError.EMBEDDING_KEY.exception(
          key == null
              ? String.format(
                  Locale.ROOT,
                  "%s at %s wants a key (HTTP %d). Name it with property embedding=...;api_key_env_var=VARIABLE",
                  service,
                  origin,
                  status)
              : String.format(
                  Locale.ROOT,
                  "%s at %s refused the key (HTTP %d). Check that it is valid and may use this model",
                  service,
                  origin,
                  status));
    }
    String advice =
        switch (status) {
          case 404 -> "Check the model's name and the address";
          case 413 -> "The texts are too long for it";
          case 429 -> "It limits how often it may be asked: try again later";
          default -> "See its documentation for this answer";
        };
    return ChromaError.EMBEDDING_SERVICE_ERROR.exception(
        String.format(
            Locale.ROOT,
            "%s at %s answered HTTP %d: %s. %s",
            service,
            origin,
            status,
            excerpt(response.body()),
            advice));
  }

  /** The start of an answer on one line, without the key. */
  String excerpt(byte[] body) {
    // Redacted before it is cut, so that no part of a key is left at either end.
    int window = Math.min(body.length, 16 * EXCERPT);
    String text = new String(body, 0, window, UTF_8);
    if (key != null) {
      text = key.redact(text);
      if (window < body.length) {
        text = text.substring(0, Math.max(0, text.length() - key.length()));
      }
    }
    text = text.replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
    if (text.isEmpty()) {
      return "(nothing)";
    }
    return text.length() <= EXCERPT ? text : text.substring(0, EXCERPT) + "...";
  }
}
