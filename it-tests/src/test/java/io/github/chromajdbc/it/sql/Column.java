package io.github.chromajdbc.it.sql;

import java.math.BigDecimal;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A column as SQL writes it and as a record has it.
 *
 * @param value null where the record lacks it
 */
record Column(String sql, Function<SampleRow, @Nullable Object> value) {
  static final Column ID = new Column("id", SampleRow::id);
  static final Column DOCUMENT = new Column("document", SampleRow::document);
  static final Column WHOLE = key("n");
  static final Column NUMBER = key("x");
  static final Column PRICE = key("price");
  static final Column FLAG = key("flag");
  static final Column NAME = key("name");
  static final Column TAGS = key("tags");
  static final Column NUMS = key("nums");

  /** Values of several types: the column reads as their text. */
  static final Column MIXED =
      new Column(
          "metadata.mix",
          row -> row.value("mix") == null ? null : String.valueOf(row.value("mix")));

  private static Column key(String key) {
    return new Column("metadata." + key, row -> row.value(key));
  }

  @Nullable Object of(SampleRow row) {
    return value.apply(row);
  }

  /** The order of two values of comparable types: numbers by size, strings as Java's. */
  static int compare(Object left, Object right) {
    if (left instanceof Number a && right instanceof Number b) {
      return new BigDecimal(a.toString()).compareTo(new BigDecimal(b.toString()));
    }
    if (left instanceof String a && right instanceof String b) {
      return a.compareTo(b);
    }
    if (left instanceof Boolean a && right instanceof Boolean b) {
      return a.compareTo(b);
    }
    throw new IllegalArgumentException(left + " against " + right);
  }

  static boolean equal(Object left, Object right) {
    return compare(left, right) == 0;
  }

  static boolean holds(Object array, Object element) {
    return ((List<?>) array).stream().anyMatch(each -> each != null && equal(each, element));
  }
}
