package io.github.chromajdbc;

import static java.util.Objects.requireNonNull;

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
import io.github.chromajdbc.client.Space;
import io.github.chromajdbc.client.StoreAbilities;
import io.github.chromajdbc.error.ChromaError;
import io.github.chromajdbc.error.ChromaException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** Tenants, databases and names of collections; a server that can be away, or never answer. */
final class InMemoryStore implements ChromaStore {
  final Map<String, Map<String, List<CollectionInfo>>> tenants = new TreeMap<>();
  Identity identity = new Identity("", "default_tenant", List.of("default_database"));
  volatile @Nullable ChromaException away;
  volatile boolean silent;

  InMemoryStore() {
    Map<String, List<CollectionInfo>> databases = new TreeMap<>();
    tenants.put("default_tenant", databases);
    databases.put("default_database", new ArrayList<>());
    databases.put("other", new ArrayList<>());
    add("default_database", "papers");
    add("default_database", "pa_ers");
    add("other", "notes");
  }

  void add(String database, String name) {
    List<CollectionInfo> collections =
        requireNonNull(requireNonNull(tenants.get("default_tenant")).get(database));
    collections.add(
        new CollectionInfo(
            new DatabaseName("default_tenant", database),
            "id-of-" + name,
            name,
            Space.L2,
            3,
            Map.of("description", "About " + name),
            null,
            null));
    collections.sort((left, right) -> left.name().compareTo(right.name()));
  }

  private void arrive(Cancellation cancellation) {
    cancellation.throwIfCancelled();
    if (silent) {
      waitForever(cancellation);
    }
    if (away != null) {
      throw away;
    }
  }

  /** Ends by the cancellation only. */
  static void waitForever(Cancellation cancellation) {
    CountDownLatch cancelled = new CountDownLatch(1);
    Cancellation.Registration registration = cancellation.onCancel(cancelled::countDown);
    try {
      cancelled.await();
    } catch (InterruptedException interrupted) {
      throw new AssertionError(interrupted);
    } finally {
      registration.close();
    }
    cancellation.throwIfCancelled();
  }

  @Override
  public StoreAbilities abilities(Cancellation cancellation) {
    arrive(cancellation);
    return new StoreAbilities("1.0.0", true, true, true, 1000, 1000, 100, 100, 10);
  }

  @Override
  public Identity identity(Cancellation cancellation) {
    arrive(cancellation);
    return identity;
  }

  @Override
  public void ping(Cancellation cancellation) {
    arrive(cancellation);
  }

  @Override
  public boolean tenantExists(String tenant, Cancellation cancellation) {
    arrive(cancellation);
    return tenants.containsKey(tenant);
  }

  @Override
  public List<String> databases(String tenant, Cancellation cancellation) {
    arrive(cancellation);
    Map<String, List<CollectionInfo>> databases = tenants.get(tenant);
    if (databases == null) {
      throw ChromaError.CATALOG_NOT_FOUND.exception(tenant, "");
    }
    return List.copyOf(databases.keySet());
  }

  @Override
  public List<CollectionInfo> collections(DatabaseName database, Cancellation cancellation) {
    arrive(cancellation);
    return requireNonNull(requireNonNull(tenants.get(database.tenant())).get(database.database()));
  }

  @Override
  public Optional<CollectionInfo> collection(
      DatabaseName database, String name, Cancellation cancellation) {
    return collections(database, cancellation).stream()
        .filter(collection -> collection.name().equals(name))
        .findFirst();
  }

  @Override
  public MetadataSample sample(CollectionInfo collection, int records, Cancellation cancellation) {
    return new MetadataSample(0, Map.of());
  }

  @Override
  public long count(CollectionInfo collection, Cancellation cancellation) {
    throw new UnsupportedOperationException();
  }

  @Override
  public RecordPage get(CollectionInfo collection, GetRequest request, Cancellation cancellation) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<RecordPage> query(
      CollectionInfo collection, QueryRequest request, Cancellation cancellation) {
    throw new UnsupportedOperationException();
  }

  @Override
  public RequestText describeCount(CollectionInfo collection) {
    throw new UnsupportedOperationException();
  }

  @Override
  public RequestText describeGet(CollectionInfo collection, GetRequest request) {
    throw new UnsupportedOperationException();
  }

  @Override
  public RequestText describeQuery(CollectionInfo collection, QueryRequest request) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void close() {}
}
