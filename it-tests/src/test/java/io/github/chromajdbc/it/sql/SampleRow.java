package io.github.chromajdbc.it.sql;

import io.github.chromajdbc.testing.TestRecord;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A generated record.
 *
 * @param metadata without the keys that the record lacks
 */
record SampleRow(String id, @Nullable String document, Map<String, Object> metadata) {
  /** Texts that filters trip over: empty, quotes, wildcards, other scripts, lines. */
  static final List<String> TEXTS =
      List.of(
          "",
          "a",
          "b",
          "abc",
          "ABC",
          "a%c",
          "a_c",
          "axc",
          "it's",
          "back\\slash",
          "new\nline",
          "Zoë",
          "日本語",
          "😀 smile",
          "5",
          "1.5",
          "true",
          "null",
          " ",
          "a b c");

  private static final List<String> DOCUMENTS =
      List.of(
          "",
          "the red fox",
          "the blue fox",
          "The Red Fox",
          "a\nfox on two lines",
          "100% sure",
          "under_score",
          "naïve café",
          "日本語の文書",
          "😀",
          "it's \"quoted\"",
          "back\\slash",
          "fox");

  /** Records whose keys are now and then missing, from a seed. */
  static List<SampleRow> generate(long seed, int count) {
    Random random = new Random(seed);
    return IntStream.range(0, count).mapToObj(i -> generate(random, "r" + i)).toList();
  }

  private static SampleRow generate(Random random, String id) {
    Map<String, Object> metadata = new LinkedHashMap<>();
    // Few distinct values, so that equality has something to find.
    sometimes(random, metadata, "n", (long) random.nextInt(21) - 10);
    sometimes(random, metadata, "x", mixedNumber(random));
    sometimes(random, metadata, "price", random.nextInt(41) / 4.0 - 5 + 0.25);
    sometimes(random, metadata, "flag", random.nextBoolean());
    sometimes(random, metadata, "name", pick(random, TEXTS));
    sometimes(random, metadata, "mix", mixedValue(random));
    sometimes(random, metadata, "tags", List.of(pick(random, TEXTS), pick(random, TEXTS)));
    sometimes(random, metadata, "nums", List.of((long) random.nextInt(5), 7L));
    String document = random.nextInt(6) == 0 ? null : pick(random, DOCUMENTS);
    return new SampleRow(id, document, metadata);
  }

  private static Object mixedNumber(Random random) {
    int quarters = random.nextInt(33) - 16;
    // Whole numbers as int and as float both.
    return quarters % 4 == 0 && random.nextBoolean() ? (Object) (quarters / 4L) : quarters / 4.0;
  }

  private static Object mixedValue(Random random) {
    return switch (random.nextInt(4)) {
      case 0 -> (long) random.nextInt(7);
      case 1 -> random.nextInt(12) / 4.0;
      case 2 -> random.nextBoolean();
      default -> pick(random, TEXTS);
    };
  }

  private static void sometimes(
      Random random, Map<String, Object> metadata, String key, Object value) {
    if (random.nextInt(4) != 0) {
      metadata.put(key, value);
    }
  }

  private static String pick(Random random, List<String> from) {
    return from.get(random.nextInt(from.size()));
  }

  @Nullable Object value(String key) {
    return metadata.get(key);
  }

  /** What Chroma stores. */
  private TestRecord toRecord(int position) {
    return new TestRecord(
        id,
        new float[] {position % 17, position % 13},
        document,
        null,
        metadata.isEmpty() ? null : metadata);
  }

  static List<TestRecord> records(List<SampleRow> rows) {
    List<TestRecord> records = new ArrayList<>();
    for (SampleRow row : rows) {
      records.add(row.toRecord(records.size()));
    }
    return records;
  }
}
