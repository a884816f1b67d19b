package io.github.chromajdbc.calcite.function;

import io.github.chromajdbc.error.ChromaError;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The letters U+1C80 to U+1C88, other forms of Cyrillic ones. RE2/J (1.8) never ends looking for
 * what they are in another case: from a letter it goes to its capital, and from there to the usual
 * small letter, but never back.
 */
final class UnfoldedLetters {
  private static final int FIRST = 0x1c80;
  private static final int LAST = 0x1c88;

  /** The usual letters that they are when case is ignored (Unicode's CaseFolding), in order. */
  private static final String USUAL = "\u0432\u0434\u043e\u0441\u0442\u0442\u044a\u0463\ua64b";

  private static final Pattern IGNORES_CASE = Pattern.compile("\\(\\?[a-zA-Z]*i");

  /** A character as it is, or as an escape gives its number, and one that follows after a dash. */
  private static final Pattern RANGE =
      Pattern.compile("(?s)(\\\\x\\{\\w+}|\\\\x\\w\\w|.)(?:-(\\\\x\\{\\w+}|\\\\x\\w\\w|[^\\]]))?");

  private UnfoldedLetters() {}

  /**
   * The pattern of a LIKE that ignores case, with each of them, and each letter that they are when
   * case is ignored, as an alternative of both.
   */
  static String spelledOut(String pattern) {
    StringBuilder spelled = new StringBuilder();
    pattern.codePoints().forEach(c -> append(spelled, c));
    return spelled.toString();
  }

  private static void append(StringBuilder spelled, int c) {
    int usual = isOne(c) ? USUAL.charAt(c - FIRST) : Character.toLowerCase(c);
    if (USUAL.indexOf(usual) < 0) {
      spelled.appendCodePoint(c);
      return;
    }
    spelled.append("(?:").appendCodePoint(usual).append("|(?-i:[");
    for (int i = USUAL.indexOf(usual); i >= 0; i = USUAL.indexOf(usual, i + 1)) {
      spelled.appendCodePoint(FIRST + i);
    }
    spelled.append("]))");
  }

  /**
   * Refuses a pattern that ignores case, if only in a part, and names them, or a range that holds
   * some.
   *
   * @throws io.github.chromajdbc.error.ChromaException 2201B
   */
  static void refuseIn(String pattern) {
    if (!IGNORES_CASE.matcher(pattern).find()) {
      return;
    }
    Matcher range = RANGE.matcher(pattern);
    while (range.find()) {
      int from = codePoint(range.group(1));
      int to = range.group(2) == null ? from : codePoint(range.group(2));
      if (from <= LAST && to >= FIRST) {
        throw ChromaError.INVALID_REGULAR_EXPRESSION.exception(
            "Regular expression '"
                + pattern
                + "' ignores case and has letters of U+1C80 to U+1C88, for which that is not known."
                + " Leave them out of it, and of its ranges");
      }
    }
  }

  private static boolean isOne(int c) {
    return c >= FIRST && c <= LAST;
  }

  private static int codePoint(String written) {
    if (!written.startsWith("\\x")) {
      return written.codePointAt(0);
    }
    try {
      return Integer.parseInt(written.replaceAll("[^0-9a-fA-F]", ""), 16);
    } catch (NumberFormatException e) {
      return -1; // RE2 says what is wrong with it
    }
  }
}
