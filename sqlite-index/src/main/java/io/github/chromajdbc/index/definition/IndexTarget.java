package io.github.chromajdbc.index.definition;

import io.github.chromajdbc.index.IndexProblem;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What an index speeds up. */
public sealed interface IndexTarget {

  /** Filters on metadata keys; at least one, each once, in the order they were named. */
  record MetadataKeys(List<IndexedKey> keys) implements IndexTarget {

    /** Verification asks for the plan of several statements for each, and of one with them all. */
    public static final int MOST_KEYS = 100;

    public MetadataKeys {
      keys = List.copyOf(keys);
      if (keys.isEmpty() || keys.size() > MOST_KEYS) {
        throw IndexProblem.INVALID_DEFINITION.exception(
            "An index has 1 to " + MOST_KEYS + " keys, not " + keys.size());
      }
      Set<String> seen = new HashSet<>();
      for (IndexedKey key : keys) {
        if (!seen.add(key.key())) {
          throw IndexProblem.INVALID_DEFINITION.exception(
              "The key " + key.key() + " is named twice: give it several types in one place");
        }
      }
    }
  }

  /** Reading a collection in the order of its records: pages, counts, filtered pages. */
  record RecordScan() implements IndexTarget {}
}
