package io.github.chromajdbc.index.operation;

import io.github.chromajdbc.index.BuildMonitor;
import io.github.chromajdbc.index.BuildProgress.Phase;
import io.github.chromajdbc.index.CollectionSelector;
import io.github.chromajdbc.index.IndexException;
import io.github.chromajdbc.index.IndexProblem;
import io.github.chromajdbc.index.IndexService;
import io.github.chromajdbc.index.catalogue.CatalogueEntry;
import io.github.chromajdbc.index.definition.IndexDefinition;
import io.github.chromajdbc.index.file.BuildLock;
import io.github.chromajdbc.index.file.ChromaCollection;
import io.github.chromajdbc.index.file.ChromaFile;
import io.github.chromajdbc.index.file.ChromaSchema;
import io.github.chromajdbc.index.file.SqliteSession;
import io.github.chromajdbc.index.report.FileCheck;
import io.github.chromajdbc.index.report.FilterAdvice;
import io.github.chromajdbc.index.report.IndexInfo;
import io.github.chromajdbc.index.report.StoredIndex;
import io.github.chromajdbc.index.report.VerificationReport;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The index service on a local file, which a running server may have open.
 *
 * <p>Each operation opens the file and closes it: between operations nothing is held. A change is
 * one transaction; what only reads is several statements, between which the server may write. The
 * journal mode is left as it is, no table of Chroma's is written, and ANALYZE is never run, since
 * its statistics make SQLite leave the covering indexes aside.
 */
public final class FileIndexService implements IndexService {
  /** Longer than any single write of a server takes. */
  public static final Duration DEFAULT_LOCK_TIMEOUT = Duration.ofMinutes(1);

  /**
   * Up to this many rows the pages of a new index stay in memory until the commit, which is all
   * that readers then wait for. It bounds the memory to some 200 MB, documents aside.
   */
  private static final long MOST_ROWS_IN_MEMORY = 5_000_000;

  /**
   * The same bound for an index over strings, which holds the documents: a file has each of them at
   * least four times (in the table, Chroma's index, and twice for full-text search), so that the
   * new index is at most a quarter of this.
   */
  private static final long LARGEST_FILE_IN_MEMORY = 2L << 30;

  private final ChromaFile file;
  private final boolean allowNewerSchema;

  private FileIndexService(ChromaFile file, boolean allowNewerSchema) {
    this.file = file;
    this.allowNewerSchema = allowNewerSchema;
  }

  /**
   * The service of a file, with the usual lock timeout, that builds nothing in a schema newer than
   * it knows.
   *
   * @param file {@code chroma.sqlite3}, or the directory that holds it
   */
  public static FileIndexService open(Path file) {
    return open(file, DEFAULT_LOCK_TIMEOUT, false);
  }

  /**
   * The service of a file.
   *
   * @param lockTimeout how long an operation waits for the server's locks
   * @param allowNewerSchema whether to build in a file whose metadata schema is newer than known
   */
  public static FileIndexService open(Path file, Duration lockTimeout, boolean allowNewerSchema) {
    return new FileIndexService(ChromaFile.of(file, lockTimeout), allowNewerSchema);
  }

  /** The file that the service works on. */
  public Path path() {
    return file.path();
  }

  @Override
  public IndexInfo create(
      CollectionSelector selector,
      IndexDefinition definition,
      IfExists ifExists,
      BuildMonitor monitor) {
    // Looked at before anything is locked: a refusal leaves no trace, and what is there is kept
    // even in a file that cannot be written.
    IndexInfo kept = reading(snapshot -> present(snapshot, selector, definition, ifExists));
    if (kept != null) {
      return kept;
    }
    return changing(
        monitor,
        snapshot -> {
          IndexInfo since = present(snapshot, selector, definition, ifExists);
          ChromaCollection collection = snapshot.collections().require(selector);
          return since != null
              ? since
              : committing(snapshot, monitor, changes -> changes.create(collection, definition));
        });
  }

  /** The index that is there and to be kept, null when it can be built. */
  private @Nullable IndexInfo present(
      FileSnapshot snapshot,
      CollectionSelector selector,
      IndexDefinition definition,
      IfExists ifExists) {
    ChromaCollection collection = snapshot.collections().require(selector);
    CatalogueEntry present = snapshot.catalogue().find(collection.id(), definition.name());
    if (snapshot.catalogue().isUnreadable(collection.id(), definition.name())) {
      throw new IndexException(
          IndexProblem.INDEX_EXISTS,
          "Another version made an index '"
              + definition.name()
              + "' that this one does not understand. Drop it there, or all indexes of "
              + selector,
          null);
    }
    if (present == null) {
      requireKnownSchema(snapshot);
      return null;
    }
    if (ifExists == IfExists.FAIL) {
      throw IndexProblem.INDEX_EXISTS.exception(selector, definition.name());
    }
    return snapshot.describe(present, Detail.DEFINITION);
  }

  @Override
  public List<IndexInfo> listAll(Detail detail) {
    return reading(
        snapshot ->
            snapshot.catalogue().entries().stream()
                .map(entry -> snapshot.describe(entry, detail))
                .toList());
  }

  @Override
  public List<IndexInfo> list(CollectionSelector selector, Detail detail) {
    return reading(
        snapshot ->
            snapshot.catalogue().entriesOf(snapshot.collectionId(selector)).stream()
                .map(entry -> snapshot.describe(entry, detail))
                .toList());
  }

  @Override
  public List<StoredIndex> stored() {
    return reading(snapshot -> snapshot.catalogue().stored());
  }

  @Override
  public IndexInfo drop(CollectionSelector selector, String name) {
    reading(snapshot -> snapshot.catalogue().require(snapshot.collectionId(selector), name));
    return changing(
        BuildMonitor.SILENT,
        snapshot -> {
          String id = snapshot.collectionId(selector);
          CatalogueEntry entry = snapshot.catalogue().require(id, name);
          return committing(snapshot, BuildMonitor.SILENT, changes -> changes.drop(entry));
        });
  }

  @Override
  public List<IndexInfo> dropAll(CollectionSelector selector) {
    reading(snapshot -> snapshot.collectionId(selector));
    return changing(
        BuildMonitor.SILENT,
        snapshot -> {
          String id = snapshot.collectionId(selector);
          return committing(snapshot, BuildMonitor.SILENT, changes -> changes.dropAll(id));
        });
  }

  @Override
  public IndexInfo rebuild(CollectionSelector selector, String name, BuildMonitor monitor) {
    return rebuild(
            selector,
            monitor,
            snapshot ->
                List.of(
                    snapshot
                        .catalogue()
                        .require(snapshot.collections().require(selector).id(), name)))
        .get(0);
  }

  @Override
  public List<IndexInfo> rebuildAll(CollectionSelector selector, BuildMonitor monitor) {
    return rebuild(
        selector,
        monitor,
        snapshot -> snapshot.catalogue().entriesOf(snapshot.collections().require(selector).id()));
  }

  private List<IndexInfo> rebuild(
      CollectionSelector selector,
      BuildMonitor monitor,
      Function<FileSnapshot, List<CatalogueEntry>> chosen) {
    reading(
        snapshot -> {
          requireKnownSchema(snapshot);
          return chosen.apply(snapshot);
        });
    return changing(
        monitor,
        snapshot -> {
          ChromaCollection collection = snapshot.collections().require(selector);
          List<CatalogueEntry> entries = chosen.apply(snapshot);
          return committing(snapshot, monitor, changes -> changes.rebuild(collection, entries));
        });
  }

  @Override
  public VerificationReport verify(CollectionSelector selector, String name) {
    return reading(
        snapshot -> {
          ChromaCollection collection = snapshot.collections().require(selector);
          CatalogueEntry entry = snapshot.catalogue().require(collection.id(), name);
          return new IndexVerification(
                  snapshot.session(), snapshot.schema(), snapshot.segment(collection))
              .verify(entry);
        });
  }

  @Override
  public List<FilterAdvice> advise(CollectionSelector selector, List<String> filters) {
    return reading(
        snapshot -> {
          ChromaCollection collection = snapshot.collections().require(selector);
          IndexAdvice advice =
              new IndexAdvice(
                  snapshot.session(), collection, snapshot.schema(), snapshot.segment(collection));
          return filters.stream().map(advice::advise).toList();
        });
  }

  @Override
  public FileCheck quickCheck() {
    try (SqliteSession session = file.openToRead()) {
      List<String> lines = session.query("PRAGMA quick_check", row -> row.getString(1));
      return new FileCheck(lines.equals(List.of("ok")) ? List.of() : lines);
    }
  }

  @Override
  public void close() {
    // Nothing stays open between operations.
  }

  private void requireKnownSchema(FileSnapshot snapshot) {
    if (snapshot.schema().isNewer() && !allowNewerSchema) {
      throw IndexProblem.NEWER_SCHEMA.exception(
          file.path(), snapshot.schema().metadataVersion(), ChromaSchema.NEWEST_METADATA_VERSION);
    }
  }

  private <T extends @Nullable Object> T reading(Function<FileSnapshot, T> operation) {
    try (SqliteSession session = file.openToRead()) {
      return operation.apply(FileSnapshot.read(session));
    }
  }

  private <T> T changing(BuildMonitor monitor, Function<FileSnapshot, T> operation) {
    file.requireWritable();
    try (BuildLock lock = BuildLock.acquire(file.path());
        SqliteSession session = file.openToWrite(lock)) {
      keepPagesInMemory(session);
      session.beginWriting(monitor);
      return operation.apply(FileSnapshot.read(session));
    }
  }

  private static void keepPagesInMemory(SqliteSession session) {
    long rows =
        session
            .query("SELECT coalesce(max(rowid), 0) FROM embedding_metadata", row -> row.getLong(1))
            .get(0);
    long bytes =
        session
            .query(
                "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size",
                row -> row.getLong(1))
            .get(0);
    if (rows <= MOST_ROWS_IN_MEMORY && bytes <= LARGEST_FILE_IN_MEMORY) {
      session.execute("PRAGMA cache_spill = OFF");
    }
  }

  private static <T> T committing(
      FileSnapshot snapshot, BuildMonitor monitor, Function<IndexChanges, T> change) {
    IndexChanges changes = new IndexChanges(snapshot, monitor);
    T result = change.apply(changes);
    changes.tracker().phase(Phase.COMMITTING);
    snapshot.session().commit();
    changes.tracker().phase(Phase.DONE);
    return result;
  }
}
