package io.github.chromajdbc.calcite.command;

import io.github.chromajdbc.client.Cancellation;
import io.github.chromajdbc.client.CollectionInfo;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What statements leave with collections so that every client of the driver sees it: texts under
 * keys of their own in the collections' metadata, where all other keys stay as they are.
 */
final class KeptDefinitions {
  private final CommandTables tables;

  KeptDefinitions(CommandTables tables) {
    this.tables = tables;
  }

  /** Leaves a text with a collection, in place of what is under the key. */
  void put(CollectionInfo collection, String key, String text, Cancellation cancellation) {
    put(collection, Map.of(key, text), cancellation);
  }

  /** Leaves texts with a collection, in place of what is under their keys. */
  void put(CollectionInfo collection, Map<String, String> texts, Cancellation cancellation) {
    Map<String, Object> metadata = current(collection, cancellation);
    metadata.putAll(texts);
    tables.store().replaceMetadata(collection, metadata, cancellation);
  }

  /** Takes from a collection what is under such keys. */
  void removeAll(CollectionInfo collection, Predicate<String> keys, Cancellation cancellation) {
    Map<String, Object> metadata = current(collection, cancellation);
    List<String> removed = metadata.keySet().stream().filter(keys).toList();
    if (!removed.isEmpty()) {
      removed.forEach(metadata::remove);
      replace(collection, metadata, removed.get(0), cancellation);
    }
  }

  /** Chroma replaces metadata as a whole: what others wrote since it was read would be lost. */
  private Map<String, Object> current(CollectionInfo collection, Cancellation cancellation) {
    return new LinkedHashMap<>(
        tables
            .store()
            .collection(collection.database(), collection.name(), cancellation)
            .orElse(collection)
            .metadata());
  }

  private void replace(
      CollectionInfo collection,
      Map<String, Object> metadata,
      String removed,
      Cancellation cancellation) {
    if (metadata.isEmpty()) {
      metadata.put(removed, ""); // No server takes empty metadata; this says nothing.
    }
    tables.store().replaceMetadata(collection, metadata, cancellation);
  }

  /** Takes a text from all collections of the current database; false when none had it. */
  boolean remove(String key, Cancellation cancellation) {
    return removeFromOthers(null, key, cancellation);
  }

  /** Takes a text from all collections of the current database but one. */
  boolean removeFromOthers(@Nullable CollectionInfo keeper, String key, Cancellation cancellation) {
    boolean kept = false;
    for (CollectionInfo collection : tables.collections()) {
      Map<String, Object> metadata = new LinkedHashMap<>(collection.metadata());
      boolean keeps = keeper != null && keeper.id().equals(collection.id());
      if (!keeps && metadata.remove(key) != null) {
        kept = true;
        replace(collection, metadata, key, cancellation);
      }
    }
    return kept;
  }
}
