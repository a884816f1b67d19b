package io.github.chromajdbc.calcite.route;

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
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** A store in front of another: requests for records go through {@link #request}. */
public abstract class StoreInFront implements ChromaStore {
  private final ChromaStore store;

  protected StoreInFront(ChromaStore store) {
    this.store = store;
  }

  /** Sends a request for the records of a collection, and may do more around it. */
  protected abstract <T> T request(
      CollectionInfo collection, Cancellation cancellation, Function<Cancellation, T> question);

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
