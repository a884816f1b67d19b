package io.github.chromajdbc.calcite.statement;

import io.github.chromajdbc.client.Cancellation;
import io.github.chromajdbc.client.ChromaStore;
import io.github.chromajdbc.client.CollectionInfo;
import io.github.chromajdbc.client.DatabaseName;
import io.github.chromajdbc.error.WarningSink;
import java.util.List;
import java.util.Optional;

/**
 * Answers SQL over one {@link ChromaStore}. Many connections share it: it holds the caches of plans
 * and of collection descriptions. Thread-safe.
 */
public interface Engine extends AutoCloseable {

  /** The store it reads. */
  ChromaStore store();

  /**
   * Parses, validates and plans.
   *
   * @throws io.github.chromajdbc.error.ChromaException 42601, 42S02, 42S22, 42000, 0A000, ...
   */
  PreparedQuery prepare(
      String sql, Session session, WarningSink warnings, Cancellation cancellation);

  /** The tables of a database, sorted by name. */
  List<CollectionInfo> tables(DatabaseName database, Cancellation cancellation);

  /** The table of this exact name. */
  Optional<CollectionInfo> table(DatabaseName database, String name, Cancellation cancellation);

  /** The query of a table that was answered here and is a view; empty for any other. */
  default Optional<String> viewQuery(CollectionInfo table) {
    return Optional.empty();
  }

  /**
   * The columns that {@code *} shows of a table, in order. May read a sample of it. A view that
   * cannot be read has none, which is said in a warning.
   */
  List<ColumnDescription> columns(
      CollectionInfo table, WarningSink warnings, Cancellation cancellation);

  /** Whether a table that was answered here is routed: many collections under one name. */
  default boolean isRouted(CollectionInfo table) {
    return false;
  }

  /** The columns of a table that {@code *} leaves out and a statement may name, in order. */
  default List<ColumnDescription> hiddenColumns(CollectionInfo table, Cancellation cancellation) {
    return List.of();
  }

  /** The tables of {@code INFORMATION_SCHEMA} of a tenant, sorted by name. */
  default List<SystemTable> systemTables(String tenant) {
    return List.of();
  }

  /** The functions that standard SQL lacks, sorted by name. */
  default List<FunctionDescription> functions() {
    return List.of();
  }

  /** The indexes of the store; empty when the connection has no way to them. */
  Optional<IndexAdministration> indexes();

  /**
   * Does ahead, in the background, what a first statement would wait for. Asks the store nothing.
   */
  default void warmUp() {}

  /** Forgets what is known of collections, so that it is asked anew. */
  void refresh();

  @Override
  void close();
}
