package io.github.chromajdbc.calcite.function;

import io.github.chromajdbc.error.ChromaError;
import io.github.chromajdbc.error.ChromaException;
import org.jspecify.annotations.Nullable;

/**
 * Functions of texts that Calcite (1.42) computes for some arguments only. Called by generated
 * code; a function answers null when an argument is null.
 */
public final class CharacterFunctions {
  private CharacterFunctions() {}

  /**
   * {@code OVERLAY(text PLACING part FROM position FOR length)}: what stands before the position,
   * 1-based, the part, and what is left of the text after the length.
   *
   * @throws ChromaException 22011 when the position is not positive
   */
  public static @Nullable String overlay(
      @Nullable String text,
      @Nullable String part,
      @Nullable Long position,
      @Nullable Long length) {
    if (text == null || part == null || position == null || length == null) {
      return null;
    }
    if (position < 1) {
      throw ChromaError.INVALID_SUBSTRING.exception(
          "OVERLAY begins at position 1 or later, not at " + position);
    }
    // The sum of two positive numbers that wraps is beyond the end of any text.
    long next = position - 1 + length;
    boolean wraps = length > 0 && next < 0;
    return text.substring(0, within(text, position - 1))
        + part
        + text.substring(wraps ? text.length() : within(text, next));
  }

  /** {@code OVERLAY(text PLACING part FROM position)}: as many characters as the part has. */
  public static @Nullable String overlayOfItsLength(
      @Nullable String text, @Nullable String part, @Nullable Long position) {
    return part == null ? null : overlay(text, part, position, (long) part.length());
  }

  private static int within(String text, long offset) {
    return (int) Math.max(0, Math.min(offset, text.length()));
  }

  /**
   * The character of a number of Unicode.
   *
   * @throws ChromaException 22000 when the number is no character's
   */
  public static @Nullable String character(@Nullable Integer codePoint) {
    if (codePoint == null) {
      return null;
    }
    if (!Character.isValidCodePoint(codePoint)
        || Character.getType(codePoint) == Character.SURROGATE) {
      throw ChromaError.DATA_EXCEPTION.exception(
          "CHR takes the number of a character, 0 to 1114111 without 55296 to 57343, not "
              + codePoint);
    }
    return Character.toString(codePoint);
  }

  /** The text with the first letter of each word as in a title, the others small. */
  public static @Nullable String capitalized(@Nullable String text) {
    if (text == null) {
      return null;
    }
    StringBuilder result = new StringBuilder(text.length());
    boolean inWord = false;
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      result.appendCodePoint(inWord ? Character.toLowerCase(c) : Character.toTitleCase(c));
      inWord = Character.isLetterOrDigit(c) || (inWord && isMark(c));
    }
    return result.toString();
  }

  /** Whether it is part of the letter before it. */
  private static boolean isMark(int c) {
    return switch (Character.getType(c)) {
      case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.COMBINING_SPACING_MARK ->
          true;
      default -> false;
    };
  }

  /** 0.0 for the 0E0 that Calcite makes of zero, where other numbers look like 1.0. */
  public static @Nullable String textOfNumber(@Nullable String text) {
    return "0E0".equals(text) ? "0.0" : text;
  }

  /** Whether {@code text SIMILAR TO pattern} holds. */
  public static @Nullable Boolean similar(@Nullable String text, @Nullable String pattern) {
    return (text == null || pattern == null)
        ? null
        : RegularExpressions.isSimilar(text, pattern, null);
  }

  /**
   * Whether {@code text SIMILAR TO pattern ESCAPE escape} holds.
   *
   * @throws ChromaException 22018 when the escape is no character
   */
  public static @Nullable Boolean similarEscaped(
      @Nullable String text, @Nullable String pattern, @Nullable String escape) {
    return (text == null || pattern == null || escape == null)
        ? null
        : RegularExpressions.isSimilar(text, pattern, escape);
  }
}
