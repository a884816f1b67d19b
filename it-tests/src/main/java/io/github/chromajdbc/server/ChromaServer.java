package io.github.chromajdbc.server;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A Chroma server for tests and the demo, on a free port of this machine, with an empty data folder
 * that is deleted with it. It stops with {@link #close}, and with this JVM, however that ends.
 *
 * <p>Where it comes from: the server at {@code CHROMA_URL} when that variable is set; else the
 * program {@code chroma} on the PATH; else PyPI's wheel through python3; else npm's binding through
 * node. Downloads are kept in the user's cache folder.
 */
public final class ChromaServer implements AutoCloseable {
  private static final int START_SECONDS = 60;
  private static final int PORT_ATTEMPTS = 3;
  private static final String ADVICE =
      "Install Python 3.9 or newer with pip, or Node.js 20 or newer with npm, or set CHROMA_URL to"
          + " a server that runs";

  private final URI url;
  private final @Nullable SupervisedProcess process;
  private final @Nullable Thread hook;

  private ChromaServer(URI url, @Nullable SupervisedProcess process) {
    this.url = url;
    this.process = process;
    if (process == null) {
      hook = null;
    } else {
      hook = new Thread(process::close, "stop-chroma");
      Runtime.getRuntime().addShutdownHook(hook);
    }
  }

  /**
   * A server of the newest version, or the one that {@code CHROMA_URL} names, which this object
   * does not stop.
   *
   * @throws ServerUnavailableException when there is no way to get one
   */
  public static ChromaServer start() {
    return start(ServerVersion.NEWEST);
  }

  /**
   * A server of this version; {@code CHROMA_URL} and a program on the PATH count for the newest
   * only.
   *
   * @throws ServerUnavailableException when there is no way to get one
   */
  public static ChromaServer start(ServerVersion version) {
    String given = ServerVersion.urlFromEnvironment();
    if (given != null && version == ServerVersion.NEWEST) {
      return new ChromaServer(parse(given), null);
    }
    return start(version, everySource(), ServerCache.ofUser());
  }

  /**
   * A server of this version on a data folder that exists and stays. It is always a process of this
   * JVM's own: {@code CHROMA_URL} does not count, since its folder cannot be chosen.
   *
   * @throws ServerUnavailableException when there is no way to get one
   */
  public static ChromaServer startOn(Path data, ServerVersion version) {
    return start(version, everySource(), ServerCache.ofUser(), data);
  }

  private static Map<String, ServerSource> everySource() {
    Map<String, ServerSource> sources = new LinkedHashMap<>();
    sources.put("chroma on the PATH", new ProgramOnPath());
    sources.put("PyPI's wheel", new PythonWheel());
    sources.put("npm's binding", new NpmBinding());
    return sources;
  }

  static ChromaServer start(
      ServerVersion version, Map<String, ServerSource> sources, ServerCache cache) {
    return start(version, sources, cache, null);
  }

  private static ChromaServer start(
      ServerVersion version,
      Map<String, ServerSource> sources,
      ServerCache cache,
      @Nullable Path data) {
    List<String> reasons = new ArrayList<>();
    for (Map.Entry<String, ServerSource> source : sources.entrySet()) {
      try {
        return run(source.getValue().command(version, cache), data);
      } catch (NotHereException e) {
        reasons.add(source.getKey() + ": " + e.getMessage());
      }
    }
    throw new ServerUnavailableException(
        "No Chroma server can be started here. "
            + ADVICE
            + ". Tried in vain: "
            + String.join("; ", reasons));
  }

  private static URI parse(String given) {
    try {
      URI url = URI.create(given.endsWith("/") ? given.substring(0, given.length() - 1) : given);
      if (url.getHost() != null && url.getScheme() != null && url.getScheme().matches("https?")) {
        return url;
      }
    } catch (IllegalArgumentException e) {
      throw new ServerUnavailableException("CHROMA_URL is not a URL: " + given, e);
    }
    throw new ServerUnavailableException(
        "CHROMA_URL has to look like http://localhost:8000, but is " + given);
  }

  private static ChromaServer run(List<String> command, @Nullable Path data)
      throws NotHereException {
    String log = "";
    // Between finding a free port and its use, another process may take it.
    for (int attempt = 0; attempt < PORT_ATTEMPTS; attempt++) {
      SupervisedProcess process = null;
      boolean answers = false;
      try {
        int port = freePort();
        process = launch(command, port, data);
        URI url = URI.create("http://127.0.0.1:" + port);
        answers = awaitHeartbeat(url, process);
        if (answers) {
          return new ChromaServer(url, process);
        }
        log = process.logTail();
      } catch (IOException e) {
        throw new NotHereException("it cannot be started: " + e.getMessage());
      } finally {
        if (!answers && process != null) {
          process.close();
        }
      }
      if (!log.contains("in use")) {
        break;
      }
    }
    throw new NotHereException("it started but did not answer; its log ends with: " + log);
  }

  private static SupervisedProcess launch(List<String> command, int port, @Nullable Path kept)
      throws IOException {
    Path folder = Files.createTempDirectory("chroma-data");
    Path data = kept == null ? folder : kept.toAbsolutePath();
    Path log = Files.createTempFile("chroma-server", ".log");
    List<String> full = new ArrayList<>(command);
    full.addAll(
        List.of("--path", data.toString(), "--host", "127.0.0.1", "--port", String.valueOf(port)));
    return new SupervisedProcess(full, folder, log);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static boolean awaitHeartbeat(URI url, SupervisedProcess process) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
    while (process.isAlive() && System.nanoTime() < deadline) {
      if (answers(url)) {
        return true;
      }
      try {
        TimeUnit.MILLISECONDS.sleep(30);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
    return false;
  }

  private static boolean answers(URI url) {
    try {
      HttpURLConnection connection =
          (HttpURLConnection) url.resolve("/api/v2/heartbeat").toURL().openConnection();
      connection.setConnectTimeout(1_000);
      connection.setReadTimeout(5_000);
      return connection.getResponseCode() == 200;
    } catch (IOException e) {
      return false; // Not yet.
    }
  }

  /** {@code http://host:port}, with a path prefix where {@code CHROMA_URL} has one. */
  public URI url() {
    return url;
  }

  /** Its host. */
  public String host() {
    return url.getHost();
  }

  /** Its port, also when the URL leaves it to the scheme. */
  public int port() {
    if (url.getPort() >= 0) {
      return url.getPort();
    }
    return url.getScheme().equals("https") ? 443 : 80;
  }

  /** Stops the server and waits until it has ended. May be called again. */
  @Override
  public void close() {
    if (process == null || hook == null) {
      return;
    }
    process.close();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      return; // The JVM is shutting down: the hook runs, and finds nothing left to do.
    }
  }
}
