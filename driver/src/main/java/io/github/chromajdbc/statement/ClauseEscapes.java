package io.github.chromajdbc.statement;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;

/**
 * JDBC's escapes that stand for clauses: {@code {escape 'x'}}, {@code {oj ...}} and {@code {limit n
 * [offset m]}}. Those that are expressions, such as {@code {fn ...}} and {@code {d ...}}, the
 * grammar reads itself.
 *
 * <p>What is in braces is SQL already. So the braces become spaces, and every other character keeps
 * its place, which messages name.
 */
public final class ClauseEscapes {
  private final String sql;
  private final StringBuilder text;
  private final Deque<Boolean> braces = new ArrayDeque<>();

  private ClauseEscapes(String sql) {
    this.sql = sql;
    this.text = new StringBuilder(sql);
  }

  /** The text without these escapes. */
  public static String remove(String sql) {
    return sql.indexOf('{') < 0 ? sql : new ClauseEscapes(sql).removed();
  }

  private String removed() {
    int position = 0;
    while (position < sql.length()) {
      position =
          switch (sql.charAt(position)) {
            case '\'', '"', '`' -> afterQuoted(position);
            case '-' -> sql.startsWith("--", position) ? after("\n", position + 2) : position + 1;
            case '/' -> sql.startsWith("/*", position) ? after("*/", position + 2) : position + 1;
            case '{' -> open(position);
            case '}' -> close(position);
            default -> position + 1;
          };
    }
    return text.toString();
  }

  /** A quote that is doubled ends one quoted text and begins the next. */
  private int afterQuoted(int position) {
    return after(String.valueOf(sql.charAt(position)), position + 1);
  }

  private int after(String end, int from) {
    int found = sql.indexOf(end, from);
    return found < 0 ? sql.length() : found + end.length();
  }

  private int open(int position) {
    int start = position + 1;
    while (start < sql.length() && Character.isWhitespace(sql.charAt(start))) {
      start++;
    }
    int end = start;
    while (end < sql.length() && Character.isLetter(sql.charAt(end))) {
      end++;
    }
    String word = sql.substring(start, end).toLowerCase(Locale.ROOT);
    boolean isClause = word.equals("escape") || word.equals("oj") || word.equals("limit");
    braces.push(isClause);
    if (isClause) {
      text.setCharAt(position, ' ');
    }
    if (word.equals("oj")) {
      text.replace(start, end, "  ");
    }
    return Math.max(end, position + 1);
  }

  private int close(int position) {
    if (!braces.isEmpty() && braces.pop()) {
      text.setCharAt(position, ' ');
    }
    return position + 1;
  }
}
