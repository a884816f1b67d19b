package io.github.chromajdbc.client.rest;

import static io.github.chromajdbc.client.rest.Requests.ANY;
import static io.github.chromajdbc.client.rest.Requests.NEVER;
import static io.github.chromajdbc.client.rest.Requests.all;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.chromajdbc.client.ChromaStore;
import io.github.chromajdbc.client.DatabaseName;
import io.github.chromajdbc.client.RecordFields;
import io.github.chromajdbc.error.ChromaError;
import io.github.chromajdbc.error.ChromaException;
import io.github.chromajdbc.testing.FaultyServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a user reads when the server, or the way to it, is broken. */
@Timeout(20)
class RestFaultsTest {
  private static final String PAGE =
      "{\"ids\":[\"a\",\"b\"],\"embeddings\":null,\"documents\":null,\"uris\":null,"
          + "\"metadatas\":null,\"include\":[]}";

  private static void get(ChromaStore store) {
    store.get(ANY, all(RecordFields.ID_ONLY), NEVER);
  }

  private static void ping(ChromaStore store) {
    store.ping(NEVER);
  }

  private static RestSettings settings(int port) {
    return RestSettings.of("127.0.0.1", port)
        .withTimeouts(Duration.ofSeconds(2), Duration.ofMillis(400));
  }

  private static void expect(
      ChromaError error,
      String part,
      FaultyServer.Behaviour behaviour,
      Consumer<ChromaStore> call) {
    try (FaultyServer server = new FaultyServer(behaviour)) {
      expect(error, part, settings(server.port()), call);
    }
  }

  private static void expect(
      ChromaError error, String part, RestSettings settings, Consumer<ChromaStore> call) {
    try (RestChromaStore store = new RestChromaStore(settings)) {
      assertThatThrownBy(() -> call.accept(store))
          .isInstanceOfSatisfying(
              ChromaException.class,
              thrown -> {
                assertThat(thrown.sentence()).contains(part);
                assertThat(thrown.error()).isEqualTo(error);
              });
    }
  }

  @Test
  void nobodyListensOnThePort() throws IOException {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    expect(
        ChromaError.CONNECTION_FAILED,
        "127.0.0.1:" + port + ": connection refused",
        settings(port),
        RestFaultsTest::ping);
  }

  @Test
  void theHostIsNotKnown() {
    expect(
        ChromaError.CONNECTION_FAILED,
        "no-such-host.invalid:8000: the host name is not known",
        RestSettings.of("no-such-host.invalid", 8000),
        RestFaultsTest::ping);
  }

  @Test
  void theServerTakesNoConnection() throws IOException {
    // A full backlog: the system answers nobody.
    try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Socket first = new Socket(full.getInetAddress(), full.getLocalPort());
        Socket second = new Socket(full.getInetAddress(), full.getLocalPort())) {
      assertThat(first.isConnected() && second.isConnected()).isTrue();
      RestSettings impatient =
          RestSettings.of("127.0.0.1", full.getLocalPort())
              .withTimeouts(Duration.ofMillis(300), Duration.ofSeconds(5));
      long start = System.nanoTime();
      expect(
          ChromaError.CONNECTION_FAILED,
          "no connection within 300 ms",
          impatient,
          RestFaultsTest::get);
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
    }
  }

  @Test
  void thePortBelongsToAWebSite() {
    FaultyServer.Behaviour page = FaultyServer.reply(200, "text/html", "<html>Welcome</html>");
    expect(ChromaError.NOT_A_CHROMA_SERVER, "it sent text/html", page, RestFaultsTest::ping);
    expect(ChromaError.NOT_A_CHROMA_SERVER, "it sent text/html", page, RestFaultsTest::get);
    expect(
        ChromaError.NOT_A_CHROMA_SERVER,
        "HTTP 404",
        FaultyServer.reply(404, "text/html", "<html>Not found</html>"),
        RestFaultsTest::ping);
    expect(
        ChromaError.NOT_A_CHROMA_SERVER,
        "HTTP 404",
        FaultyServer.reply(404, "text/html", "<html>Not found</html>"),
        store -> store.collection(ANY.database(), "docs", NEVER));
  }

  @Test
  void thePortBelongsToAnotherJsonService() {
    FaultyServer.Behaviour other = FaultyServer.reply(200, "application/json", "{\"ok\":true}");
    expect(ChromaError.NOT_A_CHROMA_SERVER, "heartbeat", other, RestFaultsTest::ping);
    expect(ChromaError.NOT_A_CHROMA_SERVER, "no ids", other, RestFaultsTest::get);
    expect(
        ChromaError.NOT_A_CHROMA_SERVER,
        "list of collections",
        other,
        store -> store.collections(ANY.database(), NEVER));
    expect(ChromaError.NOT_A_CHROMA_SERVER, "identity", other, store -> store.identity(NEVER));
    expect(ChromaError.NOT_A_CHROMA_SERVER, "version", other, store -> store.abilities(NEVER));
  }

  @Test
  void thePortDoesNotSpeakHttp() {
    expect(
        ChromaError.NOT_A_CHROMA_SERVER,
        "does not speak HTTP",
        (head, out) -> {
          out.write("SSH-2.0-OpenSSH_9.6\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
          return false;
        },
        RestFaultsTest::ping);
  }

  @Test
  void theServerRedirects() {
    expect(
        ChromaError.NOT_A_CHROMA_SERVER,
        "redirects (HTTP 302)",
        FaultyServer.reply(302, "text/plain", ""),
        RestFaultsTest::ping);
  }

  @Test
  void theCredentialsAreRefused() {
    for (int status : List.of(401, 403)) {
      expect(
          ChromaError.AUTHENTICATION_FAILED,
          "(HTTP " + status + ")",
          FaultyServer.reply(status, "application/json", "{\"error\":\"AuthError\"}"),
          RestFaultsTest::get);
    }
  }

  @Test
  void theServerReportsAnErrorOfItsOwn() {
    expect(
        ChromaError.SERVER_ERROR,
        "(HTTP 500): InternalError: disk full",
        FaultyServer.reply(
            500, "application/json", "{\"error\":\"InternalError\",\"message\":\"disk full\"}"),
        RestFaultsTest::get);
    expect(
        ChromaError.SERVER_ERROR,
        "(HTTP 502): no details",
        FaultyServer.reply(502, "text/html", "<html>Bad gateway</html>"),
        RestFaultsTest::get);
  }

  @Test
  void aLongErrorMessageIsCut() {
    String json = "{\"error\":\"InternalError\",\"message\":\"" + "x".repeat(30_000) + "\"}";
    try (FaultyServer server = new FaultyServer(FaultyServer.reply(500, "application/json", json));
        RestChromaStore store = new RestChromaStore(settings(server.port()))) {
      assertThatThrownBy(() -> get(store))
          .hasMessageEndingWith("xxx...")
          .extracting(thrown -> String.valueOf(thrown.getMessage()).length())
          .isEqualTo("Chroma answered with an error (HTTP 500): ".length() + 503);
    }
  }

  @Test
  void theConnectionBreaksInTheMiddleOfAReply() {
    expect(
        ChromaError.CONNECTION_LOST,
        "The statement can be repeated",
        FaultyServer.cutAfter(20, PAGE),
        RestFaultsTest::get);
  }

  @Test
  void aCutReplyIsNotAskedForAgain() {
    try (FaultyServer server = new FaultyServer(FaultyServer.cutAfter(20, PAGE));
        RestChromaStore store = new RestChromaStore(settings(server.port()))) {
      assertThatThrownBy(() -> get(store)).isInstanceOf(ChromaException.class);
      assertThat(server.requests()).isEqualTo(1);
    }
  }

  @Test
  void theReplyIsGarbled() {
    expect(
        ChromaError.CONNECTION_LOST,
        "garbled JSON",
        FaultyServer.reply(200, "application/json", "{\"ids\":[\"a\",#~\u0001"),
        RestFaultsTest::get);
    expect(
        ChromaError.CONNECTION_LOST,
        "garbled JSON",
        FaultyServer.reply(200, "application/json", PAGE.substring(0, 15)),
        RestFaultsTest::get);
    expect(
        ChromaError.NOT_A_CHROMA_SERVER,
        "not JSON from the first byte",
        FaultyServer.reply(200, "application/json", "hello"),
        RestFaultsTest::get);
    expect(
        ChromaError.NOT_A_CHROMA_SERVER,
        "empty",
        FaultyServer.reply(200, "application/json", ""),
        RestFaultsTest::get);
  }

  @Test
  void thePartsOfAReplyDoNotFitTogether() {
    expect(
        ChromaError.NOT_A_CHROMA_SERVER,
        "2 ids and 1 documents",
        FaultyServer.reply(
            200, "application/json", "{\"ids\":[\"a\",\"b\"],\"documents\":[\"x\"]}"),
        store -> store.get(ANY, all(new RecordFields(true, false, false, Set.of(), false)), NEVER));
  }

  @Test
  void theServerNeverAnswers() {
    long start = System.nanoTime();
    expect(
        ChromaError.NETWORK_TIMEOUT,
        "sent nothing for 400 ms",
        FaultyServer.hang(),
        RestFaultsTest::get);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(1_500));
  }

  @Test
  void theServerFallsSilentInTheMiddleOfAReply() {
    expect(
        ChromaError.NETWORK_TIMEOUT,
        "sent nothing for 400 ms",
        FaultyServer.stall(9, PAGE),
        RestFaultsTest::get);
  }

  @Test
  void aSlowServerIsWaitedForWhileBytesCome() {
    // 10 pieces, 100 ms apart: longer than the socket timeout in all, never silent for as long.
    try (FaultyServer server = new FaultyServer(FaultyServer.slow(10, 100, PAGE));
        RestChromaStore store = new RestChromaStore(settings(server.port()))) {
      assertThat(store.get(ANY, all(RecordFields.ID_ONLY), NEVER).ids()).containsExactly("a", "b");
    }
  }

  @Test
  void aConnectionThatTheServerClosedMeanwhileIsReplaced() {
    // Each connection serves one request and is closed without a word, as idle ones are.
    FaultyServer.Behaviour once =
        (head, out) -> {
          out.write(FaultyServer.whole(200, "application/json", PAGE));
          return false;
        };
    try (FaultyServer server = new FaultyServer(once);
        RestChromaStore store = new RestChromaStore(settings(server.port()))) {
      for (int i = 0; i < 20; i++) {
        assertThat(store.get(ANY, all(RecordFields.ID_ONLY), NEVER).size()).isEqualTo(2);
      }
      assertThat(server.connections()).isGreaterThanOrEqualTo(20);
    }
  }

  @Test
  void aRequestThatIsDroppedOnAPooledConnectionIsRepeatedOnce() {
    FaultyServer.Behaviour dropSecond =
        new FaultyServer.Behaviour() {
          private int count;

          @Override
          public synchronized boolean answer(String head, OutputStream out) throws IOException {
            if (count++ == 1) {
              return false;
            }
            out.write(FaultyServer.whole(200, "application/json", PAGE));
            return true;
          }
        };
    try (FaultyServer server = new FaultyServer(dropSecond);
        RestChromaStore store = new RestChromaStore(settings(server.port()))) {
      get(store);
      get(store);
      assertThat(server.requests()).isEqualTo(3);
      assertThat(server.connections()).isEqualTo(2);
    }
  }

  @Test
  void aServerThatDropsEveryRequestIsAskedTwice() {
    try (FaultyServer server = new FaultyServer((head, out) -> false);
        RestChromaStore store = new RestChromaStore(settings(server.port()))) {
      assertThatThrownBy(() -> get(store))
          .isInstanceOfSatisfying(
              ChromaException.class,
              thrown -> assertThat(thrown.error()).isEqualTo(ChromaError.CONNECTION_LOST));
      assertThat(server.requests()).isEqualTo(2);
    }
  }

  @Test
  void theConnectionIsUsedAgain() {
    try (FaultyServer server = new FaultyServer(FaultyServer.reply(200, "application/json", PAGE));
        RestChromaStore store = new RestChromaStore(settings(server.port()))) {
      for (int i = 0; i < 50; i++) {
        get(store);
      }
      assertThat(server.connections()).isEqualTo(1);
    }
  }

  @Test
  void credentialsAreSentAndNeverShown() {
    Map<Credentials, String> headers =
        Map.of(
            new Credentials.ChromaToken("s3cret"), "x-chroma-token: s3cret",
            new Credentials.Bearer("s3cret"), "authorization: bearer s3cret",
            new Credentials.Basic("ann", "s3cret"), "authorization: basic yw5uonmzy3jlda==");
    headers.forEach(
        (credentials, header) -> {
          try (FaultyServer server =
              new FaultyServer(FaultyServer.reply(401, "application/json", "{}"))) {
            RestSettings settings =
                settings(server.port())
                    .withCredentials(credentials)
                    .withHeaders(Map.of("X-Extra", "s3cret-too"));
            try (RestChromaStore store = new RestChromaStore(settings)) {
              assertThatThrownBy(() -> ping(store))
                  .satisfies(thrown -> assertThat(thrown.toString()).doesNotContain("s3cret"));
            }
            assertThat(server.heads().get(0).toLowerCase(Locale.ROOT))
                .contains(header, "x-extra: s3cret-too");
            assertThat(settings + " " + credentials).doesNotContain("s3cret");
          }
        });
  }

  @Test
  void aHeaderThatHttpDoesNotAllowIsNamedWithoutItsValue() {
    assertThatThrownBy(
            () ->
                new RestChromaStore(
                    settings(1).withHeaders(Map.of("X-Key", "s3cret\r\nInjected: 1"))))
        .isInstanceOfSatisfying(
            ChromaException.class,
            thrown -> {
              assertThat(thrown.error()).isEqualTo(ChromaError.INVALID_PROPERTY_VALUE);
              assertThat(thrown.sentence()).contains("X-Key").doesNotContain("s3cret");
              assertThat(thrown.getCause()).isNull();
            });
  }

  @Test
  void requestsGoToThePrefixAndEncodeNames() {
    try (FaultyServer server = new FaultyServer(FaultyServer.reply(200, "application/json", "[]"));
        RestChromaStore store =
            new RestChromaStore(settings(server.port()).withPathPrefix("a/b/"))) {
      store.collections(new DatabaseName("t/1", "d é+"), NEVER);
      assertThat(server.heads().get(0))
          .startsWith(
              "GET /a/b/api/v2/tenants/t%2F1/databases/d%20%C3%A9%2B/collections?"
                  + "limit=250&offset=0 HTTP/1.1\r\n");
    }
  }

  @Test
  void requestsGoThroughTheProxy() {
    try (FaultyServer proxy =
            new FaultyServer(
                FaultyServer.reply(200, "application/json", "{\"nanosecond heartbeat\":1}"));
        RestChromaStore store =
            new RestChromaStore(
                RestSettings.of("chroma.invalid", 8000)
                    .withProxy(new RestSettings.ProxyAddress("127.0.0.1", proxy.port())))) {
      store.ping(NEVER);
      assertThat(proxy.heads().get(0))
          .startsWith("GET http://chroma.invalid:8000/api/v2/heartbeat HTTP/1.1\r\n");
    }
  }
}
