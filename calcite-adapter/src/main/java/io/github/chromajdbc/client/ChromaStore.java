package io.github.chromajdbc.client;

import io.github.chromajdbc.error.ChromaError;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A place that keeps Chroma collections: the port through which everything else reads. The REST
 * client is its first implementation. Implementations are safe for use by many threads.
 *
 * <p>Every method may throw a {@link io.github.chromajdbc.error.ChromaException}: 08001, 08006 or
 * 28000 when the store cannot be reached, 42S02 for a collection that is gone, HYT00 or 57014 when
 * the {@link Cancellation} ended the call.
 */
public interface ChromaStore extends AutoCloseable {

  /** What this store can do and the limits it sets. Asks the server once and remembers. */
  StoreAbilities abilities(Cancellation cancellation);

  /** Who the credentials belong to. */
  Identity identity(Cancellation cancellation);

  /** Answers when the store is alive; throws otherwise. */
  void ping(Cancellation cancellation);

  /** Whether the tenant exists. */
  boolean tenantExists(String tenant, Cancellation cancellation);

  /** Names of all databases of the tenant, sorted. */
  List<String> databases(String tenant, Cancellation cancellation);

  /** Whether the database exists. Credentials for one database may not be allowed to list all. */
  default boolean databaseExists(DatabaseName database, Cancellation cancellation) {
    return databases(database.tenant(), cancellation).contains(database.database());
  }

  /** All collections of the database, sorted by name; read in pages. */
  List<CollectionInfo> collections(DatabaseName database, Cancellation cancellation);

  /** The collection of exactly this name. */
  Optional<CollectionInfo> collection(
      DatabaseName database, String name, Cancellation cancellation);

  /** Which metadata keys and kinds of value the first records have. */
  MetadataSample sample(CollectionInfo collection, int records, Cancellation cancellation);

  /** Number of records. */
  long count(CollectionInfo collection, Cancellation cancellation);

  /** Records in insertion order, one page. */
  RecordPage get(CollectionInfo collection, GetRequest request, Cancellation cancellation);

  /** Nearest records, one page for each query vector in the order of the request. */
  List<RecordPage> query(
      CollectionInfo collection, QueryRequest request, Cancellation cancellation);

  /**
   * Replaces the collection's own metadata, all of it. A store that keeps none need not implement
   * it.
   *
   * @param metadata String, Long, Double and Boolean by key
   */
  default void replaceMetadata(
      CollectionInfo collection, Map<String, Object> metadata, Cancellation cancellation) {
    throw ChromaError.NOT_SUPPORTED.exception(
        "This store does not change what a collection says of itself");
  }

  /** What {@link #count} would send. */
  RequestText describeCount(CollectionInfo collection);

  /** What {@link #get} would send. */
  RequestText describeGet(CollectionInfo collection, GetRequest request);

  /** What {@link #query} would send. */
  RequestText describeQuery(CollectionInfo collection, QueryRequest request);

  @Override
  void close();
}
