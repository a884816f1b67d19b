package io.github.chromajdbc.it.sql;

import io.github.chromajdbc.client.Space;
import io.github.chromajdbc.testing.TestDatabase;
import io.github.chromajdbc.testing.TestRecord;
import java.util.List;
import java.util.Map;

/** A few records with all that is awkward in them, so few that each answer can be read off. */
final class Library {
  private static final long BIG = 1L << 62;

  private Library() {}

  private static List<TestRecord> documents() {
    return List.of(
        TestRecord.of("d1", 1, 0, 0)
            .document("the red fox")
            .metadata(
                Map.of(
                    "year",
                    2001,
                    "price",
                    1.5,
                    "active",
                    true,
                    "tags",
                    List.of("a", "b"),
                    "name",
                    "ann",
                    "order",
                    3)),
        TestRecord.of("d2", 0, 1, 0)
            .document("the blue fox")
            .metadata(
                Map.of(
                    "year",
                    2002,
                    "price",
                    2,
                    "active",
                    false,
                    "tags",
                    List.of("b"),
                    "name",
                    "o'neil",
                    "order",
                    1)),
        TestRecord.of("d3", 0, 0, 1).metadata(Map.of("year", 2003, "name", "", "Year", 7)),
        TestRecord.of("d4", 1, 1, 0)
            .document("a green\nduck")
            .metadata(
                Map.of(
                    "price",
                    -1.5,
                    "active",
                    true,
                    "name",
                    "Zoë",
                    "order",
                    2,
                    "tags",
                    List.of("a", "b"))),
        TestRecord.of("d5", 1, 1, 1).document(""),
        TestRecord.of("d6", 2, 0, 0)
            .document("the red fox")
            .metadata(
                Map.of("year", 2001, "Year", 9, "price", 3.0, "name", "back\\slash", "mix", 5)),
        TestRecord.of("d7", 0, 2, 0)
            .document("fox")
            .metadata(Map.of("year", 2002, "name", "ann", "mix", "5", "big", BIG)),
        TestRecord.of("d8", 0, 0, 2)
            .document("owl")
            .metadata(Map.of("year", -5, "name", "bob", "mix", true, "big", BIG + 1)));
  }

  /**
   * Fills a database: {@code docs} and the same in the spaces {@code docs_cosine} and {@code
   * docs_ip}; {@code other} shares two ids with it; {@code sums} has the ends of int64; a
   * collection is called {@code metadata}.
   */
  static void fill(TestDatabase database) {
    database.create("docs", Space.L2).add(documents());
    database.create("docs_cosine", Space.COSINE).add(documents());
    database.create("docs_ip", Space.IP).add(documents());
    database
        .create("other", Space.L2)
        .add(
            TestRecord.of("d1", 1, 0, 0)
                .metadata(
                    Map.of("tags", List.of("a", "b"), "year", 2001, "city", "Rome", "ref", "d2")),
            TestRecord.of("d2", 0, 1, 0)
                .metadata(Map.of("tags", List.of("c"), "year", 2005, "city", "Oslo", "ref", "d1")),
            TestRecord.of("o3", 0, 0, 1).metadata(Map.of("year", 2001, "city", "Rome")));
    database
        .create("sums", Space.L2)
        .add(
            sum("s1", Long.MAX_VALUE),
            sum("s2", Long.MAX_VALUE),
            sum("s3", Long.MIN_VALUE),
            sum("s4", 1),
            sum("s5", 2));
    database
        .create("metadata", Space.L2)
        .add(TestRecord.of("m1", 1, 0).metadata(Map.of("metadata", "self", "k", 1)));
  }

  private static TestRecord sum(String id, long value) {
    return TestRecord.of(id, 1, 0).metadata(Map.of("b", value));
  }
}
