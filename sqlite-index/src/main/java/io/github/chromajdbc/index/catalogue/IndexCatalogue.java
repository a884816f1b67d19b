package io.github.chromajdbc.index.catalogue;

import io.github.chromajdbc.index.IndexException;
import io.github.chromajdbc.index.IndexProblem;
import io.github.chromajdbc.index.file.SqliteSession;
import io.github.chromajdbc.index.report.StoredIndex;
import io.github.chromajdbc.index.translation.PhysicalIndex;
import io.github.chromajdbc.index.translation.SqlText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What {@code sqlite_master} says about indexes at one moment. There is no other state. */
public final class IndexCatalogue {
  private final List<CatalogueEntry> entries;
  private final List<UnreadableEntry> unreadable;
  private final Map<String, StoredIndex> stored;

  private IndexCatalogue(
      List<CatalogueEntry> entries,
      List<UnreadableEntry> unreadable,
      Map<String, StoredIndex> stored) {
    this.entries = entries;
    this.unreadable = unreadable;
    this.stored = stored;
  }

  private record Row(
      String name, String table, String ddl, boolean unique, @Nullable String column) {}

  public static IndexCatalogue read(SqliteSession session) {
    List<CatalogueEntry> entries = new ArrayList<>();
    List<UnreadableEntry> unreadable = new ArrayList<>();
    Map<String, List<Row>> byName = new LinkedHashMap<>();
    session
        .query(
            "SELECT m.name, m.tbl_name, coalesce(m.sql, ''), l.\"unique\", c.name"
                + " FROM sqlite_master m JOIN pragma_index_list(m.tbl_name) l ON l.name = m.name"
                + " JOIN pragma_index_info(m.name) c"
                + " WHERE m.type = 'index' AND m.tbl_name IN"
                + " ('embeddings', 'embedding_metadata', 'embedding_metadata_array', 'migrations')"
                + " ORDER BY m.name, c.seqno",
            row ->
                new Row(
                    row.getString(1),
                    row.getString(2),
                    row.getString(3),
                    row.getBoolean(4),
                    row.getString(5)))
        .forEach(row -> byName.computeIfAbsent(row.name(), name -> new ArrayList<>()).add(row));
    Map<String, StoredIndex> stored = new LinkedHashMap<>();
    for (List<Row> rows : byName.values()) {
      Row first = rows.get(0);
      if (EntryIndex.isEntry(first.name(), first.table())) {
        readEntry(first, entries, unreadable);
      } else if (!first.table().equals(EntryIndex.TABLE)) {
        stored.put(first.name(), storedIndex(rows));
      }
    }
    entries.sort(
        Comparator.comparing(CatalogueEntry::collectionId).thenComparing(CatalogueEntry::name));
    return new IndexCatalogue(entries, unreadable, stored);
  }

  /**
   * One that this version does not understand is set aside: it must not keep all else from work.
   */
  private static void readEntry(
      Row row, List<CatalogueEntry> entries, List<UnreadableEntry> unreadable) {
    try {
      entries.add(EntryIndex.read(row.ddl()));
    } catch (IndexException notOfThisVersion) {
      try {
        unreadable.add(EntryIndex.readAside(row.name(), row.ddl()));
      } catch (IndexException ofNone) {
        // It names no index that could be in use.
      }
    }
  }

  private static StoredIndex storedIndex(List<Row> rows) {
    Row first = rows.get(0);
    return new StoredIndex(
        first.name(),
        first.table(),
        rows.stream().map(row -> String.valueOf(row.column())).toList(),
        first.unique(),
        first.name().startsWith(PhysicalIndex.PREFIX),
        first.ddl());
  }

  /** Every definition, by collection and name. */
  public List<CatalogueEntry> entries() {
    return List.copyOf(entries);
  }

  /** The definitions of a collection, by name. */
  public List<CatalogueEntry> entriesOf(String collectionId) {
    return entries.stream().filter(entry -> entry.collectionId().equals(collectionId)).toList();
  }

  /** The definitions of a collection that this version does not understand. */
  public List<UnreadableEntry> unreadableOf(String collectionId) {
    return unreadable.stream().filter(entry -> entry.collectionId().equals(collectionId)).toList();
  }

  /** Whether a definition of this name is there and not understood. */
  public boolean isUnreadable(String collectionId, String name) {
    String indexName = EntryIndex.name(collectionId, name);
    return unreadable.stream().anyMatch(entry -> entry.name().equals(indexName));
  }

  /** Every index on Chroma's record and metadata tables, by name. */
  public List<StoredIndex> stored() {
    return List.copyOf(stored.values());
  }

  public @Nullable StoredIndex stored(String name) {
    return stored.get(name);
  }

  /** How many definitions use a physical index. */
  public int users(String physicalName) {
    return (int)
        Stream.concat(
                entries.stream().map(CatalogueEntry::physical),
                unreadable.stream().map(UnreadableEntry::physical))
            .filter(physical -> physical.contains(physicalName))
            .count();
  }

  /** The definition of exactly this name, null when there is none. */
  public @Nullable CatalogueEntry find(String collectionId, String name) {
    return entriesOf(collectionId).stream()
        .filter(entry -> entry.name().equals(name))
        .findFirst()
        .orElse(null);
  }

  /**
   * The definition a user means: of exactly this name, or the only one equal but for case.
   *
   * @throws io.github.chromajdbc.index.IndexException 42704 when there is none, 42000 when several
   *     differ in case only
   */
  public CatalogueEntry require(String collectionId, String name) {
    CatalogueEntry exact = find(collectionId, name);
    if (exact != null) {
      return exact;
    }
    List<CatalogueEntry> alike =
        entriesOf(collectionId).stream()
            .filter(entry -> entry.name().equalsIgnoreCase(name))
            .toList();
    if (alike.size() > 1) {
      throw IndexProblem.INDEX_AMBIGUOUS.exception(collectionId, name);
    }
    if (alike.isEmpty()) {
      throw IndexProblem.INDEX_NOT_FOUND.exception(collectionId, name);
    }
    return alike.get(0);
  }

  /** Writes an entry into the schema, within the transaction of the session. */
  public static void write(SqliteSession session, CatalogueEntry entry) {
    session.execute(EntryIndex.ddl(entry));
  }

  /** Removes an entry from the schema, within the transaction of the session. */
  public static void remove(SqliteSession session, CatalogueEntry entry) {
    remove(session, EntryIndex.name(entry.collectionId(), entry.name()));
  }

  /** Removes an entry that this version does not understand. */
  public static void remove(SqliteSession session, UnreadableEntry entry) {
    remove(session, entry.name());
  }

  private static void remove(SqliteSession session, String indexName) {
    session.execute("DROP INDEX " + SqlText.identifier(indexName));
  }
}
