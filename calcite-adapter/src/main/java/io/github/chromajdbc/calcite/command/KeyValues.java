package io.github.chromajdbc.calcite.command;

import io.github.chromajdbc.calcite.route.KnownValues;
import io.github.chromajdbc.client.Cancellation;
import io.github.chromajdbc.client.ChromaStore;
import io.github.chromajdbc.client.CollectionInfo;
import io.github.chromajdbc.client.GetRequest;
import io.github.chromajdbc.client.RecordFields;
import io.github.chromajdbc.client.RecordPage;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Learns which combinations of values the records of a collection have under some keys. */
final class KeyValues {
  /** More are no help to a router, and would not fit into a collection's metadata. */
  private static final int MOST = 1000;

  private static final int PAGE = 5000;

  private final ChromaStore store;
  private final List<String> keys;
  private final Cancellation cancellation;

  KeyValues(ChromaStore store, List<String> keys, Cancellation cancellation) {
    this.store = store;
    this.keys = keys;
    this.cancellation = cancellation;
  }

  /**
   * The combinations, as texts; reads every record's metadata. Null when they cannot decide where
   * records are: there are too many, some are arrays, or a record lacks a key that the map would
   * then leave out.
   */
  @Nullable Set<List<String>> of(CollectionInfo collection) {
    RecordFields fields = new RecordFields(false, false, false, Set.copyOf(keys), false);
    int size = Math.min(PAGE, store.abilities(cancellation).maxPageRows());
    Set<List<String>> combinations = new HashSet<>();
    boolean lacking = false;
    for (int offset = 0; ; offset += size) {
      RecordPage page =
          store.get(
              collection, new GetRequest(null, null, null, fields, size, offset), cancellation);
      for (int row = 0; row < page.size(); row++) {
        List<String> combination = combination(page.metadata(), row);
        if (combination == null) {
          return null;
        }
        if (combination.size() == keys.size()) {
          combinations.add(combination);
        } else {
          lacking = true;
        }
      }
      if (combinations.size() > MOST || (lacking && keys.size() > 1)) {
        return null;
      }
      if (page.size() < size) {
        return lacking && combinations.isEmpty() ? null : combinations;
      }
    }
  }

  /** Shorter than the keys when one is missing; null when one is an array. */
  private @Nullable List<String> combination(Map<String, @Nullable Object[]> metadata, int row) {
    List<String> combination = new ArrayList<>();
    for (String key : keys) {
      Object[] values = metadata.get(key);
      Object value = values == null ? null : values[row];
      if (value instanceof List) {
        return null;
      }
      if (value != null) {
        combination.add(KnownValues.text(value));
      }
    }
    return combination;
  }
}
