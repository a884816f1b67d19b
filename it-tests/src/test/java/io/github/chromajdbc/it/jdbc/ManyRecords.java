package io.github.chromajdbc.it.jdbc;

import io.github.chromajdbc.client.Space;
import io.github.chromajdbc.testing.TestCollection;
import io.github.chromajdbc.testing.TestDatabase;
import io.github.chromajdbc.testing.TestRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Collections of many records: {@code r0}, {@code r1}, ... with their number as key {@code n},
 * {@code n % 10} as {@code ten}, and a document of a given length.
 */
final class ManyRecords {
  private static final int BATCH = 5_000;

  private ManyRecords() {}

  static TestCollection create(TestDatabase database, String name, int records, int length) {
    TestCollection collection = database.create(name, Space.L2);
    for (int from = 0; from < records; from += BATCH) {
      List<TestRecord> batch = new ArrayList<>();
      for (int n = from; n < Math.min(records, from + BATCH); n++) {
        batch.add(
            TestRecord.of("r" + n, n % 97, n % 89, 1, n % 7)
                .document(document(n, length))
                .metadata(Map.of("n", n, "ten", n % 10)));
      }
      collection.add(batch);
    }
    return collection;
  }

  /** The document of record {@code n}: its number's digits, repeated. */
  static String document(int n, int length) {
    return (n + " ").repeat(length).substring(0, length);
  }
}
