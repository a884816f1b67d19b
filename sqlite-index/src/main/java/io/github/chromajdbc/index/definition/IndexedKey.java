package io.github.chromajdbc.index.definition;

import io.github.chromajdbc.index.IndexProblem;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A metadata key with the types of its values that are indexed.
 *
 * @param key the key as Chroma stores it: any text but {@code chroma:...}, which are Chroma's own
 * @param types at least one
 */
public record IndexedKey(String key, Set<KeyType> types) {

  /** In characters, which keeps the DDL of a file readable. */
  public static final int LONGEST_KEY = 1_000;

  public IndexedKey {
    if (key.isEmpty()) {
      throw IndexProblem.INVALID_DEFINITION.exception("A metadata key cannot be empty");
    }
    if (key.length() > LONGEST_KEY) {
      throw IndexProblem.INVALID_DEFINITION.exception(
          "A metadata key of an index can have at most " + LONGEST_KEY + " characters");
    }
    // Chroma keeps documents as string values of chroma:document, and answers filters on them from
    // its full-text index: no statement would use an index of that key.
    if (key.startsWith("chroma:")) {
      throw IndexProblem.INVALID_DEFINITION.exception(
          "The key " + key + " is Chroma's own and cannot be indexed");
    }
    PlainText.require(key, "A metadata key");
    if (types.isEmpty()) {
      throw IndexProblem.INVALID_DEFINITION.exception("The key " + key + " has no type to index");
    }
    types = Collections.unmodifiableSet(EnumSet.copyOf(types));
  }

  /** A key with values of one type. */
  public static IndexedKey of(String key, KeyType type) {
    return new IndexedKey(key, EnumSet.of(type));
  }

  /** A key with values of each of the types. */
  public static IndexedKey of(String key, Collection<KeyType> types) {
    return new IndexedKey(key, Set.copyOf(types));
  }

  /** A key with values of every type. */
  public static IndexedKey ofAllTypes(String key) {
    return new IndexedKey(key, EnumSet.allOf(KeyType.class));
  }

  /** Each key once, in the order in which they come first, with all the types it comes with. */
  public static List<IndexedKey> merged(List<IndexedKey> keys) {
    Map<String, Set<KeyType>> types = new LinkedHashMap<>();
    for (IndexedKey key : keys) {
      types.computeIfAbsent(key.key(), each -> EnumSet.noneOf(KeyType.class)).addAll(key.types());
    }
    return types.entrySet().stream().map(key -> of(key.getKey(), key.getValue())).toList();
  }

  public boolean hasAllTypes() {
    return types.size() == KeyType.values().length;
  }
}
