package io.github.chromajdbc.calcite.function;

import java.util.List;
import java.util.Objects;
import org.apache.calcite.runtime.SqlFunctions;
import org.jspecify.annotations.Nullable;

/**
 * What CONTAINS, REGEX and casts of metadata compute when the driver evaluates them. Called by
 * generated code; a function answers null when an argument is null, if it can.
 */
public final class TextFunctions {
  private TextFunctions() {}

  /**
   * How many signs of the SOUNDEX codes are the same, 0 to 4; 0 of a text without letters, of which
   * Calcite's function (1.42) fails.
   */
  public static @Nullable Integer difference(@Nullable String left, @Nullable String right) {
    if (left == null || right == null) {
      return null;
    }
    String leftCode = SqlFunctions.soundex(left);
    String rightCode = SqlFunctions.soundex(right);
    int same = 0;
    for (int i = 0; i < Math.min(leftCode.length(), rightCode.length()); i++) {
      same += leftCode.charAt(i) == rightCode.charAt(i) ? 1 : 0;
    }
    return same;
  }

  /** Whether the text contains the part, case-sensitive. */
  public static @Nullable Boolean contains(@Nullable String text, @Nullable String part) {
    return (text == null || part == null) ? null : text.contains(part);
  }

  /** Whether the array has the element, numbers without rounding; NULL elements match nothing. */
  public static @Nullable Boolean arrayContains(@Nullable List<?> array, @Nullable Object element) {
    if (array == null || element == null) {
      return null;
    }
    for (Object candidate : array) {
      if (isSame(candidate, element)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isSame(@Nullable Object candidate, Object element) {
    if (candidate instanceof Number left && element instanceof Number right) {
      return (isFinite(left) && isFinite(right))
          ? ExactNumbers.of(left).compareTo(ExactNumbers.of(right)) == 0
          : left.doubleValue() == right.doubleValue();
    }
    return Objects.equals(candidate, element);
  }

  private static boolean isFinite(Number number) {
    return Double.isFinite(number.doubleValue());
  }

  /** Whether the pattern is found in the text. */
  public static @Nullable Boolean matches(@Nullable String text, @Nullable String pattern) {
    return (text == null || pattern == null) ? null : RegularExpressions.find(text, pattern);
  }

  /**
   * Whether LIKE with ESCAPE holds, as Chroma is asked for it: an escape may stand before any
   * character.
   *
   * @throws io.github.chromajdbc.error.ChromaException 22018 when the escape is used wrongly
   */
  public static @Nullable Boolean likeEscaped(
      @Nullable String text, @Nullable String like, @Nullable String escape) {
    return like(text, like, escape, false);
  }

  /** Whether ILIKE holds. Calcite's own (1.42) takes only ASCII letters for the same. */
  public static @Nullable Boolean likeInAnyCase(@Nullable String text, @Nullable String like) {
    return (text == null || like == null)
        ? null
        : RegularExpressions.isLike(text, like, null, true);
  }

  /**
   * Whether ILIKE with ESCAPE holds.
   *
   * @throws io.github.chromajdbc.error.ChromaException 22018 when the escape is used wrongly
   */
  public static @Nullable Boolean likeInAnyCaseEscaped(
      @Nullable String text, @Nullable String like, @Nullable String escape) {
    return like(text, like, escape, true);
  }

  private static @Nullable Boolean like(
      @Nullable String text, @Nullable String like, @Nullable String escape, boolean ignoreCase) {
    return (text == null || like == null || escape == null)
        ? null
        : RegularExpressions.isLike(text, like, escape, ignoreCase);
  }

  /** The number that a text of a mixed key is, or null when it is none. */
  public static @Nullable Double numberOrNull(@Nullable String text) {
    if (text == null) {
      return null;
    }
    try {
      double value = Double.parseDouble(text.trim());
      return Double.isFinite(value) ? value : null;
    } catch (NumberFormatException notANumber) {
      return null;
    }
  }

  /** The truth value that a text of a mixed key is, or null when it is none. */
  public static @Nullable Boolean truthOrNull(@Nullable String text) {
    if (text == null) {
      return null;
    }
    return switch (text.trim()) {
      case "true", "TRUE" -> Boolean.TRUE;
      case "false", "FALSE" -> Boolean.FALSE;
      default -> null;
    };
  }

  /** Whether it is neither false nor unknown. */
  public static boolean isTrue(@Nullable Boolean value) {
    return Boolean.TRUE.equals(value);
  }

  /** The same number, 0.0 for -0.0. */
  public static @Nullable Float unsignedZeroOfReal(@Nullable Float value) {
    return value == null ? null : Float.valueOf(value + 0.0f);
  }

  /** The same number, 0.0 for -0.0. */
  public static @Nullable Double unsignedZero(@Nullable Double value) {
    return value == null ? null : Double.valueOf(value + 0.0);
  }
}
