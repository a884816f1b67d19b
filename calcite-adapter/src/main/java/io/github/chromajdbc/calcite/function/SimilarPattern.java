package io.github.chromajdbc.calcite.function;

import io.github.chromajdbc.error.ChromaError;
import io.github.chromajdbc.error.ChromaException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A pattern of SIMILAR TO as a regular expression: {@code %} and {@code _} match any characters,
 * line ends included; {@code | * + ? {} () []} mean what they do there; everything else, {@code .}
 * and {@code \} included, is a character (ISO 9075-2, 8.6). Calcite (1.42) hands {@code .} on.
 */
final class SimilarPattern {
  private static final String QUANTIFIERS = "*+?{";

  private final String pattern;
  private final int escape;
  private final StringBuilder regex = new StringBuilder("\\A(?s:");
  private int position;

  /** Whether a quantifier may come next. */
  private boolean quantifiable;

  private int openGroups;

  private SimilarPattern(String pattern, int escape) {
    this.pattern = pattern;
    this.escape = escape;
    while (position < pattern.length()) {
      int c = next();
      if (c == escape) {
        literal(escaped());
      } else if (c == '[') {
        characterClass();
      } else if (QUANTIFIERS.indexOf(c) >= 0) {
        quantifier(c);
      } else {
        element(c);
      }
    }
    if (openGroups > 0) {
      throw invalid("a ( has no ) behind it");
    }
    regex.append(")\\z");
  }

  /**
   * The regular expression, in the dialect that {@link RegularExpressions} runs.
   *
   * @param escape the escape character, or null for none
   * @throws ChromaException 22018 when the escape is no character, or is used wrongly; 2201B when
   *     the pattern is none
   */
  static String regex(String pattern, @Nullable String escape) {
    if (escape != null && (escape.isEmpty() || escape.codePointCount(0, escape.length()) != 1)) {
      throw ChromaError.INVALID_VALUE.exception("ESCAPE takes one character, not '" + escape + "'");
    }
    return new SimilarPattern(pattern, escape == null ? -1 : escape.codePointAt(0))
        .regex.toString();
  }

  private int next() {
    int c = pattern.codePointAt(position);
    position += Character.charCount(c);
    return c;
  }

  private int escaped() {
    if (position == pattern.length()) {
      throw ChromaError.INVALID_VALUE.exception(
          "Pattern '" + pattern + "' of SIMILAR TO ends with its escape character");
    }
    return next();
  }

  private void literal(int c) {
    regex.append(RegularExpressions.quote(Character.toString(c)));
    quantifiable = true;
  }

  private void element(int c) {
    switch (c) {
      case '%' -> {
        regex.append("(?:.*)");
        quantifiable = true;
      }
      case '_' -> {
        regex.append('.');
        quantifiable = true;
      }
      case '(' -> {
        regex.append("(?:");
        openGroups++;
        quantifiable = false;
      }
      case ')' -> {
        if (--openGroups < 0) {
          throw invalid("the ) at character " + position + " has no ( before it");
        }
        regex.append(')');
        quantifiable = true;
      }
      case '|' -> {
        regex.append('|');
        quantifiable = false;
      }
      default -> literal(c);
    }
  }

  private void quantifier(int c) {
    if (!quantifiable) {
      throw invalid("nothing that could be repeated stands before character " + position);
    }
    quantifiable = false;
    if (c != '{') {
      regex.appendCodePoint(c);
      return;
    }
    int end = pattern.indexOf('}', position);
    String times = end < 0 ? "" : pattern.substring(position, end);
    if (!times.matches("[0-9]+(,[0-9]*)?")) {
      throw invalid("after { stand a number, {2}, or two with a comma between them, {2,5} or {2,}");
    }
    regex.append('{').append(times).append('}');
    position = end + 1;
  }

  private void characterClass() {
    regex.append('[');
    if (pattern.startsWith("^", position)) {
      regex.append('^');
      position++;
    }
    int first = position;
    while (position < pattern.length()) {
      int start = position;
      int c = next();
      if (c == escape) {
        member(escaped());
      } else if (c == ']' && start > first) {
        regex.append(']');
        quantifiable = true;
        return;
      } else if (c == '[') {
        namedClass();
      } else if (c == '-') {
        regex.append('-');
      } else if (c == ']' || c == '^') {
        throw invalid(
            Character.toString(c)
                + " within a class, at character "
                + position
                + ", is meant as it is only behind the character of ESCAPE");
      } else {
        member(c);
      }
    }
    throw invalid("a class has no ] at its end");
  }

  private void member(int c) {
    if (c < 0x80 && !Character.isLetterOrDigit(c)) {
      regex.append('\\');
    }
    regex.appendCodePoint(c);
  }

  /** {@code [:ALPHA:]}, of ASCII's letters. */
  private void namedClass() {
    int end = pattern.startsWith(":", position) ? pattern.indexOf(":]", position) : -1;
    String name = end < 0 ? "" : pattern.substring(position + 1, end).toUpperCase(Locale.ROOT);
    switch (name) {
      case "ALPHA", "UPPER", "LOWER", "DIGIT", "ALNUM" ->
          regex.append("[:").append(name.toLowerCase(Locale.ROOT)).append(":]");
      case "SPACE" -> regex.append("\\x{20}");
      case "WHITESPACE" -> regex.append("[:space:]");
      default ->
          throw invalid(
              "within a class, [ begins [:ALPHA:], [:UPPER:], [:LOWER:], [:DIGIT:], [:ALNUM:],"
                  + " [:SPACE:] or [:WHITESPACE:]");
    }
    position = end + 2;
  }

  private ChromaException invalid(String why) {
    return ChromaError.INVALID_REGULAR_EXPRESSION.exception(
        "Pattern '" + pattern + "' of SIMILAR TO is not valid: " + why);
  }
}
