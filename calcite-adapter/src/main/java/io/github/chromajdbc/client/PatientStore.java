package io.github.chromajdbc.client;

import io.github.chromajdbc.error.ChromaException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A store as a guest of a service uses it: no more reads of one collection at once than the service
 * allows, and when it says that it is busy all the same, since others read the collection too, a
 * pause that doubles and another try.
 */
public final class PatientStore extends StoreInFront {
  private static final Patience PATIENCE = new Patience(6, 100);

  private final ChromaStore store;
  private final int parallelReads;
  private final Map<String, RequestTurns> turns = new ConcurrentHashMap<>();

  /**
   * Takes the store over: it is closed with this one.
   *
   * @param parallelReads most reads of one collection at once
   */
  private PatientStore(ChromaStore store, int parallelReads) {
    super(store);
    this.store = store;
    this.parallelReads = parallelReads;
  }

  /**
   * The store as such a guest uses it; the store itself when the quotas bound no reads.
   *
   * @param store is closed with this one
   */
  public static ChromaStore within(Quotas quotas, ChromaStore store) {
    return quotas.maxParallelReads() == Integer.MAX_VALUE
        ? store
        : new PatientStore(store, quotas.maxParallelReads());
  }

  @Override
  protected <T> T request(
      CollectionInfo collection, Cancellation cancellation, Function<Cancellation, T> question) {
    RequestTurns ofCollection =
        turns.computeIfAbsent(collection.id(), id -> new RequestTurns(parallelReads));
    return ask(
        cancellation, () -> ofCollection.during(cancellation, () -> question.apply(cancellation)));
  }

  @Override
  protected <T> T ask(Cancellation cancellation, Supplier<T> question) {
    for (int repetition = 0; ; repetition++) {
      try {
        return question.get();
      } catch (ChromaException e) {
        if (!PATIENCE.isForAnother(e, repetition)) {
          throw e;
        }
      }
      PATIENCE.pause(repetition, cancellation);
    }
  }

  @Override
  public void close() {
    store.close();
  }
}
