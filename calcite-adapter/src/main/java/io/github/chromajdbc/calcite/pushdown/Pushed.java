package io.github.chromajdbc.calcite.pushdown;

import org.jspecify.annotations.Nullable;

/**
 * What becomes of one conjunct.
 *
 * @param condition what Chroma is asked; null when nothing can be pushed. It lets through at least
 *     the records for which the conjunct is true.
 * @param exact whether it lets through no others, so that nothing remains for the driver
 * @param reason why something remains, for EXPLAIN; empty when exact
 */
record Pushed(@Nullable Condition condition, boolean exact, String reason) {
  static final String SEVERAL_TYPES = "the key has values of several types";

  static Pushed exactly(Condition condition) {
    return new Pushed(condition, true, "");
  }

  static Pushed atLeast(Condition condition, String reason) {
    return new Pushed(condition, false, reason);
  }

  static Pushed nothing(String reason) {
    return new Pushed(null, false, reason);
  }
}
