package io.github.chromajdbc.client.rest;

import static io.github.chromajdbc.client.rest.Requests.ANY;
import static io.github.chromajdbc.client.rest.Requests.NEVER;
import static io.github.chromajdbc.client.rest.Requests.all;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.chromajdbc.client.Cancellation;
import io.github.chromajdbc.client.RecordFields;
import io.github.chromajdbc.error.ChromaError;
import io.github.chromajdbc.error.ChromaException;
import io.github.chromajdbc.testing.FaultyServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Ending a call from another thread, wherever it is. */
@Timeout(30)
class RestCancellationTest {
  /** What a user feels as at once; measured times are around a millisecond. */
  private static final Duration AT_ONCE = Duration.ofMillis(50);

  private static final String PAGE = "{\"ids\":[\"a\"],\"include\":[]}";

  private static CompletableFuture<Long> call(RestChromaStore store, Cancellation cancellation) {
    CompletableFuture<Long> ended = new CompletableFuture<>();
    Thread caller =
        new Thread(
            () -> {
              try {
                store.get(ANY, all(RecordFields.ID_ONLY), cancellation);
                ended.complete(System.nanoTime());
              } catch (ChromaException e) {
                ended.completeExceptionally(new Ended(e, System.nanoTime()));
              }
            });
    caller.start();
    return ended;
  }

  private static final class Ended extends Exception {
    private static final long serialVersionUID = 1L;
    private final ChromaException thrown;
    private final long when;

    Ended(ChromaException thrown, long when) {
      super(thrown);
      this.thrown = thrown;
      this.when = when;
    }
  }

  private static Ended outcome(CompletableFuture<Long> call) throws InterruptedException {
    try {
      call.get();
      throw new AssertionError("the call was answered");
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Ended ended) {
        return ended;
      }
      throw new AssertionError("another end", e);
    }
  }

  private static void assertCancelledAtOnce(RestChromaStore store) throws InterruptedException {
    Cancellation cancellation = new Cancellation();
    CompletableFuture<Long> call = call(store, cancellation);
    TimeUnit.MILLISECONDS.sleep(300);
    assertThat(call).isNotDone();
    long cancelled = System.nanoTime();
    ChromaException reason = ChromaError.CANCELLED.exception();
    cancellation.cancel(reason);
    Ended ended = outcome(call);
    assertThat(ended.thrown).isSameAs(reason);
    assertThat(Duration.ofNanos(ended.when - cancelled)).isLessThan(AT_ONCE);
  }

  private static RestSettings patient(int port) {
    return RestSettings.of("127.0.0.1", port)
        .withTimeouts(Duration.ofSeconds(25), Duration.ofSeconds(25));
  }

  @Test
  void whileItConnects() throws Exception {
    // A full backlog: the system answers nobody.
    try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Socket first = new Socket(full.getInetAddress(), full.getLocalPort());
        Socket second = new Socket(full.getInetAddress(), full.getLocalPort());
        RestChromaStore store = new RestChromaStore(patient(full.getLocalPort()))) {
      assertThat(first.isConnected() && second.isConnected()).isTrue();
      assertCancelledAtOnce(store);
    }
  }

  @Test
  void whileItWaitsForTheHeaders() throws Exception {
    try (FaultyServer server = new FaultyServer(FaultyServer.hang());
        RestChromaStore store = new RestChromaStore(patient(server.port()))) {
      assertCancelledAtOnce(store);
      assertThat(server.requests()).isEqualTo(1);
    }
  }

  @Test
  void inTheMiddleOfTheBody() throws Exception {
    try (FaultyServer server = new FaultyServer(FaultyServer.stall(9, PAGE));
        RestChromaStore store = new RestChromaStore(patient(server.port()))) {
      assertCancelledAtOnce(store);
    }
  }

  @Test
  void whileTheBodyKeepsComing() throws Exception {
    String endless = "{\"ids\":[" + "\"aaaaaaaaaaaaaaaa\",".repeat(100_000) + "\"a\"]}";
    try (FaultyServer server = new FaultyServer(FaultyServer.slow(1_000, 2, endless));
        RestChromaStore store = new RestChromaStore(patient(server.port()))) {
      assertCancelledAtOnce(store);
    }
  }

  @Test
  void theConnectionIsClosedSoThatTheServerCanStop() throws Exception {
    CompletableFuture<Boolean> gone = new CompletableFuture<>();
    FaultyServer.Behaviour untilBroken =
        (head, out) -> {
          byte[] all = FaultyServer.whole(200, "application/json", "x".repeat(20_000_000));
          try {
            out.write(all);
          } finally {
            gone.complete(true);
          }
          return false;
        };
    try (FaultyServer server = new FaultyServer(untilBroken);
        RestChromaStore store = new RestChromaStore(patient(server.port()))) {
      assertThatThrownBy(() -> store.get(ANY, all(RecordFields.ID_ONLY), NEVER))
          .isInstanceOf(ChromaException.class);
      // Java 25 closes some connections only at the next round of its selector, after 3 seconds.
      assertThat(gone.get(10, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void beforeItBegins() {
    try (FaultyServer server = new FaultyServer(FaultyServer.reply(200, "application/json", PAGE));
        RestChromaStore store = new RestChromaStore(patient(server.port()))) {
      Cancellation cancellation = new Cancellation();
      cancellation.cancel(ChromaError.QUERY_TIMEOUT.exception("1 s"));
      assertThatThrownBy(() -> store.get(ANY, all(RecordFields.ID_ONLY), cancellation))
          .isInstanceOfSatisfying(
              ChromaException.class,
              thrown -> assertThat(thrown.error()).isEqualTo(ChromaError.QUERY_TIMEOUT));
      assertThat(server.requests()).isZero();
    }
  }

  @Test
  void theNextCallWorks() throws Exception {
    FaultyServer.Behaviour hangOnce =
        new FaultyServer.Behaviour() {
          private boolean hung;

          @Override
          public boolean answer(String head, OutputStream out)
              throws IOException, InterruptedException {
            boolean first;
            synchronized (this) {
              first = !hung;
              hung = true;
            }
            return first
                ? FaultyServer.hang().answer(head, out)
                : FaultyServer.reply(200, "application/json", PAGE).answer(head, out);
          }
        };
    try (FaultyServer server = new FaultyServer(hangOnce);
        RestChromaStore store = new RestChromaStore(patient(server.port()))) {
      assertCancelledAtOnce(store);
      assertThat(store.get(ANY, all(RecordFields.ID_ONLY), NEVER).idList()).containsExactly("a");
    }
  }

  @Test
  @SuppressWarnings("try") // Closing early is the point.
  void closingTheStoreEndsItsCalls() throws Exception {
    try (FaultyServer server = new FaultyServer(FaultyServer.hang());
        RestChromaStore store = new RestChromaStore(patient(server.port()))) {
      CompletableFuture<Long> call = call(store, NEVER);
      TimeUnit.MILLISECONDS.sleep(200);
      store.close();
      assertThat(outcome(call).thrown.error()).isEqualTo(ChromaError.CONNECTION_CLOSED);
      assertThatThrownBy(() -> store.ping(NEVER))
          .isInstanceOfSatisfying(
              ChromaException.class,
              thrown -> assertThat(thrown.error()).isEqualTo(ChromaError.CONNECTION_CLOSED));
    }
  }

  @Test
  void aThreadThatIsInterruptedStaysInterrupted() throws Exception {
    try (FaultyServer server = new FaultyServer(FaultyServer.hang());
        RestChromaStore store = new RestChromaStore(patient(server.port()))) {
      CompletableFuture<ChromaException> thrown = new CompletableFuture<>();
      CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
      Thread caller =
          new Thread(
              () -> {
                try {
                  store.get(ANY, all(RecordFields.ID_ONLY), NEVER);
                } catch (ChromaException e) {
                  interrupted.complete(Thread.currentThread().isInterrupted());
                  thrown.complete(e);
                }
              });
      caller.start();
      TimeUnit.MILLISECONDS.sleep(200);
      caller.interrupt();
      assertThat(thrown.get(1, TimeUnit.SECONDS).error()).isEqualTo(ChromaError.CANCELLED);
      assertThat(interrupted.get()).isTrue();
    }
  }

  @Test
  void noThreadStaysAfterClose() throws Exception {
    try (FaultyServer server =
        new FaultyServer(FaultyServer.reply(200, "application/json", PAGE))) {
      for (int i = 0; i < 20; i++) {
        try (RestChromaStore store = new RestChromaStore(patient(server.port()))) {
          store.get(ANY, all(RecordFields.ID_ONLY), NEVER);
          assertThat(ownThreads()).isNotEmpty();
        }
      }
      // The client of an earlier test may need its selector's next round, after 3 seconds.
      long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
      while (!ownThreads().isEmpty() && System.nanoTime() < deadline) {
        TimeUnit.MILLISECONDS.sleep(10);
      }
      assertThat(ownThreads()).isEmpty();
    }
  }

  private static List<String> ownThreads() {
    List<String> names = new ArrayList<>();
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      ThreadGroup group = thread.getThreadGroup();
      if (group != null && group.getName().equals("chroma-jdbc")) {
        names.add(thread.getName());
      }
    }
    return names;
  }
}
