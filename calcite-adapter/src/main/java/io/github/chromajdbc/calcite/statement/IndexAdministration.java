package io.github.chromajdbc.calcite.statement;

import io.github.chromajdbc.calcite.catalog.TableColumn;
import io.github.chromajdbc.client.Cancellation;
import io.github.chromajdbc.client.CollectionInfo;
import io.github.chromajdbc.error.WarningSink;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Builds and drops the metadata indexes of a store, where that is possible: what index DDL calls.
 * Every method may throw a {@link io.github.chromajdbc.error.ChromaException}.
 */
public interface IndexAdministration extends AutoCloseable {

  /**
   * A key that an index covers.
   *
   * @param type STRING, INT, FLOAT or BOOL; null for values of every type
   */
  record Key(String key, @Nullable String type) {

    /** What every statement can name its column by. */
    public String path() {
      return TableColumn.METADATA_PREFIX + key;
    }
  }

  /**
   * An index as it stands.
   *
   * @param database null when the collection is gone, as is {@code table}
   * @param keys none for the index that reads the collection in the order of its records
   * @param state READY, INCOMPLETE or ORPHAN
   * @param physicalNames of the SQLite indexes that it consists of
   * @param warnings sentences about what is wrong with it
   */
  record Index(
      String name,
      String collectionId,
      @Nullable String database,
      @Nullable String table,
      List<Key> keys,
      String state,
      List<String> physicalNames,
      List<String> warnings) {
    public Index {
      keys = List.copyOf(keys);
      physicalNames = List.copyOf(physicalNames);
      warnings = List.copyOf(warnings);
    }
  }

  /**
   * Builds an index.
   *
   * @param keys a key with several types may come once for each; none for the index that reads the
   *     collection in the order of its records
   * @return whether one was built: false when it was there and {@code ifNotExists}
   */
  boolean create(
      CollectionInfo collection,
      String name,
      List<Key> keys,
      boolean ifNotExists,
      WarningSink warnings,
      Cancellation cancellation);

  /** All indexes of the store, those of deleted collections too, by name. */
  List<Index> list();

  /**
   * An index of the store's own file, whoever made it.
   *
   * @param columns in their order
   */
  record StoredPart(String name, String table, List<String> columns, boolean unique) {
    public StoredPart {
      columns = List.copyOf(columns);
    }
  }

  /** The indexes on the store's record and metadata tables, the stock ones too. */
  List<StoredPart> stored();

  void drop(Index index);

  void rebuild(Index index, WarningSink warnings, Cancellation cancellation);

  /**
   * How the server would reach the records of a request, a line each.
   *
   * @param requestBody the JSON body of a get or a query
   */
  List<String> accessPaths(CollectionInfo collection, String requestBody);

  @Override
  void close();
}
