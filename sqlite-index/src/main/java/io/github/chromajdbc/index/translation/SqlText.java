package io.github.chromajdbc.index.translation;

/** Quoting for SQLite. */
public final class SqlText {
  private SqlText() {}

  /** A string literal. The text must not hold U+0000, which definitions refuse. */
  public static String literal(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  /** An identifier. */
  public static String identifier(String name) {
    return "\"" + name.replace("\"", "\"\"") + "\"";
  }

  /** The text of a literal, the inverse of {@link #literal}. */
  public static String unquote(String literal) {
    return literal.substring(1, literal.length() - 1).replace("''", "'");
  }
}
