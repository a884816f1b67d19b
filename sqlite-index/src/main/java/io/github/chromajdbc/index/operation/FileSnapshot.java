package io.github.chromajdbc.index.operation;

import io.github.chromajdbc.index.CollectionSelector;
import io.github.chromajdbc.index.IndexProblem;
import io.github.chromajdbc.index.IndexService.Detail;
import io.github.chromajdbc.index.catalogue.CatalogueEntry;
import io.github.chromajdbc.index.catalogue.IndexCatalogue;
import io.github.chromajdbc.index.definition.IndexTarget;
import io.github.chromajdbc.index.file.ChromaCollection;
import io.github.chromajdbc.index.file.ChromaSchema;
import io.github.chromajdbc.index.file.CollectionDirectory;
import io.github.chromajdbc.index.file.SchemaInspector;
import io.github.chromajdbc.index.file.SqliteSession;
import io.github.chromajdbc.index.report.IndexInfo;
import io.github.chromajdbc.index.report.IndexInfo.State;
import io.github.chromajdbc.index.report.PhysicalIndexInfo;
import io.github.chromajdbc.index.report.StoredIndex;
import io.github.chromajdbc.index.translation.IndexTranslator;
import io.github.chromajdbc.index.translation.PhysicalIndex;
import io.github.chromajdbc.index.translation.SqlText;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What an operation knows of the file: its schema, its collections and its indexes. */
record FileSnapshot(
    SqliteSession session,
    ChromaSchema schema,
    CollectionDirectory collections,
    IndexCatalogue catalogue) {
  /** A fifth, measured: with a quarter filtered pages gain, with a hundredth they lose. */
  private static final int GOOD_PART = 5;

  private static final String LITERAL =
      "An older version made this index, with a literal in its condition: a server that was running"
          + " then can answer wrongly from it. Rebuild or drop it";

  static FileSnapshot read(SqliteSession session) {
    ChromaSchema schema = SchemaInspector.inspect(session);
    return new FileSnapshot(
        session, schema, CollectionDirectory.read(session), IndexCatalogue.read(session));
  }

  /** The id of a collection that exists, or of one that is gone but still has indexes. */
  String collectionId(CollectionSelector selector) {
    if (selector instanceof CollectionSelector.ById byId
        && (!catalogue.entriesOf(byId.id()).isEmpty()
            || !catalogue.unreadableOf(byId.id()).isEmpty())) {
      return byId.id();
    }
    return collections.require(selector).id();
  }

  /** The metadata segment of a collection. */
  String segment(ChromaCollection collection) {
    String segment = collection.metadataSegment();
    if (segment == null) {
      throw IndexProblem.COLLECTION_NOT_FOUND.exception(
          collection.name() + " with a metadata segment", session.file());
    }
    return segment;
  }

  List<PhysicalIndex> translate(CatalogueEntry entry) {
    return new IndexTranslator(schema).translate(entry.definition());
  }

  /**
   * What is built for an entry now: what it needs, and the index for filtered pages when the
   * collection is a good part of the file. Metadata of all collections stands together, so in a
   * small collection beside a large one nearly all ids that a filter finds are another's, and
   * walking them is slower than walking the collection.
   */
  List<PhysicalIndex> toBuild(CatalogueEntry entry, ChromaCollection collection) {
    List<PhysicalIndex> indexes = new ArrayList<>(translate(entry));
    if (entry.definition().target() instanceof IndexTarget.MetadataKeys
        && isGoodPart(segment(collection))) {
      indexes.add(IndexTranslator.filteredPages());
    }
    return indexes;
  }

  private boolean isGoodPart(String segment) {
    long own =
        session
            .query(
                "SELECT count(*) FROM embeddings WHERE segment_id = ?",
                row -> row.getLong(1),
                segment)
            .get(0);
    // Not the highest row number: it grows with every record that was ever there.
    long all = session.query("SELECT count(*) FROM embeddings", row -> row.getLong(1)).get(0);
    return own * GOOD_PART >= all;
  }

  IndexInfo describe(CatalogueEntry entry, Detail detail) {
    ChromaCollection collection = collections.find(entry.collectionId());
    List<PhysicalIndexInfo> physical =
        entry.physical().stream().map(name -> describe(name, detail)).toList();
    return new IndexInfo(
        entry.definition(),
        entry.collectionId(),
        collection == null ? null : collection.tenant(),
        collection == null ? null : collection.database(),
        collection == null ? null : collection.name(),
        state(entry, collection, physical),
        physical,
        physical.stream().anyMatch(FileSnapshot::hasLiteral) ? List.of(LITERAL) : List.of());
  }

  /** A quote can only be a literal's: names of tables and columns stand in double quotes. */
  private static boolean hasLiteral(PhysicalIndexInfo index) {
    return index.ddl().contains("'");
  }

  private State state(
      CatalogueEntry entry,
      @Nullable ChromaCollection collection,
      List<PhysicalIndexInfo> physical) {
    if (collection == null) {
      return State.ORPHAN;
    }
    Set<String> wanted =
        translate(entry).stream().map(PhysicalIndex::name).collect(Collectors.toSet());
    // An index of another form, such as those with a literal that older versions made, is not left
    // to pass for a part of this one: rebuilding drops it.
    Set<String> allowed = new HashSet<>(wanted);
    allowed.add(IndexTranslator.filteredPages().name());
    boolean complete =
        entry.physical().containsAll(wanted)
            && allowed.containsAll(entry.physical())
            && physical.stream().allMatch(PhysicalIndexInfo::present);
    return complete ? State.READY : State.INCOMPLETE;
  }

  private PhysicalIndexInfo describe(String name, Detail detail) {
    StoredIndex stored = catalogue.stored(name);
    int users = catalogue.users(name);
    if (stored == null) {
      return new PhysicalIndexInfo(name, "", "", false, users, null, null);
    }
    boolean sizes = detail == Detail.SIZE;
    return new PhysicalIndexInfo(
        name,
        stored.table(),
        stored.ddl(),
        true,
        users,
        sizes ? rows(stored) : null,
        sizes ? bytes(stored) : null);
  }

  private Long rows(StoredIndex index) {
    // The condition begins after the list of columns, whose names hold no parenthesis.
    int condition = index.ddl().indexOf(") WHERE ");
    return session
        .query(
            "SELECT count(*) FROM "
                + SqlText.identifier(index.table())
                + " INDEXED BY "
                + SqlText.identifier(index.name())
                + (condition < 0 ? "" : index.ddl().substring(condition + 1)),
            row -> row.getLong(1))
        .get(0);
  }

  private Long bytes(StoredIndex index) {
    return session
        .query(
            "SELECT coalesce(sum(pgsize), 0) FROM dbstat WHERE name = ?",
            row -> row.getLong(1),
            index.name())
        .get(0);
  }
}
