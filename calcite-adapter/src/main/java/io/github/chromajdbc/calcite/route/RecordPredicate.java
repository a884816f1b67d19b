package io.github.chromajdbc.calcite.route;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a statement asks of the records of a table, as far as it can be known without reading them.
 * It answers soundly: a record that the statement admits is never said to be impossible.
 */
public interface RecordPredicate {

  /**
   * Whether it may be true of a record.
   *
   * @param collection the record is in; null for any
   * @param values texts of the values that the record has under some keys, null where it lacks the
   *     key; under every other key it may have any value or none
   */
  boolean mayHold(@Nullable String collection, Map<String, @Nullable String> values);

  /**
   * The only values that records with the key can have, strings, numbers and booleans; empty when
   * they are not a finite list.
   */
  Optional<Set<Object>> values(String key);

  /** Whether the key is restricted at all. */
  boolean restricts(String key);

  /** Whether {@code _collection} is restricted. */
  boolean restrictsCollection();
}
