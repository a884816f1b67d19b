package io.github.chromajdbc.client;

import io.github.chromajdbc.error.ChromaError;
import io.github.chromajdbc.error.ChromaException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A store as a guest of a service uses it: no more reads of one collection at once than the service
 * allows, and when it says that it is busy all the same, since others read the collection too, a
 * pause that doubles and another try.
 */
public final class PatientStore implements ChromaStore {
  private static final int REPETITIONS = 6;
  private static final long FIRST_PAUSE_MILLIS = 100;
  private static final long LOOK_MILLIS = 50;

  private final ChromaStore store;
  private final int parallelReads;
  private final Map<String, Semaphore> turns = new ConcurrentHashMap<>();

  /**
   * Takes the store over: it is closed with this one.
   *
   * @param parallelReads most reads of one collection at once
   */
  public PatientStore(ChromaStore store, int parallelReads) {
    this.store = store;
    this.parallelReads = parallelReads;
  }

  private <T> T read(
      CollectionInfo collection, Cancellation cancellation, Function<ChromaStore, T> question) {
    Semaphore free = turns.computeIfAbsent(collection.id(), id -> new Semaphore(parallelReads));
    return repeated(
        () -> {
          acquire(free, cancellation);
          try {
            return question.apply(store);
          } finally {
            free.release();
          }
        },
        cancellation);
  }

  private static <T> T repeated(Supplier<T> attempt, Cancellation cancellation) {
    for (int repetition = 0; ; repetition++) {
      try {
        return attempt.get();
      } catch (ChromaException e) {
        if (e.error() != ChromaError.SERVER_BUSY || repetition == REPETITIONS) {
          throw e;
        }
      }
      long pause = FIRST_PAUSE_MILLIS << repetition;
      pause(pause + ThreadLocalRandom.current().nextLong(pause), cancellation);
    }
  }

  private static void acquire(Semaphore free, Cancellation cancellation) {
    try {
      while (!free.tryAcquire(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
        cancellation.throwIfCancelled();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw ChromaError.CANCELLED.causedBy(e);
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
    return read(collection, cancellation, to -> to.count(collection, cancellation));
  }

  @Override
  public RecordPage get(CollectionInfo collection, GetRequest request, Cancellation cancellation) {
    return read(collection, cancellation, to -> to.get(collection, request, cancellation));
  }

  @Override
  public List<RecordPage> query(
      CollectionInfo collection, QueryRequest request, Cancellation cancellation) {
    return read(collection, cancellation, to -> to.query(collection, request, cancellation));
  }

  @Override
  public MetadataSample sample(CollectionInfo collection, int records, Cancellation cancellation) {
    return read(collection, cancellation, to -> to.sample(collection, records, cancellation));
  }

  @Override
  public void replaceMetadata(
      CollectionInfo collection, Map<String, Object> metadata, Cancellation cancellation) {
    repeated(
        () -> {
          store.replaceMetadata(collection, metadata, cancellation);
          return true;
        },
        cancellation);
  }

  @Override
  public StoreAbilities abilities(Cancellation cancellation) {
    return repeated(() -> store.abilities(cancellation), cancellation);
  }

  @Override
  public Identity identity(Cancellation cancellation) {
    return repeated(() -> store.identity(cancellation), cancellation);
  }

  @Override
  public void ping(Cancellation cancellation) {
    store.ping(cancellation);
  }

  @Override
  public boolean tenantExists(String tenant, Cancellation cancellation) {
    return repeated(() -> store.tenantExists(tenant, cancellation), cancellation);
  }

  @Override
  public List<String> databases(String tenant, Cancellation cancellation) {
    return repeated(() -> store.databases(tenant, cancellation), cancellation);
  }

  @Override
  public boolean databaseExists(DatabaseName database, Cancellation cancellation) {
    return repeated(() -> store.databaseExists(database, cancellation), cancellation);
  }

  @Override
  public List<CollectionInfo> collections(DatabaseName database, Cancellation cancellation) {
    return repeated(() -> store.collections(database, cancellation), cancellation);
  }

  @Override
  public Optional<CollectionInfo> collection(
      DatabaseName database, String name, Cancellation cancellation) {
    return repeated(() -> store.collection(database, name, cancellation), cancellation);
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

  @Override
  public void close() {
    store.close();
  }
}
