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
 * @param uniform whether all values are known to be of the type; else, as when a type was declared,
 *     others can stand among them, which a text column shows as text and others as NULL
 */
public record TableColumn(
    String name,
    Role role,
    @Nullable String key,
    ColumnType type,
    boolean hidden,
    boolean uniform) {

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
    return new TableColumn(name, role, null, type, hidden, true);
  }

  /** The column of a metadata key, all of whose values are of the type. */
  public static TableColumn ofKey(String key, ColumnType type, boolean hidden) {
    return new TableColumn(METADATA_PREFIX + key, Role.METADATA_KEY, key, type, hidden, true);
  }

  /** This column, shown or not. */
  TableColumn withHidden(boolean other) {
    return new TableColumn(name, role, key, type, other, uniform);
  }

  /** This column under another name. */
  public TableColumn withName(String other) {
    return new TableColumn(other, role, key, type, hidden, uniform);
  }

  /** This column, with values of other types among its own or without. */
  TableColumn withUniform(boolean other) {
    return new TableColumn(name, role, key, type, hidden, other);
  }

  /** The key of a metadata column. */
  public String requireKey() {
    if (key == null) {
      throw new IllegalStateException(name + " is no metadata column");
    }
    return key;
  }

  /** Whether nothing but texts stands under the key of a text column. */
  public boolean hasTextOnly() {
    return type == ColumnType.TEXT && uniform;
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
