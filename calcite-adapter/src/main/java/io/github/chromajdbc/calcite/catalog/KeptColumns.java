package io.github.chromajdbc.calcite.catalog;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The types of metadata keys as the metadata of their collection keeps them, an entry for each key.
 * Others can write it: what names no type declares nothing.
 */
public final class KeptColumns {
  private static final String KEY_PREFIX = "chroma-jdbc:column:";

  private KeptColumns() {}

  /** The key under which a collection keeps the type of a metadata key of its records. */
  public static String metadataKey(String key) {
    return KEY_PREFIX + key;
  }

  /** Whether an entry of a collection's metadata keeps a type. */
  public static boolean isMetadataKey(String key) {
    return key.startsWith(KEY_PREFIX);
  }

  /** The types that a collection's metadata keeps, by key. */
  static SortedMap<String, ColumnType> in(Map<String, Object> metadata) {
    SortedMap<String, ColumnType> types = new TreeMap<>();
    metadata.forEach(
        (key, value) -> {
          ColumnType type =
              isMetadataKey(key) && value instanceof String text
                  ? ColumnType.ofSqlName(text)
                  : null;
          if (type != null) {
            types.put(key.substring(KEY_PREFIX.length()), type);
          }
        });
    return types;
  }
}
