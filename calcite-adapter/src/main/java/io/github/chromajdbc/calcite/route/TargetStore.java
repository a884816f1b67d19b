package io.github.chromajdbc.calcite.route;

import io.github.chromajdbc.client.Cancellation;
import io.github.chromajdbc.client.ChromaStore;
import io.github.chromajdbc.client.CollectionInfo;
import io.github.chromajdbc.client.Patience;
import io.github.chromajdbc.client.PatientStore;
import io.github.chromajdbc.client.RequestTurns;
import io.github.chromajdbc.client.StoreInFront;
import io.github.chromajdbc.error.ChromaError;
import io.github.chromajdbc.error.ChromaException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A store as one collection of a routed table is read through it: a request waits for its turn, has
 * a time limit, and is repeated when the server says that it is busy.
 */
public final class TargetStore extends StoreInFront {
  private static final Patience PATIENCE = new Patience(4, 50);

  private final RoutedTableSettings table;
  private final RequestTurns turns;
  private final Executor executor;
  private final RouteLog log;
  private final Patience patience;

  /**
   * @param turns of the requests
   * @param executor runs what ends a request at its time limit
   * @param log hears of each request
   */
  public TargetStore(
      ChromaStore store,
      RoutedTableSettings table,
      RequestTurns turns,
      Executor executor,
      RouteLog log) {
    super(store);
    this.table = table;
    this.turns = turns;
    this.executor = executor;
    this.log = log;
    this.patience = store instanceof PatientStore ? Patience.NONE : PATIENCE; // it has its own
  }

  @Override
  protected <T> T request(
      CollectionInfo collection, Cancellation cancellation, Function<Cancellation, T> question) {
    long started = System.nanoTime();
    for (int repetition = 0; ; repetition++) {
      try {
        T answer = inTurn(collection, cancellation, question);
        ended(collection, started, repetition, null, answer);
        return answer;
      } catch (ChromaException e) {
        if (!patience.isForAnother(e, repetition)) {
          ended(collection, started, repetition, e.error(), null);
          throw e;
        }
      }
      patience.pause(repetition, cancellation);
    }
  }

  private void ended(
      CollectionInfo collection,
      long started,
      int repetitions,
      @Nullable ChromaError failure,
      @Nullable Object answer) {
    Duration took = Duration.ofNanos(System.nanoTime() - started);
    log.ended(
        new RouteListener.Request(table.name(), collection.name(), took, repetitions, failure),
        answer);
  }

  private <T> T inTurn(
      CollectionInfo collection, Cancellation cancellation, Function<Cancellation, T> question) {
    return turns.during(
        cancellation,
        () ->
            table.timeout().isZero()
                ? question.apply(cancellation)
                : inTime(collection, cancellation, question));
  }

  private <T> T inTime(
      CollectionInfo collection, Cancellation cancellation, Function<Cancellation, T> question) {
    Cancellation request = new Cancellation();
    Duration timeout = table.timeout();
    CompletableFuture<Boolean> late =
        new CompletableFuture<Boolean>()
            .completeOnTimeout(true, timeout.toMillis(), TimeUnit.MILLISECONDS);
    CompletableFuture<Void> unused =
        late.thenAcceptAsync(
            timedOut -> {
              if (timedOut) {
                request.cancel(
                    ChromaError.COLLECTION_TIMEOUT.exception(
                        collection.name(), timeout.toMillis() + " ms"));
              }
            },
            executor);
    Cancellation.Registration registration = cancellation.forwardTo(request);
    try {
      return question.apply(request);
    } finally {
      registration.close();
      late.complete(false);
    }
  }
}
