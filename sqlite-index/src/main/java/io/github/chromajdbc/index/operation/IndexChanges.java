package io.github.chromajdbc.index.operation;

import io.github.chromajdbc.index.BuildMonitor;
import io.github.chromajdbc.index.BuildProgress.Phase;
import io.github.chromajdbc.index.IndexProblem;
import io.github.chromajdbc.index.IndexService.Detail;
import io.github.chromajdbc.index.catalogue.CatalogueEntry;
import io.github.chromajdbc.index.catalogue.IndexCatalogue;
import io.github.chromajdbc.index.catalogue.UnreadableEntry;
import io.github.chromajdbc.index.definition.IndexDefinition;
import io.github.chromajdbc.index.definition.IndexTarget;
import io.github.chromajdbc.index.definition.KeyType;
import io.github.chromajdbc.index.file.ChromaCollection;
import io.github.chromajdbc.index.file.SqliteSession;
import io.github.chromajdbc.index.report.IndexInfo;
import io.github.chromajdbc.index.report.StatementCheck;
import io.github.chromajdbc.index.report.VerificationReport;
import io.github.chromajdbc.index.translation.PhysicalIndex;
import io.github.chromajdbc.index.translation.SqlText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The changes of the schema, made within a transaction that the caller commits. */
final class IndexChanges {
  static final String DOCUMENTS =
      "An index over strings holds every string value of the file, documents too, as Chroma's own"
          + " index does: it can become as large as all documents together";

  private final FileSnapshot before;
  private final SqliteSession session;
  private final BuildTracker tracker;

  IndexChanges(FileSnapshot before, BuildMonitor monitor) {
    this.before = before;
    this.session = before.session();
    this.tracker = new BuildTracker(session, monitor);
  }

  BuildTracker tracker() {
    return tracker;
  }

  IndexInfo create(ChromaCollection collection, IndexDefinition definition) {
    CatalogueEntry draft = new CatalogueEntry(collection.id(), definition, List.of());
    List<PhysicalIndex> physical = before.toBuild(draft, collection);
    CatalogueEntry entry = new CatalogueEntry(collection.id(), definition, names(physical));
    List<PhysicalIndex> missing =
        physical.stream().filter(index -> before.catalogue().stored(index.name()) == null).toList();
    missing.forEach(index -> tracker.plan(index.table()));
    missing.forEach(index -> tracker.run(index.ddl(), index.table()));
    IndexCatalogue.write(session, entry);
    IndexInfo created = verified(entry, collection);
    return indexesStrings(definition) ? withWarning(created, DOCUMENTS) : created;
  }

  private static boolean indexesStrings(IndexDefinition definition) {
    return definition.target() instanceof IndexTarget.MetadataKeys metadata
        && metadata.keys().stream().anyMatch(key -> key.types().contains(KeyType.STRING));
  }

  private static IndexInfo withWarning(IndexInfo index, String warning) {
    List<String> warnings = new ArrayList<>(index.warnings());
    warnings.add(warning);
    return index.withWarnings(warnings);
  }

  IndexInfo drop(CatalogueEntry entry) {
    IndexInfo dropped = before.describe(entry, Detail.DEFINITION);
    IndexCatalogue.remove(session, entry);
    dropUnused(entry.physical());
    return dropped;
  }

  /** Drops what a collection has, also what only a later version can list. */
  List<IndexInfo> dropAll(String collectionId) {
    for (UnreadableEntry entry : before.catalogue().unreadableOf(collectionId)) {
      IndexCatalogue.remove(session, entry);
      dropUnused(entry.physical());
    }
    return before.catalogue().entriesOf(collectionId).stream().map(this::drop).toList();
  }

  /** Rebuilds entries of one collection; an index that several of them use is built once. */
  List<IndexInfo> rebuild(ChromaCollection collection, List<CatalogueEntry> entries) {
    Map<String, PhysicalIndex> wanted = new LinkedHashMap<>();
    List<CatalogueEntry> renewed = new ArrayList<>();
    for (CatalogueEntry entry : entries) {
      List<PhysicalIndex> physical = before.toBuild(entry, collection);
      physical.forEach(index -> wanted.put(index.name(), index));
      renewed.add(new CatalogueEntry(entry.collectionId(), entry.definition(), names(physical)));
    }
    wanted.values().forEach(index -> tracker.plan(index.table()));
    for (PhysicalIndex index : wanted.values()) {
      boolean present = before.catalogue().stored(index.name()) != null;
      tracker.run(
          present ? "REINDEX " + SqlText.identifier(index.name()) : index.ddl(), index.table());
    }
    for (int i = 0; i < entries.size(); i++) {
      replace(entries.get(i), renewed.get(i));
    }
    return renewed.stream().map(entry -> verified(entry, collection)).toList();
  }

  /** Writes an entry anew only when it changed, so that a rebuild leaves the schema as it was. */
  private void replace(CatalogueEntry old, CatalogueEntry renewed) {
    if (!old.equals(renewed)) {
      IndexCatalogue.remove(session, old);
      IndexCatalogue.write(session, renewed);
      dropUnused(old.physical());
    }
  }

  private void dropUnused(List<String> names) {
    IndexCatalogue left = IndexCatalogue.read(session);
    for (String name : names) {
      if (left.users(name) == 0) {
        session.execute("DROP INDEX IF EXISTS " + SqlText.identifier(name));
      }
    }
  }

  private IndexInfo verified(CatalogueEntry entry, ChromaCollection collection) {
    tracker.phase(Phase.VERIFYING);
    VerificationReport report =
        new IndexVerification(session, before.schema(), before.segment(collection)).verify(entry);
    if (report.checks().stream().noneMatch(IndexChanges::helps)) {
      throw IndexProblem.NOT_USED.exception(entry.name(), String.join("; ", report.warnings()));
    }
    return FileSnapshot.read(session)
        .describe(entry, Detail.DEFINITION)
        .withWarnings(report.warnings());
  }

  /** A statement that another index serves is a warning, since that index may be dropped. */
  private static boolean helps(StatementCheck check) {
    return check.used() || IndexVerification.isServed(check);
  }

  private static List<String> names(List<PhysicalIndex> indexes) {
    return indexes.stream().map(PhysicalIndex::name).toList();
  }
}
