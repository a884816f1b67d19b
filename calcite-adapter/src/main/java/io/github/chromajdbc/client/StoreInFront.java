package io.github.chromajdbc.client;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A store in front of another: requests for records go through {@link #request}, all others but
 * pings through {@link #ask}.
 */
public abstract class StoreInFront implements ChromaStore {
  private final ChromaStore store;

  protected StoreInFront(ChromaStore store) {
    this.store = store;
  }

  /** Sends a request for the records of a collection, and may do more around it. */
  protected abstract <T> T request(
      CollectionInfo collection, Cancellation cancellation, Function<Cancellation, T> question);

  /** Sends any other request; does no more unless it is overridden. */
  protected <T> T ask(Cancellation cancellation, Supplier<T> question) {
    return question.get();
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
    return ask(cancellation, () -> store.abilities(cancellation));
  }

  @Override
  public Identity identity(Cancellation cancellation) {
    return ask(cancellation, () -> store.identity(cancellation));
  }

  @Override
  public void ping(Cancellation cancellation) {
    store.ping(cancellation);
  }

  @Override
  public boolean tenantExists(String tenant, Cancellation cancellation) {
    return ask(cancellation, () -> store.tenantExists(tenant, cancellation));
  }

  @Override
  public List<String> databases(String tenant, Cancellation cancellation) {
    return ask(cancellation, () -> store.databases(tenant, cancellation));
  }

  @Override
  public boolean databaseExists(DatabaseName database, Cancellation cancellation) {
    return ask(cancellation, () -> store.databaseExists(database, cancellation));
  }

  @Override
  public List<CollectionInfo> collections(DatabaseName database, Cancellation cancellation) {
    return ask(cancellation, () -> store.collections(database, cancellation));
  }

  @Override
  public Optional<CollectionInfo> collection(
      DatabaseName database, String name, Cancellation cancellation) {
    return ask(cancellation, () -> store.collection(database, name, cancellation));
  }

  @Override
  public void replaceMetadata(
      CollectionInfo collection, Map<String, Object> metadata, Cancellation cancellation) {
    Boolean unused =
        ask(
            cancellation,
            () -> {
              store.replaceMetadata(collection, metadata, cancellation);
              return true;
            });
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

  /** Does nothing unless it is overridden: the store is somebody else's. */
  @Override
  public void close() {}
}
