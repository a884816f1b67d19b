package io.github.chromajdbc.it.client;

import io.github.chromajdbc.client.Space;
import io.github.chromajdbc.testing.TestDatabase;
import io.github.chromajdbc.testing.TestRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The collections that clients are pointed at. */
final class Papers {
  /** How many records {@code papers} has. */
  static final int COUNT = 120;

  private static final List<String> FIELDS = List.of("physics", "biology", "law");

  private Papers() {}

  /** {@code papers}: p0, p1, ... with year, field, score, open and tags; {@code Notes}: two. */
  static void create(TestDatabase database) {
    List<TestRecord> papers = new ArrayList<>();
    for (int n = 0; n < COUNT; n++) {
      papers.add(
          TestRecord.of("p" + n, n, 1, 0)
              .document("paper " + n)
              .metadata(
                  Map.of(
                      "year",
                      2000 + n % 20,
                      "field",
                      FIELDS.get(n % 3),
                      "score",
                      n / 4.0,
                      "open",
                      n % 2 == 0,
                      "tags",
                      List.of("t" + n % 5, "all"))));
    }
    database
        .create("papers", Map.of("metadata", Map.of("description", "Scientific papers")))
        .add(papers);
    database
        .create("Notes", Space.COSINE)
        .add(
            TestRecord.of("n1", 1, 0).document("on p1").metadata(Map.of("paper", "p1")),
            TestRecord.of("n2", 0, 1).document("on p3").metadata(Map.of("paper", "p3")));
  }
}
