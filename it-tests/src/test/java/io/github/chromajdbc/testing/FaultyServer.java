package io.github.chromajdbc.testing;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A server that misbehaves as told, byte by byte. Each connection has a thread of its own. */
public final class FaultyServer implements AutoCloseable {

  /** Answers one request; leaves the connection open when it returns true. */
  @FunctionalInterface
  public interface Behaviour {
    boolean answer(String requestHead, OutputStream out) throws IOException, InterruptedException;
  }

  private final ServerSocket listener;
  private final Behaviour behaviour;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private final AtomicInteger requests = new AtomicInteger();
  private final AtomicInteger connections = new AtomicInteger();
  private final List<String> heads = new ArrayList<>();

  /** Listens on a free port of this machine. */
  public FaultyServer(Behaviour behaviour) {
    this.behaviour = behaviour;
    try {
      listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    daemon(this::listen);
  }

  /** A whole reply with this body, then the next request. */
  public static Behaviour reply(int status, String contentType, String body) {
    return (head, out) -> {
      out.write(whole(status, contentType, body));
      return true;
    };
  }

  /** A reply that promises the whole body, then closes after so many bytes of it. */
  public static Behaviour cutAfter(int bytes, String body) {
    return (head, out) -> {
      byte[] all = whole(200, "application/json", body);
      out.write(all, 0, all.length - body.getBytes(StandardCharsets.UTF_8).length + bytes);
      return false;
    };
  }

  /** No byte at all. */
  public static Behaviour hang() {
    return (head, out) -> {
      TimeUnit.HOURS.sleep(1);
      return false;
    };
  }

  /** Status and headers at once, then the body in pieces with a pause after each. */
  public static Behaviour slow(int piece, long pauseMillis, String body) {
    return (request, out) -> {
      byte[] all = whole(200, "application/json", body);
      int head = all.length - body.getBytes(StandardCharsets.UTF_8).length;
      out.write(all, 0, head);
      for (int from = head; from < all.length; from += piece) {
        out.write(all, from, Math.min(piece, all.length - from));
        out.flush();
        TimeUnit.MILLISECONDS.sleep(pauseMillis);
      }
      return true;
    };
  }

  /** So many bytes of the body, then silence. */
  public static Behaviour stall(int bytes, String body) {
    return (head, out) -> {
      byte[] all = whole(200, "application/json", body);
      out.write(all, 0, all.length - body.getBytes(StandardCharsets.UTF_8).length + bytes);
      out.flush();
      TimeUnit.HOURS.sleep(1);
      return false;
    };
  }

  /** Status line, headers and body. */
  public static byte[] whole(int status, String contentType, String body) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    String head =
        "HTTP/1.1 "
            + status
            + " Status\r\ncontent-type: "
            + contentType
            + "\r\ncontent-length: "
            + bytes.length
            + "\r\n\r\n";
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    whole.writeBytes(head.getBytes(StandardCharsets.ISO_8859_1));
    whole.writeBytes(bytes);
    return whole.toByteArray();
  }

  public int port() {
    return listener.getLocalPort();
  }

  /** Requests whose head has come. */
  public int requests() {
    return requests.get();
  }

  /** Connections accepted. */
  public int connections() {
    return connections.get();
  }

  /** Request line and headers of every request. */
  public List<String> heads() {
    synchronized (heads) {
      return List.copyOf(heads);
    }
  }

  private void listen() {
    while (!listener.isClosed()) {
      try {
        Socket socket = listener.accept();
        connections.incrementAndGet();
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
        String head = readRequest(in);
        if (head == null) {
          return;
        }
        synchronized (heads) {
          heads.add(head);
        }
        requests.incrementAndGet();
        open = behaviour.answer(head, socket.getOutputStream());
        socket.getOutputStream().flush();
      }
    } catch (IOException e) {
      return; // The client has gone: often the point of the test.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static @Nullable String readRequest(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = in.read();
      if (next < 0) {
        return null;
      }
      head.append((char) next);
    }
    for (String line : head.toString().toLowerCase(Locale.ROOT).split("\r\n", -1)) {
      if (line.startsWith("content-length:")) {
        in.readNBytes(Integer.parseInt(line.substring("content-length:".length()).strip()));
      }
    }
    return head.toString();
  }

  private static void daemon(Runnable task) {
    Thread thread = new Thread(task, "faulty-server");
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
