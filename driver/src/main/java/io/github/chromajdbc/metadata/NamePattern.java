package io.github.chromajdbc.metadata;

import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A pattern of {@link java.sql.DatabaseMetaData}: {@code %} for any text, {@code _} for one
 * character, a backslash before either for itself. Case matters, as it does in Chroma.
 */
final class NamePattern {
  private final @Nullable Pattern pattern;
  private final @Nullable String literal;

  private NamePattern(@Nullable Pattern pattern, @Nullable String literal) {
    this.pattern = pattern;
    this.literal = literal;
  }

  /**
   * A pattern.
   *
   * @param text null for everything
   */
  static NamePattern of(@Nullable String text) {
    if (text == null || text.equals("%")) {
      return new NamePattern(null, null);
    }
    StringBuilder expression = new StringBuilder();
    StringBuilder literal = new StringBuilder();
    boolean wild = false;
    for (int position = 0; position < text.length(); position++) {
      char character = text.charAt(position);
      if (character == '%' || character == '_') {
        wild = true;
        expression.append(character == '%' ? ".*" : ".");
        continue;
      }
      boolean escapes =
          character == '\\'
              && position + 1 < text.length()
              && "%_\\".indexOf(text.charAt(position + 1)) >= 0;
      if (escapes) {
        position++;
      }
      literal.append(text.charAt(position));
      expression.append(Pattern.quote(text.substring(position, position + 1)));
    }
    return new NamePattern(
        Pattern.compile(expression.toString(), Pattern.DOTALL), wild ? null : literal.toString());
  }

  /** This name and no other. */
  static NamePattern exactly(String name) {
    return new NamePattern(Pattern.compile(Pattern.quote(name)), name);
  }

  /** The only name that matches; empty when several may. */
  Optional<String> literal() {
    return Optional.ofNullable(literal);
  }

  boolean matches(String name) {
    return pattern == null || pattern.matcher(name).matches();
  }
}
