package io.github.chromajdbc.it.jdbc;

import io.github.chromajdbc.client.Space;
import io.github.chromajdbc.testing.TestDatabase;
import io.github.chromajdbc.testing.TestRecord;
import java.util.List;
import java.util.Map;

/** Collections with keys of every type and names that patterns and quoting have to deal with. */
final class Tables {
  /** Holds keys of every type. */
  static final String MIXED = "all_types";

  /** As a pattern, {@link #MIXED} matches this too. */
  static final String LOOKALIKE = "allXtypes";

  /** Empty: its vectors have no dimension yet. */
  static final String EMPTY = "empty-one.v2";

  private Tables() {}

  static void create(TestDatabase database) {
    database
        .create(MIXED, Map.of("metadata", Map.of("description", "Keys of every type")))
        .add(
            TestRecord.of("a", 1, 0, 0)
                .document("first")
                .metadata(
                    Map.of(
                        "year",
                        2001,
                        "price",
                        1.5,
                        "name",
                        "ann",
                        "active",
                        true,
                        "tags",
                        List.of("x", "y"),
                        "counts",
                        List.of(1, 2),
                        "prices",
                        List.of(1.5),
                        "flags",
                        List.of(true),
                        "mixed",
                        "5")),
            TestRecord.of("b", 0, 1, 0)
                .uri("file:b")
                .metadata(Map.of("year", 2002, "price", 2, "mixed", 5, "Year", 1)));
    database.create(LOOKALIKE, Space.COSINE).add(TestRecord.of("a", 1, 0).metadata(Map.of("k", 1)));
    database.create(EMPTY, Space.IP);
  }
}
