package io.github.chromajdbc.it.proof.logic;

import io.github.chromajdbc.it.proof.logic.LogicRecord.Sorting;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Rows as sql-logic-test writes them: a line a value, many of them as their MD5. */
final class LogicAnswer {
  private static final Pattern WHOLE_NUMBER = Pattern.compile("\\s*([+-]?[0-9]+)");

  private LogicAnswer() {}

  static List<String> of(ResultSet results, LogicRecord.Query query) throws SQLException {
    List<List<String>> rows = new ArrayList<>();
    int width = results.getMetaData().getColumnCount();
    while (results.next()) {
      List<String> row = new ArrayList<>();
      for (int i = 1; i <= width; i++) {
        row.add(text(results.getObject(i), query.types().charAt(i - 1)));
      }
      rows.add(row);
    }
    if (query.sorting() == Sorting.ROWSORT) {
      rows.sort(Comparator.comparing(row -> String.join("\n", row)));
    }
    List<String> values = new ArrayList<>();
    rows.forEach(values::addAll);
    if (query.sorting() == Sorting.VALUESORT) {
      values.sort(Comparator.naturalOrder());
    }
    return query.expected().size() == 1 && query.expected().get(0).contains("values hashing to")
        ? List.of(values.size() + " values hashing to " + hash(values))
        : values;
  }

  private static String text(@Nullable Object value, char type) {
    if (value == null) {
      return "NULL";
    }
    if (value instanceof Number number) {
      return type == 'R'
          ? String.format(Locale.ROOT, "%.3f", number.doubleValue())
          : type == 'I'
              ? new BigDecimal(value.toString()).toBigInteger().toString()
              : value.toString();
    }
    if (type == 'I') { // As the C program that wrote the files prints a text there.
      Matcher whole = WHOLE_NUMBER.matcher(value.toString());
      return whole.lookingAt() ? whole.group(1) : "0";
    }
    return value.toString().isEmpty() ? "(empty)" : value.toString();
  }

  private static String hash(List<String> values) {
    try {
      MessageDigest digest = MessageDigest.getInstance("MD5");
      values.forEach(value -> digest.update((value + "\n").getBytes(StandardCharsets.UTF_8)));
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
