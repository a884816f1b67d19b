package io.github.chromajdbc.calcite.exec;

import io.github.chromajdbc.calcite.route.RouteListener;
import io.github.chromajdbc.calcite.route.RoutedTableSettings;
import io.github.chromajdbc.client.Cancellation;
import io.github.chromajdbc.client.ChromaStore;
import io.github.chromajdbc.client.CollectionInfo;
import io.github.chromajdbc.client.DatabaseName;
import io.github.chromajdbc.client.GetRequest;
import io.github.chromajdbc.client.Identity;
import io.github.chromajdbc.client.MetadataSample;
import io.github.chromajdbc.client.QueryRequest;
import io.github.chromajdbc.client.RecordPage;
import io.github.chromajdbc.client.RequestText;
import io.github.chromajdbc.client.StoreAbilities;
import io.github.chromajdbc.error.ChromaError;
import io.github.chromajdbc.error.ChromaException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A store as one collection of a routed table is read through it: a request waits for its turn, has
 * a time limit, and is repeated when the server says that it is busy.
 */
final class TargetStore implements ChromaStore {
  private static final int REPETITIONS = 4;
  private static final long FIRST_PAUSE_MILLIS = 50;
  private static final long LOOK_MILLIS = 50;

  private static final Logger LOG = LoggerFactory.getLogger("io.github.chromajdbc.route");

  private final ChromaStore store;
  private final RoutedTableSettings table;
  private final Semaphore turns;
  private final Executor executor;

  /**
   * @param turns a permit for each request that may run at once
   * @param executor runs what ends a request at its time limit
   */
  TargetStore(ChromaStore store, RoutedTableSettings table, Semaphore turns, Executor executor) {
    this.store = store;
    this.table = table;
    this.turns = turns;
    this.executor = executor;
  }

  private <T> T request(
      CollectionInfo collection, Cancellation cancellation, Function<Cancellation, T> question) {
    long started = System.nanoTime();
    for (int repetition = 0; ; repetition++) {
      try {
        T answer = inTurn(collection, cancellation, question);
        ended(collection, started, repetition, null);
        return answer;
      } catch (ChromaException e) {
        if (e.error() != ChromaError.SERVER_BUSY || repetition == REPETITIONS) {
          ended(collection, started, repetition, e.error());
          throw e;
        }
      }
      long pause = FIRST_PAUSE_MILLIS << repetition;
      pause(pause + ThreadLocalRandom.current().nextLong(pause), cancellation);
    }
  }

  private void ended(
      CollectionInfo collection, long started, int repetitions, @Nullable ChromaError failure) {
    Duration took = Duration.ofNanos(System.nanoTime() - started);
    LOG.debug(
        "{}: {} took {} ms, {} repetitions, {}",
        table.name(),
        collection.name(),
        took.toMillis(),
        repetitions,
        failure == null ? "answered" : failure);
    RouteListener listener = table.listener();
    if (listener != null) {
      try {
        listener.ended(
            new RouteListener.Request(table.name(), collection.name(), took, repetitions, failure));
      } catch (RuntimeException e) {
        LOG.warn("The listener of {} failed", table.name(), e);
      }
    }
  }

  private <T> T inTurn(
      CollectionInfo collection, Cancellation cancellation, Function<Cancellation, T> question) {
    try {
      while (!turns.tryAcquire(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
        cancellation.throwIfCancelled();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw ChromaError.CANCELLED.causedBy(e);
    }
    try {
      return table.timeout().isZero()
          ? question.apply(cancellation)
          : inTime(collection, cancellation, question);
    } finally {
      turns.release();
    }
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

  private static void pause(long millis, Cancellation cancellation) {
    CountDownLatch cancelled = new CountDownLatch(1);
    Cancellation.Registration registration = cancellation.onCancel(cancelled::countDown);
    try {
      if (cancelled.await(millis, TimeUnit.MILLISECONDS)) {
        cancellation.throwIfCancelled();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw ChromaError.CANCELLED.causedBy(e);
    } finally {
      registration.close();
    }
  }

  @Override
  public long count(CollectionInfo collection, Cancellation cancellation) {
    return request(collection, cancellation, switched -> store.count(collection, switched));
  }

  @Override
  public RecordPage get(CollectionInfo collection, GetRequest request, Cancellation cancellation) {
    return request(collection, cancellation, switched -> store.get(collection, request, switched));
  }

  @Override
  public List<RecordPage> query(
      CollectionInfo collection, QueryRequest request, Cancellation cancellation) {
    return request(
        collection, cancellation, switched -> store.query(collection, request, switched));
  }

  @Override
  public MetadataSample sample(CollectionInfo collection, int records, Cancellation cancellation) {
    return request(
        collection, cancellation, switched -> store.sample(collection, records, switched));
  }

  @Override
  public StoreAbilities abilities(Cancellation cancellation) {
    return store.abilities(cancellation);
  }

  @Override
  public Identity identity(Cancellation cancellation) {
    return store.identity(cancellation);
  }

  @Override
  public void ping(Cancellation cancellation) {
    store.ping(cancellation);
  }

  @Override
  public boolean tenantExists(String tenant, Cancellation cancellation) {
    return store.tenantExists(tenant, cancellation);
  }

  @Override
  public List<String> databases(String tenant, Cancellation cancellation) {
    return store.databases(tenant, cancellation);
  }

  @Override
  public List<CollectionInfo> collections(DatabaseName database, Cancellation cancellation) {
    return store.collections(database, cancellation);
  }

  @Override
  public Optional<CollectionInfo> collection(
      DatabaseName database, String name, Cancellation cancellation) {
    return store.collection(database, name, cancellation);
  }

  @Override
  public RequestText describeCount(CollectionInfo collection) {
    return store.describeCount(collection);
  }

  @Override
  public RequestText describeGet(CollectionInfo collection, GetRequest request) {
    return store.describeGet(collection, request);
  }

  @Override
  public RequestText describeQuery(CollectionInfo collection, QueryRequest request) {
    return store.describeQuery(collection, request);
  }

  /** The store is the engine's. */
  @Override
  public void close() {}
}
