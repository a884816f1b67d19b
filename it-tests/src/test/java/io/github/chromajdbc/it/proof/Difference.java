package io.github.chromajdbc.it.proof;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How two answers differ.
 *
 * @param sort what is alike in differences of one cause
 */
record Difference(String sort, String text) {
  /** Some messages bring a whole plan along. */
  private static final int MOST_CHARACTERS = 600;

  Difference {
    text = text.substring(0, Math.min(text.length(), MOST_CHARACTERS));
  }

  private static final Pattern LAST_ORDER =
      Pattern.compile(" ORDER BY ([^()]*?)(?: LIMIT [^()]*)?$");
  private static final Comparator<List<String>> ANY_ORDER = Comparator.comparing(List::toString);

  /**
   * What differs, or null.
   *
   * @param sql the statement, whose ORDER BY names columns of the result
   */
  static @Nullable Difference between(Answer right, Answer answer, String sql) {
    if (right instanceof Answer.Failure rightFailure) {
      return answer instanceof Answer.Failure failure
              && failure.isOfData() == rightFailure.isOfData()
          ? null
          : new Difference("success", "expected " + rightFailure + ", got " + answer);
    }
    if (answer instanceof Answer.Failure failure) {
      return new Difference(failure.sqlState(), failure.toString());
    }
    Answer.Rows expected = (Answer.Rows) right;
    Answer.Rows actual = (Answer.Rows) answer;
    List<List<String>> expectedRows = expected.rows().stream().sorted(ANY_ORDER).toList();
    List<List<String>> actualRows = actual.rows().stream().sorted(ANY_ORDER).toList();
    if (!expectedRows.equals(actualRows)) {
      return new Difference(
          "rows",
          "missing "
              + minus(expectedRows, actualRows)
              + ", excess "
              + minus(actualRows, expectedRows));
    }
    List<Integer> keys = keys(expected.labels(), sql);
    return keys.isEmpty() || column(expected, keys).equals(column(actual, keys))
        ? null
        : new Difference(
            "order", "expected the order " + expected.rows() + ", got " + actual.rows());
  }

  private static List<List<String>> minus(List<List<String>> from, List<List<String>> rows) {
    List<List<String>> rest = new ArrayList<>(from);
    rows.forEach(rest::remove);
    return rest.size() > 5 ? rest.subList(0, 5) : rest;
  }

  private static List<Integer> keys(List<String> labels, String sql) {
    Matcher order = LAST_ORDER.matcher(sql);
    return order.find()
        ? Arrays.stream(order.group(1).split(",", -1))
            .map(key -> labels.indexOf(key.strip().split(" ", 2)[0]))
            .filter(position -> position >= 0)
            .toList()
        : List.of();
  }

  private static List<List<String>> column(Answer.Rows rows, List<Integer> keys) {
    return rows.rows().stream().map(row -> keys.stream().map(row::get).toList()).toList();
  }
}
