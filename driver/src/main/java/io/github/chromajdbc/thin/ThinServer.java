package io.github.chromajdbc.thin;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.sql.SQLException;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.apache.calcite.avatica.metrics.noop.NoopMetricsSystem;
import org.apache.calcite.avatica.remote.Handler.HandlerResponse;
import org.apache.calcite.avatica.remote.JsonHandler;
import org.apache.calcite.avatica.remote.LocalService;
import org.apache.calcite.avatica.remote.ProtobufHandler;
import org.apache.calcite.avatica.remote.ProtobufTranslationImpl;
import org.apache.calcite.avatica.remote.Service;

/**
 * Serves a driver to Avatica's clients, in protobuf and in JSON: a request says by its first
 * character which of the two it is. {@code GET /metrics} answers counters as Prometheus reads them.
 *
 * <p>Avatica's own HTTP server is Jetty; the JDK's serves as well here and weighs nothing.
 */
public final class ThinServer implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(ThinServer.class.getName());
  private static final int THREADS = 32;
  private static final int LARGEST_REQUEST = 64 << 20;

  private final HttpServer server;
  private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
  private final ServedConnections connections;
  private final Optional<byte[]> authorization;
  private final ProtobufHandler protobuf;
  private final JsonHandler json;
  private final AtomicLong requests = new AtomicLong();
  private final AtomicLong failures = new AtomicLong();
  private final AtomicLong refused = new AtomicLong();

  private ThinServer(HttpServer server, ServedConnections connections, ThinServerOptions options) {
    this.server = server;
    this.connections = connections;
    this.authorization = options.login().map(ThinServer::authorization);
    // Each keeps the address of the server for itself, so each has its service.
    this.protobuf =
        new ProtobufHandler(
            service(), new ProtobufTranslationImpl(), NoopMetricsSystem.getInstance());
    this.json = new JsonHandler(service(), NoopMetricsSystem.getInstance());
  }

  private LocalService service() {
    LocalService service = new LocalService(connections);
    service.setRpcMetadata(new Service.RpcMetadataResponse(server.getAddress().toString()));
    return service;
  }

  private static byte[] authorization(ThinServerOptions.Login login) {
    byte[] plain = (login.user() + ":" + login.password()).getBytes(StandardCharsets.UTF_8);
    return ("Basic " + Base64.getEncoder().encodeToString(plain))
        .getBytes(StandardCharsets.ISO_8859_1);
  }

  /**
   * Starts a server.
   *
   * @throws IOException when it cannot listen, or the keystore cannot be read
   * @throws io.github.chromajdbc.error.ChromaException 08001 when other machines could reach it
   *     without a login and https
   */
  public static ThinServer start(ConnectionSource source, ThinServerOptions options)
      throws IOException, SQLException {
    InetSocketAddress address = new InetSocketAddress(options.safeAddress(), options.port());
    HttpServer server =
        options.keys().isPresent()
            ? secure(HttpsServer.create(address, 0), options.keys().get())
            : HttpServer.create(address, 0);
    ServedConnections connections = new ServedConnections(source, options.maxConnections());
    ThinServer thin = new ThinServer(server, connections, options);
    server.setExecutor(thin.threads);
    server.createContext("/", thin::handle);
    server.start();
    return thin;
  }

  private static HttpServer secure(HttpsServer server, ThinServerOptions.Keys keys)
      throws IOException {
    char[] password = keys.password().toCharArray();
    try (InputStream file = Files.newInputStream(keys.keystore())) {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(file, password);
      KeyManagerFactory managers =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      managers.init(store, password);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(managers.getKeyManagers(), null, null);
      server.setHttpsConfigurator(new HttpsConfigurator(context));
      return server;
    } catch (GeneralSecurityException e) {
      throw new IOException("No key for https in " + keys.keystore() + ": " + e.getMessage(), e);
    }
  }

  /** Where it listens. */
  public InetSocketAddress address() {
    return server.getAddress();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      try {
        answerOrRefuse(exchange);
      } catch (RuntimeException e) {
        // The JDK's server would drop the connection without a word.
        LOG.log(Level.WARNING, "A request of a thin client failed", e);
        failures.incrementAndGet();
        if (exchange.getResponseCode() == -1) {
          send(exchange, 500, "text/plain", utf8("The request failed: the server's log says how"));
        }
      }
    }
  }

  private void answerOrRefuse(HttpExchange exchange) throws IOException {
    if (!isAllowed(exchange)) {
      refused.incrementAndGet();
      exchange.getResponseHeaders().set("WWW-Authenticate", "Basic realm=\"chroma-jdbc\"");
      send(exchange, 401, "text/plain", utf8("A login is needed"));
      return;
    }
    switch (exchange.getRequestMethod()) {
      case "POST" -> answer(exchange);
      case "GET" -> send(exchange, 200, "text/plain", metrics());
      default -> send(exchange, 405, "text/plain", new byte[0]);
    }
  }

  /** Compared in a time that does not depend on how much of it is right. */
  private boolean isAllowed(HttpExchange exchange) {
    String given = exchange.getRequestHeaders().getFirst("Authorization");
    return authorization.isEmpty()
        || (given != null
            && MessageDigest.isEqual(
                authorization.get(), given.getBytes(StandardCharsets.ISO_8859_1)));
  }

  private void answer(HttpExchange exchange) throws IOException {
    byte[] request = exchange.getRequestBody().readNBytes(LARGEST_REQUEST + 1);
    if (request.length > LARGEST_REQUEST) {
      send(exchange, 413, "text/plain", new byte[0]);
      return;
    }
    requests.incrementAndGet();
    if (request.length > 0 && request[0] == '{') {
      HandlerResponse<String> reply = json.apply(new String(request, StandardCharsets.UTF_8));
      count(reply);
      byte[] body = utf8(reply.getResponse());
      send(exchange, reply.getStatusCode(), "application/json;charset=utf-8", body);
    } else {
      byte[] message;
      try {
        message = WireNames.received(request);
      } catch (IOException broken) {
        failures.incrementAndGet();
        send(exchange, 400, "text/plain", utf8("This is no message of Avatica's protocol"));
        return;
      }
      HandlerResponse<byte[]> reply = protobuf.apply(message);
      count(reply);
      send(
          exchange,
          reply.getStatusCode(),
          "application/octet-stream",
          WireNames.sent(reply.getResponse()));
    }
  }

  private void count(HandlerResponse<?> reply) {
    if (reply.getStatusCode() >= 400) {
      failures.incrementAndGet();
    }
  }

  private static void send(HttpExchange exchange, int status, String type, byte[] body)
      throws IOException {
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    if (body.length > 0) {
      exchange.getResponseBody().write(body);
    }
  }

  private byte[] metrics() {
    String text =
        "chroma_thin_requests_total "
            + requests
            + "\nchroma_thin_failures_total "
            + failures
            + "\nchroma_thin_refused_total "
            + refused
            + "\nchroma_thin_connections "
            + connections.open()
            + "\n";
    return utf8(text);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Stops listening and closes the connections that clients left open. */
  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
    connections.close();
  }
}
