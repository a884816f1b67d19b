package io.github.chromajdbc.it.jdbc;

import io.github.chromajdbc.client.Space;
import io.github.chromajdbc.testing.TestCollection;
import io.github.chromajdbc.testing.TestDatabase;
import io.github.chromajdbc.testing.TestRecord;
import java.util.Map;

/** The collection {@code books} that {@code SearchProgram} asks. */
final class Books {
  /** What {@code SearchProgram} prints of it. */
  static final String PRINTED =
      """
      b String | 0.5 Double | deep sea String | 2001 Long | 4.5 Double
      c String | 2.0 Double | green hill String | 2002 Long | null
      novel String | 2 Long | 2001 Long
      poem String | 2 Long | 2003 Long
      b String | a String
      c String | b String
      d String | c String
      a String | 1 Long
      b String | 2 Long
      c String | 1 Long
      d String | 2 Long
      c String | GREEN HILL String
      d String | null
      a String
      a String | novel String
      io.github.chromajdbc.ChromaDriver
      """;

  private Books() {}

  static TestCollection create(TestDatabase database) {
    return database
        .create("books", Space.L2)
        .add(
            book("a", "novel", 2000, 1, 0, 0).document("old house"),
            new TestRecord(
                "b",
                new float[] {1, 0.5f, 0.5f},
                "deep sea",
                null,
                Map.of("genre", "novel", "year", 2001, "rating", 4.5)),
            book("c", "poem", 2002, 0, 1, 0).document("green hill"),
            book("d", "poem", 2003, -1, 0, 0));
  }

  private static TestRecord book(String id, String genre, int year, float... embedding) {
    return TestRecord.of(id, embedding).metadata(Map.of("genre", genre, "year", year));
  }
}
