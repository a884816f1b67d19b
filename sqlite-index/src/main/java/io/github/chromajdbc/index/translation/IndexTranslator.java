package io.github.chromajdbc.index.translation;

import io.github.chromajdbc.index.IndexProblem;
import io.github.chromajdbc.index.definition.IndexDefinition;
import io.github.chromajdbc.index.definition.IndexTarget;
import io.github.chromajdbc.index.definition.IndexedKey;
import io.github.chromajdbc.index.definition.KeyType;
import io.github.chromajdbc.index.file.ChromaSchema;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes the SQLite indexes of a definition, in the one form that SQLite picks for Chroma's
 * statements.
 *
 * <p>What was learned from SQLite's planner: the key must stand in front, else the index is never
 * chosen; the id must be in it, so that the table is not read; and each type has a column of its
 * own, so each type needs an index of its own.
 *
 * <p>No condition holds a literal, though an index of one key would be smaller. SQLite may match
 * {@code key = ?} with {@code WHERE key = 'a'} when the value bound at that moment is 'a', and
 * remembers that the plan depends on it (the statement's {@code expmask}), to plan anew for another
 * value. But when a cached statement is planned anew because the schema changed, {@code
 * sqlite3Reprepare} swaps the new program in by {@code sqlite3VdbeSwap} and keeps the mask of the
 * old one: 0, since no index of that kind existed then. The next run with another key keeps the
 * plan over the index of 'a' and loses rows. A server caches its statements, so an index with a
 * literal that is built beside it makes it answer wrongly. Whether {@code int_value > ?} implies
 * {@code int_value IS NOT NULL} follows from the text alone.
 */
public final class IndexTranslator {
  private final ChromaSchema schema;

  public IndexTranslator(ChromaSchema schema) {
    this.schema = schema;
  }

  /**
   * The indexes that a definition cannot do without, in a fixed order.
   *
   * @throws io.github.chromajdbc.index.IndexException 42000 when the file has no column for a type
   */
  public List<PhysicalIndex> translate(IndexDefinition definition) {
    if (definition.target() instanceof IndexTarget.MetadataKeys metadata) {
      return metadata(metadata.keys());
    }
    return List.of(
        PhysicalIndex.of("records", "embeddings", "\"segment_id\", \"id\", \"embedding_id\"", ""));
  }

  /**
   * The index that lets a filtered page stop at its last row: with it SQLite walks the ids that a
   * filter found in their order, instead of walking the collection and sorting what is left. The
   * columns must be these three in this order. Gets by id are planned as without it.
   */
  public static PhysicalIndex filteredPages() {
    return PhysicalIndex.of(
        "filtered_pages", "embeddings", "\"id\", \"segment_id\", \"embedding_id\"", "");
  }

  /** One index of each type serves every key, so what is made follows from the types alone. */
  private List<PhysicalIndex> metadata(List<IndexedKey> keys) {
    List<PhysicalIndex> indexes = new ArrayList<>();
    for (KeyType type : KeyType.values()) {
      List<IndexedKey> ofType = keys.stream().filter(key -> key.types().contains(type)).toList();
      if (ofType.isEmpty()) {
        continue;
      }
      if (schema.types().contains(type)) {
        indexes.add(typed("embedding_metadata", type, schema.segmentInMetadata()));
      } else if (!ofType.stream().allMatch(IndexedKey::hasAllTypes)) {
        throw IndexProblem.INVALID_DEFINITION.exception(
            "This file has no column for values of type " + type);
      }
      if (schema.arrays()) {
        indexes.add(typed("embedding_metadata_array", type, false));
      }
    }
    return indexes;
  }

  private static PhysicalIndex typed(String table, KeyType type, boolean segment) {
    String value = SqlText.identifier(type.column());
    String label = table.endsWith("_array") ? type + "_array" : type.toString();
    return PhysicalIndex.of(
        label,
        table,
        "\"key\", " + (segment ? "\"segment_id\", " : "") + value + ", \"id\"",
        value + " IS NOT NULL");
  }
}
