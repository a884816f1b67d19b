package io.github.chromajdbc.client.rest;

import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;

/**
 * The HTTP client and its threads, which end with {@link #close}.
 *
 * <p>Before Java 21 a client cannot be closed: its selector thread ends some time after the client
 * was garbage collected. It also ends when interrupted, which needs a way to find it: a thread
 * inherits the group of the thread that creates it, so the client is built inside a group of its
 * own, and closing interrupts the group.
 */
final class ClientThreads implements AutoCloseable {
  private final ThreadGroup group = new ThreadGroup("chroma-jdbc");
  private final ExecutorService workers;
  private final HttpClient client;

  ClientThreads(RestSettings settings) {
    workers = Executors.newCachedThreadPool(task -> thread(task, "chroma-jdbc-http"));
    client = buildInGroup(settings);
  }

  HttpClient client() {
    return client;
  }

  private HttpClient buildInGroup(RestSettings settings) {
    FutureTask<HttpClient> building = new FutureTask<>(() -> build(settings));
    thread(building, "chroma-jdbc-start").start();
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return building.get();
        } catch (InterruptedException e) {
          interrupted = true;
        } catch (java.util.concurrent.ExecutionException e) {
          throw new IllegalStateException("The HTTP client cannot be built", e.getCause());
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private HttpClient build(RestSettings settings) {
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            // A redirect would carry the credentials to a host the user did not name.
            .followRedirects(HttpClient.Redirect.NEVER)
            .executor(workers);
    if (!settings.connectTimeout().isZero()) {
      builder.connectTimeout(settings.connectTimeout());
    }
    RestSettings.ProxyAddress proxy = settings.proxy();
    if (proxy != null) {
      builder.proxy(ProxySelector.of(new InetSocketAddress(proxy.host(), proxy.port())));
    }
    return builder.build();
  }

  private Thread thread(Runnable task, String name) {
    Thread thread = new Thread(group, task, name);
    thread.setDaemon(true);
    // The threads outlive the call that starts them: they must not hold the caller's class loader.
    thread.setContextClassLoader(ClientThreads.class.getClassLoader());
    return thread;
  }

  @Override
  public void close() {
    workers.shutdownNow();
    group.interrupt();
  }
}
