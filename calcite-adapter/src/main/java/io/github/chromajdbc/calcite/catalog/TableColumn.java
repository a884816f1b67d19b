package io.github.chromajdbc.calcite.catalog;

import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.jspecify.annotations.Nullable;

/**
 * A column of a collection.
 *
 * @param name as SQL has it, {@code metadata.year}
 * @param key the metadata key of a {@link Role#METADATA_KEY} column, null of every other
 * @param hidden whether {@code *} leaves it out
 */
public record TableColumn(
    String name, Role role, @Nullable String key, ColumnType type, boolean hidden) {

  /** What in front of a metadata key makes the name of its column. */
  public static final String METADATA_PREFIX = "metadata.";

  /** The part of a record that a column shows. */
  public enum Role {
    ID,
    /** Only in a search. */
    DISTANCE,
    /** Only in a batch search. */
    QUERY_INDEX,
    DOCUMENT,
    URI,
    METADATA_KEY,
    /** The whole metadata as JSON. */
    METADATA,
    EMBEDDING,
    /** The name of the collection the record is in. */
    COLLECTION
  }

  static TableColumn of(String name, Role role, ColumnType type, boolean hidden) {
    return new TableColumn(name, role, null, type, hidden);
  }

  /** The column of a metadata key. */
  public static TableColumn ofKey(String key, ColumnType type, boolean hidden) {
    return new TableColumn(METADATA_PREFIX + key, Role.METADATA_KEY, key, type, hidden);
  }

  /** The key of a metadata column. */
  public String requireKey() {
    if (key == null) {
      throw new IllegalStateException(name + " is no metadata column");
    }
    return key;
  }

  /** Whether the column can be NULL. */
  public boolean nullable() {
    return switch (role) {
      case ID, DISTANCE, QUERY_INDEX, COLLECTION -> false;
      case DOCUMENT, URI, METADATA_KEY, METADATA, EMBEDDING -> true;
    };
  }

  /** The Calcite type of the column. */
  public RelDataType relType(RelDataTypeFactory factory) {
    return type.toRelType(factory, nullable());
  }
}
