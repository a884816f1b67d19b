package io.github.chromajdbc.calcite.function;

import io.github.chromajdbc.error.ChromaError;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Makes one dialect of two: a pattern is run by Chroma's server (Rust's regex crate) or here (RE2),
 * whichever is nearer to the rows, and must find the same.
 *
 * <p>{@code \w}, {@code \d} and {@code \s} are Unicode's, as in Rust (its Perl classes: UTS 18,
 * Annex C), where RE2 has ASCII's: they are spelled out for RE2. {@code \b} and {@code \B} look at
 * ASCII letters, digits and {@code _}, since RE2 has no others, and the server is told so. {@code
 * \Q...\E}, which Rust lacks, is spelled out. What the two read differently is refused: a {@code
 * [}, {@code &&}, {@code --} or {@code ~~} within a class.
 */
final class RegexDialect {
  private static final String WORD_BOUNDARY = "(?-u:\\b)";
  private static final String NO_WORD_BOUNDARY = "(?-u:\\B)";

  private final String pattern;
  private final StringBuilder driver = new StringBuilder();
  private final StringBuilder server = new StringBuilder();
  private int position;

  private RegexDialect(String pattern) {
    this.pattern = pattern;
    while (position < pattern.length()) {
      char c = pattern.charAt(position);
      if (c == '\\') {
        escape(false);
      } else if (c == '[') {
        characterClass();
      } else {
        copy(1);
      }
    }
  }

  /** The pattern as RE2 takes it. */
  static String forDriver(String pattern) {
    return isPlain(pattern) ? pattern : new RegexDialect(pattern).driver.toString();
  }

  /** The pattern as Rust's regex takes it. */
  static String forServer(String pattern) {
    return isPlain(pattern) ? pattern : new RegexDialect(pattern).server.toString();
  }

  private static boolean isPlain(String pattern) {
    return pattern.indexOf('\\') < 0 && pattern.indexOf('[') < 0;
  }

  private void copy(int characters) {
    int end = Math.min(pattern.length(), position + characters);
    driver.append(pattern, position, end);
    server.append(pattern, position, end);
    position = end;
  }

  private void escape(boolean inClass) {
    char c = position + 1 < pattern.length() ? pattern.charAt(position + 1) : 0;
    String members = members(c);
    if (members != null) {
      driver.append(inClass ? members : outside(c));
      server.append('\\').append(c);
      position += 2;
    } else if (!inClass && (c == 'b' || c == 'B')) {
      driver.append('\\').append(c);
      server.append(c == 'b' ? WORD_BOUNDARY : NO_WORD_BOUNDARY);
      position += 2;
    } else if (!inClass && c == 'Q') {
      int end = pattern.indexOf("\\E", position);
      String literal =
          RegularExpressions.quote(
              pattern.substring(position + 2, end < 0 ? pattern.length() : end));
      driver.append(literal);
      server.append(literal);
      position = end < 0 ? pattern.length() : end + 2;
    } else if ((c == 'p' || c == 'P') && pattern.startsWith("{", position + 2)) {
      int end = pattern.indexOf('}', position);
      copy(end < 0 ? pattern.length() : end + 1 - position);
    } else {
      copy(2);
    }
  }

  /** A class from its bracket to the one that ends it, or to the end, which RE2 then refuses. */
  private void characterClass() {
    copy(1);
    if (startsWith("^")) {
      copy(1);
    }
    boolean first = true;
    boolean afterSet = false;
    while (position < pattern.length()) {
      if (startsWith("]") && !first) {
        copy(1);
        return;
      }
      first = false;
      int posix = startsWith("[:") ? pattern.indexOf(":]", position) : -1;
      boolean dash = afterSet && startsWith("-") && !startsWith("--");
      afterSet = posix >= 0 || isSet();
      if (dash) { // which Rust takes for a range that begins with a set
        driver.append("\\-");
        server.append("\\-");
        position++;
      } else if (startsWith("\\")) {
        escape(true);
      } else if (posix >= 0) {
        copy(posix + 2 - position);
      } else if (startsWith("[") || startsWith("&&") || startsWith("--") || startsWith("~~")) {
        throw ChromaError.INVALID_REGULAR_EXPRESSION.exception(
            "Regular expression '"
                + pattern
                + "' has "
                + pattern.charAt(position)
                + " within a class, at character "
                + (position + 1)
                + ". Write \\"
                + pattern.charAt(position)
                + " for the character; there are no sets of classes");
      } else {
        copy(1);
      }
    }
  }

  private boolean isSet() {
    return startsWith("\\")
        && position + 1 < pattern.length()
        && "dDsSwWpP".indexOf(pattern.charAt(position + 1)) >= 0;
  }

  private boolean startsWith(String text) {
    return pattern.startsWith(text, position);
  }

  /** {@code \c} as a class of its own. */
  private static String outside(char c) {
    return (Character.isUpperCase(c) ? "[^" : "[") + members(Character.toLowerCase(c)) + "]";
  }

  /** What {@code \c} stands for within a class, null when it is no class. */
  private static @Nullable String members(char c) {
    return switch (c) {
      case 'd' -> Members.DIGIT;
      case 'D' -> Members.NO_DIGIT;
      case 's' -> Members.SPACE;
      case 'S' -> Members.NO_SPACE;
      case 'w' -> Members.WORD;
      case 'W' -> Members.NO_WORD;
      default -> null;
    };
  }

  /**
   * Classes by categories where that is possible: RE2/J folds ranges of characters one by one, and
   * never ends with some that Java's tables have and its own do not (U+1C80 to U+1C88).
   */
  private static final class Members {
    static final String DIGIT = "\\p{Nd}";
    static final String NO_DIGIT = "\\P{Nd}";
    static final String SPACE = "\\t-\\r\\x{85}\\p{Z}";
    static final String NO_SPACE =
        "\\p{L}\\p{M}\\p{N}\\p{P}\\p{S}\\p{Cf}\\p{Co}"
            + "\\x{0}-\\x{8}\\x{e}-\\x{1f}\\x{7f}-\\x{84}\\x{86}-\\x{9f}";

    /** Alphabetic, marks, digits, connectors and the two joiners. */
    static final String WORD =
        "\\p{L}\\p{M}\\p{Nd}\\p{Nl}\\p{Pc}\\x{200c}\\x{200d}\\x{24b6}-\\x{24e9}"
            + "\\x{1f130}-\\x{1f149}\\x{1f150}-\\x{1f169}\\x{1f170}-\\x{1f189}";

    static final String NO_WORD = noWord();

    private static String noWord() {
      StringBuilder ranges = new StringBuilder();
      int start = -1;
      for (int c = 0; c <= Character.MAX_CODE_POINT + 1; c++) {
        boolean in = c <= Character.MAX_CODE_POINT && !isWord(c);
        if (in && start < 0) {
          start = c;
        } else if (!in && start >= 0) {
          ranges.append(String.format(Locale.ROOT, "\\x{%x}-\\x{%x}", start, c - 1));
          start = -1;
        }
      }
      return ranges.toString();
    }

    private static boolean isWord(int c) {
      return Character.isAlphabetic(c)
          || switch (Character.getType(c)) {
            case Character.NON_SPACING_MARK,
                Character.ENCLOSING_MARK,
                Character.COMBINING_SPACING_MARK,
                Character.DECIMAL_DIGIT_NUMBER,
                Character.CONNECTOR_PUNCTUATION ->
                true;
            default -> c == 0x200c || c == 0x200d;
          };
    }
  }
}
