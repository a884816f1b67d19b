package io.github.chromajdbc.it.proof;

import io.github.chromajdbc.testing.TestRecord;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** A table of random rows, the same for the same seed. */
record RandomTable(String name, List<Map<Field, Object>> rows) {
  static final List<Object> BIG =
      List.of(
          Long.MAX_VALUE,
          Long.MAX_VALUE - 1,
          Long.MIN_VALUE,
          Long.MIN_VALUE + 1,
          (1L << 53) + 1,
          1L << 53,
          -(1L << 53) - 1,
          0L,
          -1L);
  static final List<Object> FAR =
      List.of(
          Double.MAX_VALUE,
          -Double.MAX_VALUE,
          Double.MIN_VALUE,
          -Double.MIN_VALUE,
          Double.MIN_NORMAL,
          1e-7,
          -123456789012345680.0,
          1e22,
          0.0,
          0.1);
  static final List<String> NAMES =
      List.of(
          "", "a", "b", "ab", "A", "a_c", "abc", "x%y", "o'neil", "Zoë", "日本", "\\", " a", "é\n");
  static final List<String> CITIES = List.of("Rome", "Oslo", "rome", "", "😀", "Köln", "\uFFFDz");
  static final List<String> DOCUMENTS =
      List.of(
          "the red fox",
          "the blue fox",
          "",
          "a green\nduck",
          "fox",
          "THE END",
          "naïve 日本 😀",
          "100%");
  static final List<String> TAGS = List.of("a", "b", "", "日本", "c'd");

  /**
   * @param arrays whether the server keeps arrays
   */
  static RandomTable generate(String name, Random random, int count, boolean arrays) {
    List<Map<Field, Object>> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      rows.add(row(random, i, arrays));
    }
    return new RandomTable(name, rows);
  }

  /** The first two rows have every key, so that the types of keys do not depend on luck. */
  private static Map<Field, Object> row(Random random, int position, boolean arrays) {
    boolean full = position < 2;
    Map<Field, Object> row = new EnumMap<>(Field.class);
    row.put(Field.ID, "r" + position);
    sometimes(random, full, 6, row, Field.DOCUMENT, pick(random, DOCUMENTS));
    sometimes(random, full, 5, row, Field.N, (long) random.nextInt(9) - 4);
    if (full || random.nextInt(4) == 0) {
      row.put(Field.M, (long) random.nextInt(5));
    }
    sometimes(random, full, 3, row, Field.BIG, pick(random, BIG));
    sometimes(random, full, 4, row, Field.PRICE, random.nextInt(17) / 4.0 - 2);
    Object number = position == 0 ? (Object) 2L : position == 1 ? (Object) 0.5 : number(random);
    sometimes(random, full, 4, row, Field.X, number);
    sometimes(random, full, 3, row, Field.FAR, pick(random, FAR));
    sometimes(random, full, 5, row, Field.NAME, pick(random, NAMES));
    sometimes(random, full, 3, row, Field.CITY, pick(random, CITIES));
    sometimes(random, full, 4, row, Field.FLAG, random.nextBoolean());
    Object mix = position == 0 ? (Object) 5L : position == 1 ? (Object) "abc" : mixed(random);
    sometimes(random, full, 4, row, Field.MIX, mix);
    if (arrays) {
      sometimes(random, full, 3, row, Field.TAGS, List.of(pick(random, TAGS), pick(random, TAGS)));
      sometimes(random, full, 3, row, Field.NUMS, List.of((long) random.nextInt(4), 7L));
    }
    return row;
  }

  private static Object number(Random random) {
    int quarters = random.nextInt(25) - 12;
    return quarters % 4 == 0 && random.nextBoolean() ? (Object) (quarters / 4L) : quarters / 4.0;
  }

  private static Object mixed(Random random) {
    return switch (random.nextInt(5)) {
      case 0 -> (long) random.nextInt(7);
      case 1 -> random.nextInt(12) / 4.0;
      case 2 -> random.nextBoolean();
      case 3 -> pick(random, List.of("5", "2.50", "abc", "", "-1"));
      default -> pick(random, NAMES);
    };
  }

  private static void sometimes(
      Random random, boolean always, int oneIn, Map<Field, Object> row, Field field, Object value) {
    if (random.nextInt(oneIn) != 0 || always) {
      row.put(field, value);
    }
  }

  static <T> T pick(Random random, List<T> from) {
    return from.get(random.nextInt(from.size()));
  }

  /** What Chroma stores. */
  List<TestRecord> records() {
    List<TestRecord> records = new ArrayList<>();
    for (Map<Field, Object> row : rows) {
      Map<String, Object> metadata = new LinkedHashMap<>();
      row.forEach(
          (field, value) -> {
            if (field != Field.ID && field != Field.DOCUMENT) {
              metadata.put(field.key(), value);
            }
          });
      records.add(
          new TestRecord(
              (String) Objects.requireNonNull(row.get(Field.ID), "id"),
              new float[] {records.size() % 17, records.size() % 13},
              (String) row.get(Field.DOCUMENT),
              null,
              metadata.isEmpty() ? null : metadata));
    }
    return records;
  }

  /** What the independent engine stores in a column. */
  static @Nullable Object independentValue(Map<Field, Object> row, Field field) {
    Object value = row.get(field == Field.MIX_NUMBER ? Field.MIX : field);
    if (value == null) {
      return null;
    }
    return switch (field) {
      case MIX -> value.toString();
      case MIX_NUMBER -> asNumber(value.toString());
      case X -> ((Number) value).doubleValue();
      case TAGS, NUMS -> ((List<?>) value).toArray();
      default -> value;
    };
  }

  private static @Nullable Object asNumber(String text) {
    return text.matches("-?\\d+(\\.\\d+)?") ? Double.valueOf(text) : null;
  }
}
