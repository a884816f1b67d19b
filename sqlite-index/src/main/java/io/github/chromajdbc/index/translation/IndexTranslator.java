package io.github.chromajdbc.index.translation;

import io.github.chromajdbc.index.IndexProblem;
import io.github.chromajdbc.index.definition.IndexDefinition;
import io.github.chromajdbc.index.definition.IndexTarget;
import io.github.chromajdbc.index.definition.IndexedKey;
import io.github.chromajdbc.index.definition.KeyType;
import io.github.chromajdbc.index.file.ChromaSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Makes the SQLite indexes of a definition, in the one form that SQLite picks for Chroma's
 * statements.
 *
 * <p>What was learned from SQLite's planner: the key must stand in front, else the index is never
 * chosen; the id must be in it, so that the table is not read; the condition must be an equality or
 * an OR of equalities, since an IN list is not matched with a bound key; and each type has a column
 * of its own, so each type needs an index of its own.
 */
public final class IndexTranslator {
  private final ChromaSchema schema;

  public IndexTranslator(ChromaSchema schema) {
    this.schema = schema;
  }

  /**
   * The indexes that a definition cannot do without, in a fixed order.
   *
   * @param segment the metadata segment of the collection
   * @throws io.github.chromajdbc.index.IndexException 42000 when the file has no column for a type
   */
  public List<PhysicalIndex> translate(IndexDefinition definition, String segment) {
    if (definition.target() instanceof IndexTarget.MetadataKeys metadata) {
      return metadata(metadata.keys(), segment);
    }
    return List.of(scan(segment));
  }

  /**
   * The index that lets a filtered page stop at its last row. No plan names it: it is there for
   * SQLite's planner, which with it walks the ids that a filter found in their order, instead of
   * walking the collection and sorting what is left. Seen with SQLite 3.40, 3.46 (the server's) and
   * 3.54; the columns must be these three in this order. Gets by id are planned as without it.
   */
  public static PhysicalIndex filteredPages(String segment) {
    return PhysicalIndex.of(
        "filtered_pages",
        "embeddings",
        "\"id\", \"segment_id\", \"embedding_id\"",
        "\"segment_id\" = " + SqlText.literal(segment));
  }

  private static PhysicalIndex scan(String segment) {
    return PhysicalIndex.of(
        "records",
        "embeddings",
        "\"segment_id\", \"id\", \"embedding_id\"",
        "\"segment_id\" = " + SqlText.literal(segment));
  }

  private List<PhysicalIndex> metadata(List<IndexedKey> keys, String segment) {
    List<PhysicalIndex> indexes = new ArrayList<>();
    for (KeyType type : KeyType.values()) {
      // Sorted, so that the same keys in another order are the same index.
      List<String> ofType =
          keys.stream()
              .filter(key -> key.types().contains(type))
              .map(IndexedKey::key)
              .sorted()
              .toList();
      if (ofType.isEmpty()) {
        continue;
      }
      if (schema.types().contains(type)) {
        indexes.add(typed("embedding_metadata", ofType, type, segment));
      } else if (keys.stream().anyMatch(key -> key.types().contains(type) && !key.hasAllTypes())) {
        throw IndexProblem.INVALID_DEFINITION.exception(
            "This file has no column for values of type " + type);
      }
      if (schema.arrays()) {
        indexes.add(typed("embedding_metadata_array", ofType, type, segment));
      }
    }
    return indexes;
  }

  private PhysicalIndex typed(String table, List<String> keys, KeyType type, String segment) {
    String keyCondition =
        keys.stream()
            .map(key -> "\"key\" = " + SqlText.literal(key))
            .collect(Collectors.joining(" OR "));
    StringBuilder condition = new StringBuilder();
    condition.append(keys.size() == 1 ? keyCondition : "(" + keyCondition + ")");
    condition.append(" AND \"").append(type.column()).append("\" IS NOT NULL");
    boolean array = table.equals("embedding_metadata_array");
    if (schema.segmentInMetadata() && !array) {
      condition.append(" AND \"segment_id\" = ").append(SqlText.literal(segment));
    }
    String label = String.join("_", keys) + "_" + type + (array ? "_array" : "");
    return PhysicalIndex.of(
        label, table, "\"key\", \"" + type.column() + "\", \"id\"", condition.toString());
  }
}
