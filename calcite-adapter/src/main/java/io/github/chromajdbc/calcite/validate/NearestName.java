package io.github.chromajdbc.calcite.validate;

import java.util.Collection;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The name that someone may have meant. */
public final class NearestName {
  private NearestName() {}

  /** {@code Did you mean x?} after a full stop, or an empty text when nothing is near. */
  public static String suggestion(String name, Collection<String> candidates) {
    String nearest = of(name, candidates);
    return nearest == null ? "" : " Did you mean " + nearest + "?";
  }

  /** The candidate with the least edits, at most a third of the name's length; else null. */
  public static @Nullable String of(String name, Collection<String> candidates) {
    String nearest = null;
    int least = Math.max(2, name.length() / 3) + 1;
    for (String candidate : candidates) {
      if (Math.abs(candidate.length() - name.length()) < least) {
        int edits = edits(name.toLowerCase(Locale.ROOT), candidate.toLowerCase(Locale.ROOT));
        if (edits < least) {
          least = edits;
          nearest = candidate;
        }
      }
    }
    return nearest;
  }

  /** Levenshtein's distance. */
  private static int edits(String from, String to) {
    int[] previous = new int[to.length() + 1];
    int[] current = new int[to.length() + 1];
    for (int j = 0; j <= to.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      current[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        int substituted = previous[j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        current[j] = Math.min(substituted, 1 + Math.min(previous[j], current[j - 1]));
      }
      int[] swap = previous;
      previous = current;
      current = swap;
    }
    return previous[to.length()];
  }
}
