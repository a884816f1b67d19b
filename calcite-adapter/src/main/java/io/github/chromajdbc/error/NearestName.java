package io.github.chromajdbc.error;

import java.util.Collection;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Finds what a misspelt name was meant to be. */
public final class NearestName {
  private NearestName() {}

  /**
   * " Did you mean 'x'?" with the known name that takes the fewest insertions, deletions and
   * replacements (case counts little); empty when none is near.
   */
  public static String hint(String name, Collection<String> known) {
    String nearest = of(name, known);
    return nearest == null ? "" : " Did you mean '" + nearest + "'?";
  }

  /** The nearest name; null when all are further away than half the length of the name. */
  public static @Nullable String of(String name, Collection<String> known) {
    // A page of text is no misspelt name, and the distance takes quadratic time.
    if (name.length() > 200) {
      return null;
    }
    String nearest = null;
    int least = Math.max(1, name.length() / 2) + 1;
    for (String candidate : known) {
      int distance = distance(name.toLowerCase(Locale.ROOT), candidate.toLowerCase(Locale.ROOT));
      if (distance < least) {
        least = distance;
        nearest = candidate;
      }
    }
    return nearest;
  }

  /** Levenshtein's distance, one row of the table at a time. */
  private static int distance(String from, String to) {
    int[] above = new int[to.length() + 1];
    for (int column = 0; column <= to.length(); column++) {
      above[column] = column;
    }
    for (int row = 1; row <= from.length(); row++) {
      int[] here = new int[to.length() + 1];
      here[0] = row;
      for (int column = 1; column <= to.length(); column++) {
        int replaced = above[column - 1] + (from.charAt(row - 1) == to.charAt(column - 1) ? 0 : 1);
        here[column] = Math.min(replaced, Math.min(above[column], here[column - 1]) + 1);
      }
      above = here;
    }
    return above[to.length()];
  }
}
