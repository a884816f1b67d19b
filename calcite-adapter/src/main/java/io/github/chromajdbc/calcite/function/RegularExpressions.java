package io.github.chromajdbc.calcite.function;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.github.chromajdbc.error.ChromaError;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Regular expressions of the linear-time dialect that Chroma's server has (Rust's regex crate), run
 * in the driver by RE2/J, in time linear in the text. {@link RegexDialect} has both sides agree.
 */
public final class RegularExpressions {
  /** How the pattern of a LIKE begins that ignores case. */
  public static final String IGNORING_CASE = "\\A(?is:";

  private static final int CACHED_PATTERNS = 256;

  private static final Map<String, Pattern> CACHE =
      Collections.synchronizedMap(
          new LinkedHashMap<>(64, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Pattern> eldest) {
              return size() > CACHED_PATTERNS;
            }
          });

  private RegularExpressions() {}

  /**
   * Compiles a pattern.
   *
   * @throws io.github.chromajdbc.error.ChromaException 2201B when the dialect lacks it
   */
  public static Pattern compile(String pattern) {
    Pattern cached = CACHE.get(pattern);
    if (cached != null) {
      return cached;
    }
    UnfoldedLetters.refuseIn(pattern);
    try {
      Pattern compiled = Pattern.compile(RegexDialect.forDriver(pattern));
      CACHE.put(pattern, compiled);
      return compiled;
    } catch (PatternSyntaxException e) {
      throw ChromaError.INVALID_REGULAR_EXPRESSION.causedBy(
          e,
          "Regular expression '"
              + pattern
              + "' is not valid: "
              + e.getDescription()
              + ". Look-around and back-references do not exist in this dialect");
    }
  }

  /**
   * The pattern to send to a server.
   *
   * @throws io.github.chromajdbc.error.ChromaException 2201B when the dialect lacks it
   */
  public static String forServer(String pattern) {
    compile(pattern);
    return RegexDialect.forServer(pattern);
  }

  /** Whether the pattern is found anywhere in the text. */
  public static boolean find(String text, String pattern) {
    return compile(pattern).matcher(text).find();
  }

  /**
   * Whether a text is what LIKE matches.
   *
   * @param escape the escape character, or null for none
   * @throws io.github.chromajdbc.error.ChromaException 22018 as of {@link #ofLike}
   */
  public static boolean isLike(
      String text, String like, @Nullable String escape, boolean ignoreCase) {
    String pattern = ofLike(like, escape, ignoreCase);
    String spelledOut = ignoreCase ? UnfoldedLetters.spelledOut(pattern) : pattern;
    return CACHE.computeIfAbsent(spelledOut, Pattern::compile).matcher(text).matches();
  }

  /**
   * Whether a text is what SIMILAR TO matches.
   *
   * @param escape the escape character, or null for none
   * @throws io.github.chromajdbc.error.ChromaException 22018 and 2201B as of {@link
   *     SimilarPattern#regex}
   */
  static boolean isSimilar(String text, String similar, @Nullable String escape) {
    String regex = SimilarPattern.regex(similar, escape);
    try {
      return CACHE.computeIfAbsent(regex, Pattern::compile).matcher(text).matches();
    } catch (PatternSyntaxException e) {
      throw ChromaError.INVALID_REGULAR_EXPRESSION.causedBy(
          e, "Pattern '" + similar + "' of SIMILAR TO is not valid: " + e.getDescription());
    }
  }

  /**
   * The pattern that matches what LIKE matches.
   *
   * @param escape the escape character, or null for none
   * @throws io.github.chromajdbc.error.ChromaException 22018 when the escape is no character, or is
   *     used wrongly
   */
  public static String ofLike(String like, @Nullable String escape, boolean ignoreCase) {
    if (escape != null && escape.length() != 1) {
      throw ChromaError.INVALID_VALUE.exception("ESCAPE takes one character, not '" + escape + "'");
    }
    StringBuilder regex = new StringBuilder(ignoreCase ? IGNORING_CASE : "\\A(?s:");
    StringBuilder literal = new StringBuilder();
    for (int i = 0; i < like.length(); i++) {
      char c = like.charAt(i);
      if (escape != null && c == escape.charAt(0)) {
        if (++i == like.length()) {
          throw ChromaError.INVALID_VALUE.exception(
              "LIKE pattern '" + like + "' ends with its escape character");
        }
        literal.append(like.charAt(i));
      } else if (c == '%' || c == '_') {
        regex.append(quote(literal.toString())).append(c == '%' ? ".*" : ".");
        literal.setLength(0);
      } else {
        literal.append(c);
      }
    }
    return regex.append(quote(literal.toString())).append(")\\z").toString();
  }

  /**
   * The text t when the LIKE pattern is {@code %t%} with t not empty and no wildcard in it; else
   * null.
   */
  public static @Nullable String containedByLike(String like) {
    if (like.length() < 3 || !like.startsWith("%") || !like.endsWith("%")) {
      return null;
    }
    String inner = like.substring(1, like.length() - 1);
    return inner.indexOf('%') < 0 && inner.indexOf('_') < 0 ? inner : null;
  }

  /** The pattern that matches exactly this text. */
  public static String ofText(String text) {
    return "\\A(?s:" + quote(text) + ")\\z";
  }

  /** Escapes what has a meaning in a pattern. Rust has no {@code \Q...\E}. */
  public static String quote(String text) {
    StringBuilder quoted = new StringBuilder(text.length() + 8);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if ("\\.+*?()|[]{}^$".indexOf(c) >= 0) {
        quoted.append('\\');
      }
      quoted.append(c);
    }
    return quoted.toString();
  }
}
