package io.github.chromajdbc.calcite.route;

import java.util.List;
import java.util.regex.Pattern;

/** Names with {@code *} for any characters and {@code ?} for one. Case matters. */
public final class Globs {
  private Globs() {}

  /** Whether a pattern may match more than one name. */
  static boolean isGlob(String pattern) {
    return pattern.indexOf('*') >= 0 || pattern.indexOf('?') >= 0;
  }

  /** Whether one of the patterns matches the whole name. */
  public static boolean match(List<String> patterns, String name) {
    return patterns.stream().anyMatch(pattern -> match(pattern, name));
  }

  private static boolean match(String pattern, String name) {
    if (!isGlob(pattern)) {
      return pattern.equals(name);
    }
    StringBuilder expression = new StringBuilder();
    pattern
        .codePoints()
        .forEach(
            character -> {
              switch (character) {
                case '*' -> expression.append(".*");
                case '?' -> expression.append('.');
                default -> expression.append(Pattern.quote(Character.toString(character)));
              }
            });
    return Pattern.compile(expression.toString(), Pattern.DOTALL).matcher(name).matches();
  }
}
