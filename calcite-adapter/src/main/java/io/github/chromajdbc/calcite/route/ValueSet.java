package io.github.chromajdbc.calcite.route;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The values of one key that a statement admits. */
public final class ValueSet {
  private final RecordPredicate predicate;
  private final String key;

  ValueSet(RecordPredicate predicate, String key) {
    this.predicate = predicate;
    this.key = key;
  }

  /** Whether nothing restricts the key: every value is admitted, and none at all. */
  public boolean isUnbounded() {
    return !predicate.restricts(key);
  }

  /** The admitted values, strings, numbers and booleans, when they are a finite list. */
  public Optional<Set<Object>> values() {
    return predicate.values(key);
  }

  /** Whether a record may have a value with this text; null for a record without the key. */
  public boolean admits(@Nullable String text) {
    Map<String, @Nullable String> value = new HashMap<>();
    value.put(key, text);
    return predicate.mayHold(null, Collections.unmodifiableMap(value));
  }

  @Override
  public String toString() {
    return isUnbounded() ? "any" : values().map(Set::toString).orElse("a range");
  }
}
