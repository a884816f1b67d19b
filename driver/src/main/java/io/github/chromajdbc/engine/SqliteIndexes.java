package io.github.chromajdbc.engine;

import io.github.chromajdbc.calcite.statement.IndexAdministration;
import io.github.chromajdbc.client.Cancellation;
import io.github.chromajdbc.client.CollectionInfo;
import io.github.chromajdbc.error.ChromaError;
import io.github.chromajdbc.error.ChromaException;
import io.github.chromajdbc.error.WarningSink;
import io.github.chromajdbc.index.BuildMonitor;
import io.github.chromajdbc.index.BuildProgress;
import io.github.chromajdbc.index.CollectionSelector;
import io.github.chromajdbc.index.IndexException;
import io.github.chromajdbc.index.IndexService;
import io.github.chromajdbc.index.definition.IndexDefinition;
import io.github.chromajdbc.index.definition.IndexTarget;
import io.github.chromajdbc.index.definition.IndexedKey;
import io.github.chromajdbc.index.definition.KeyType;
import io.github.chromajdbc.index.report.FilterAdvice;
import io.github.chromajdbc.index.report.IndexInfo;
import io.github.chromajdbc.index.report.PhysicalIndexInfo;
import io.github.chromajdbc.index.report.PredicateAdvice;
import io.github.chromajdbc.index.report.StoredIndex;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Index DDL by way of the module that builds indexes in Chroma's SQLite file. */
final class SqliteIndexes implements IndexAdministration {
  private final IndexService service;

  SqliteIndexes(IndexService service) {
    this.service = service;
  }

  @Override
  public boolean create(
      CollectionInfo collection,
      String name,
      List<Key> keys,
      boolean ifNotExists,
      WarningSink warnings,
      Cancellation cancellation) {
    return translated(
        () -> {
          boolean present =
              ifNotExists
                  && service.list(selector(collection), IndexService.Detail.DEFINITION).stream()
                      .anyMatch(index -> index.name().equals(name));
          if (present) {
            return false;
          }
          IndexInfo created =
              service.create(
                  selector(collection),
                  definition(name, keys),
                  ifNotExists ? IndexService.IfExists.KEEP : IndexService.IfExists.FAIL,
                  monitor(cancellation));
          created.warnings().forEach(text -> warnings.warn(ChromaError.WARNING.warning(text)));
          return true;
        });
  }

  private static IndexDefinition definition(String name, List<Key> keys) {
    if (keys.isEmpty()) {
      return IndexDefinition.onRecords(name);
    }
    List<IndexedKey> indexed =
        keys.stream()
            .map(
                key ->
                    key.type() == null
                        ? IndexedKey.ofAllTypes(key.key())
                        : IndexedKey.of(key.key(), KeyType.parse(key.type())))
            .toList();
    return IndexDefinition.onKeys(name, IndexedKey.merged(indexed).toArray(IndexedKey[]::new));
  }

  @Override
  public List<Index> list() {
    return translated(
        () ->
            service.listAll(IndexService.Detail.DEFINITION).stream()
                .map(SqliteIndexes::described)
                .toList());
  }

  private static Index described(IndexInfo info) {
    return new Index(
        info.name(),
        info.collectionId(),
        info.database(),
        info.collectionName(),
        keys(info.definition().target()),
        info.state().name(),
        info.physical().stream().map(PhysicalIndexInfo::name).toList(),
        info.warnings());
  }

  private static List<Key> keys(IndexTarget target) {
    List<Key> keys = new ArrayList<>();
    if (target instanceof IndexTarget.MetadataKeys metadata) {
      for (IndexedKey key : metadata.keys()) {
        if (key.hasAllTypes()) {
          keys.add(new Key(key.key(), null));
        } else {
          key.types().forEach(type -> keys.add(new Key(key.key(), type.name())));
        }
      }
    }
    return keys;
  }

  @Override
  public List<StoredPart> stored() {
    return translated(() -> service.stored().stream().map(SqliteIndexes::described).toList());
  }

  private static StoredPart described(StoredIndex index) {
    return new StoredPart(index.name(), index.table(), index.columns(), index.unique());
  }

  @Override
  public void drop(Index index) {
    translated(() -> service.drop(CollectionSelector.id(index.collectionId()), index.name()));
  }

  @Override
  public void rebuild(Index index, WarningSink warnings, Cancellation cancellation) {
    IndexInfo rebuilt =
        translated(
            () ->
                service.rebuild(
                    CollectionSelector.id(index.collectionId()),
                    index.name(),
                    monitor(cancellation)));
    rebuilt.warnings().forEach(text -> warnings.warn(ChromaError.WARNING.warning(text)));
  }

  @Override
  public List<String> accessPaths(CollectionInfo collection, String requestBody) {
    Optional<String> where = RequestFilter.where(requestBody);
    if (where.isEmpty()) {
      return List.of();
    }
    List<FilterAdvice> advice =
        translated(() -> service.advise(selector(collection), List.of(where.get())));
    List<String> lines = new ArrayList<>();
    for (FilterAdvice filter : advice) {
      for (PredicateAdvice predicate : filter.predicates()) {
        lines.add(
            predicate.predicate()
                + (predicate.index() == null
                    ? " " + predicate.access()
                    : " " + predicate.access() + " by " + predicate.index()));
      }
    }
    return lines;
  }

  private static CollectionSelector selector(CollectionInfo collection) {
    return CollectionSelector.id(collection.id());
  }

  private static BuildMonitor monitor(Cancellation cancellation) {
    return new BuildMonitor() {
      @Override
      public void progress(BuildProgress progress) {}

      @Override
      public boolean cancelled() {
        return cancellation.isCancelled();
      }
    };
  }

  private static <T> T translated(Supplier<T> work) {
    try {
      return work.get();
    } catch (IndexException e) {
      throw translated(e);
    }
  }

  private static ChromaException translated(IndexException e) {
    return switch (e.sqlState()) {
      case "42704" -> ChromaError.INDEX_MISSING.causedBy(e, e.sentence());
      case "42710" -> ChromaError.INDEX_EXISTS.causedBy(e, e.sentence());
      case "42000", "42S02" -> ChromaError.INVALID_STATEMENT.causedBy(e, e.sentence());
      case "55006" -> ChromaError.INDEX_BUSY.causedBy(e, e.sentence());
      case "57014" -> ChromaError.CANCELLED.causedBy(e);
      case "0A000" -> ChromaError.NOT_SUPPORTED.causedBy(e, e.sentence());
      case "28000" -> ChromaError.INDEX_NOT_ALLOWED.causedBy(e, e.sentence());
      default -> ChromaError.INDEX_FAILED.causedBy(e, e.sentence());
    };
  }

  @Override
  public void close() {
    service.close();
  }
}
