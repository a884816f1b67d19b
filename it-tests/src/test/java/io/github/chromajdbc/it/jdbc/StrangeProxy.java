package io.github.chromajdbc.it.jdbc;

import io.github.chromajdbc.testing.FaultyServer;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Stands in front of a real server and spoils replies as told, byte by byte. */
final class StrangeProxy implements AutoCloseable {

  /** What becomes of a reply. */
  @FunctionalInterface
  interface Fault {
    /**
     * Writes what the client gets.
     *
     * @param path of the request
     * @param reply of the server, head and body
     * @return whether the connection stays open
     */
    boolean write(String path, byte[] reply, OutputStream out)
        throws IOException, InterruptedException;
  }

  /** The reply as it is. */
  static final Fault NONE =
      (path, reply, out) -> {
        out.write(reply);
        return true;
      };

  private static final Pattern REQUEST_LINE = Pattern.compile("(\\S+) (\\S+) HTTP/1.1\r\n");

  private final URI target;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final ServerSocket listener;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private final AtomicInteger recordRequests = new AtomicInteger();
  private volatile Fault fault = NONE;

  /** Listens on a free port of this machine. */
  StrangeProxy(URI target) {
    this.target = target;
    try {
      listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    daemon(this::listen);
  }

  /** Spoils replies to requests for records; the others pass. */
  static Fault ofRecords(Fault fault) {
    return (path, reply, out) ->
        path.matches(".*/(get|query|count)")
            ? fault.write(path, reply, out)
            : NONE.write(path, reply, out);
  }

  /** So many bytes of the whole reply, then the end of the connection. */
  static Fault cutAfter(int bytes) {
    return (path, reply, out) -> {
      out.write(reply, 0, Math.min(bytes, reply.length));
      return false;
    };
  }

  /** This reply in place of the server's. */
  static Fault instead(int status, String contentType, String body) {
    return (path, reply, out) -> {
      out.write(FaultyServer.whole(status, contentType, body));
      return true;
    };
  }

  /** The reply after a pause. */
  static Fault late(long milliseconds) {
    return (path, reply, out) -> {
      TimeUnit.MILLISECONDS.sleep(milliseconds);
      out.write(reply);
      return true;
    };
  }

  /** {@code jdbc:chroma://host:port/tenant/database} through this proxy. */
  String jdbcUrl(io.github.chromajdbc.client.DatabaseName database) {
    return "jdbc:chroma://127.0.0.1:"
        + listener.getLocalPort()
        + "/"
        + database.tenant()
        + "/"
        + database.database();
  }

  /** From the next reply on. */
  void fault(Fault next) {
    fault = next;
  }

  /** Requests for records that came. */
  int recordRequests() {
    return recordRequests.get();
  }

  /** Connections that are open now. */
  int openConnections() {
    return sockets.size();
  }

  private void listen() {
    while (!listener.isClosed()) {
      try {
        Socket socket = listener.accept();
        sockets.add(socket);
        daemon(() -> serve(socket));
      } catch (IOException e) {
        return; // Closed.
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      InputStream in = new BufferedInputStream(socket.getInputStream());
      boolean open = true;
      while (open) {
        open = exchange(in, socket.getOutputStream());
      }
    } catch (IOException e) {
      return; // The client has gone.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      sockets.remove(socket);
    }
  }

  private boolean exchange(InputStream in, OutputStream out)
      throws IOException, InterruptedException {
    String head = head(in);
    if (head == null) {
      return false;
    }
    Matcher line = REQUEST_LINE.matcher(head);
    if (!line.lookingAt()) {
      throw new IOException("Not a request: " + head);
    }
    String path = line.group(2);
    if (path.matches(".*/(get|query|count)")) {
      recordRequests.incrementAndGet();
    }
    HttpResponse<byte[]> response =
        client.send(
            HttpRequest.newBuilder(URI.create(target + path))
                .header("Content-Type", "application/json")
                .method(line.group(1), HttpRequest.BodyPublishers.ofByteArray(body(head, in)))
                .build(),
            HttpResponse.BodyHandlers.ofByteArray());
    byte[] reply =
        FaultyServer.whole(
            response.statusCode(),
            response.headers().firstValue("content-type").orElse("text/plain"),
            new String(response.body(), StandardCharsets.UTF_8));
    boolean open = fault.write(path, reply, out);
    out.flush();
    return open;
  }

  private static byte[] body(String head, InputStream in) throws IOException {
    for (String line : head.toLowerCase(Locale.ROOT).split("\r\n", -1)) {
      if (line.startsWith("content-length:")) {
        return in.readNBytes(Integer.parseInt(line.substring("content-length:".length()).strip()));
      }
    }
    return new byte[0];
  }

  private static @Nullable String head(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = in.read();
      if (next < 0) {
        return null;
      }
      head.append((char) next);
    }
    return head.toString();
  }

  private static void daemon(Runnable task) {
    Thread thread = new Thread(task, "strange-proxy");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() {
    try {
      listener.close();
      for (Socket socket : sockets) {
        socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
