package io.github.chromajdbc.calcite.parser;

import java.util.Locale;
import java.util.Set;

/**
 * ChromaSQL's strings, as standard SQL writes them: {@code "..."} is a string as {@code '...'} is,
 * and a backslash begins an escape, with Python's meanings, since ChromaSQL's are Python's
 * literals. An unknown escape stays as it is, so {@code '\d+'} is a regular expression.
 *
 * <p>{@code "..."} stays a name beside a dot and after a word that a name follows, where ChromaSQL
 * has no strings; anywhere else a name is written in back-ticks.
 */
public final class LenientStrings {
  private static final Set<String> BEFORE_A_NAME =
      Set.of("as", "from", "join", "into", "update", "table", "index", "on", "schema", "view");

  private final String source;
  private final StringBuilder standard = new StringBuilder();
  private String lastWord = "";
  private int position;

  private LenientStrings(String source) {
    this.source = source;
  }

  /** The same statement with standard strings; what is not closed stays, for the parser to say. */
  public static String toStandard(String sql) {
    return new LenientStrings(sql).translate();
  }

  private String translate() {
    while (position < source.length()) {
      char c = source.charAt(position);
      if (source.startsWith("--", position) || source.startsWith("//", position)) {
        copyTo(endOf("\n", position));
      } else if (source.startsWith("/*", position)) {
        copyTo(endOf("*/", position + 2));
      } else if (c == '\'' || c == '"' || c == '`') {
        quoted(c);
      } else if (Character.isJavaIdentifierPart(c)) {
        word();
      } else {
        if (!Character.isWhitespace(c)) {
          lastWord = String.valueOf(c);
        }
        copyTo(position + 1);
      }
    }
    return standard.toString();
  }

  private void word() {
    int end = position;
    while (end < source.length() && Character.isJavaIdentifierPart(source.charAt(end))) {
      end++;
    }
    lastWord = source.substring(position, end).toLowerCase(Locale.ROOT);
    copyTo(end);
  }

  private int endOf(String close, int from) {
    int at = source.indexOf(close, from);
    return at < 0 ? source.length() : at + close.length();
  }

  private void copyTo(int end) {
    standard.append(source, position, end);
    position = end;
  }

  private void quoted(char quote) {
    int end = closing(quote);
    if (end < 0) {
      copyTo(source.length());
      return;
    }
    String inner = source.substring(position + 1, end);
    if (quote == '`') {
      standard.append('"').append(inner.replace("\"", "\"\"")).append('"');
      position = end + 1;
    } else if (quote == '"' && isName(end)) {
      copyTo(end + 1);
    } else {
      appendString(new PythonEscapes(inner, quote).decoded());
      position = end + 1;
    }
    lastWord = "";
  }

  /** Where the quote is that closes; a string's may be doubled or escaped inside. */
  private int closing(char quote) {
    for (int i = position + 1; i < source.length(); i++) {
      char c = source.charAt(i);
      if (c == '\\' && quote != '`') {
        i++;
      } else if (c == quote) {
        boolean doubled = i + 1 < source.length() && source.charAt(i + 1) == quote;
        if (!doubled) {
          return i;
        }
        i++;
      }
    }
    return -1;
  }

  private boolean isName(int end) {
    int next = end + 1;
    while (next < source.length() && Character.isWhitespace(source.charAt(next))) {
      next++;
    }
    return lastWord.equals(".")
        || BEFORE_A_NAME.contains(lastWord)
        || (next < source.length() && source.charAt(next) == '.');
  }

  /** On one line, so that errors after it are found where they are. */
  private void appendString(String value) {
    String quoted = value.replace("'", "''");
    if (value.chars().noneMatch(Character::isISOControl)) {
      standard.append('\'').append(quoted).append('\'');
      return;
    }
    standard.append("U&'");
    for (int i = 0; i < quoted.length(); i++) {
      char c = quoted.charAt(i);
      if (c == '\\') {
        standard.append("\\\\");
      } else if (Character.isISOControl(c)) {
        standard.append(String.format(Locale.ROOT, "\\%04x", (int) c));
      } else {
        standard.append(c);
      }
    }
    standard.append('\'');
  }
}
