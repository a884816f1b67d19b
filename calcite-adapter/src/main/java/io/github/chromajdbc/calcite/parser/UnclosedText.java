package io.github.chromajdbc.calcite.parser;

import java.util.Optional;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * A string, quoted name or comment that a statement opens and does not close. The tokens do not say
 * so: the parser sees a lone quote, or nothing at all.
 *
 * @param what is not closed
 * @param close what would close it
 * @param position where it is opened
 */
record UnclosedText(String what, String close, SqlParserPos position) {

  static Optional<UnclosedText> find(String sql) {
    int index = 0;
    while (index < sql.length()) {
      int end = endOfPart(sql, index);
      if (end < 0) {
        return Optional.of(at(sql, index));
      }
      index = end;
    }
    return Optional.empty();
  }

  /** Where the part that begins here ends, exclusive; negative where it is not closed. */
  private static int endOfPart(String sql, int start) {
    if (sql.startsWith("--", start) || sql.startsWith("//", start)) {
      int newline = sql.indexOf('\n', start);
      return newline < 0 ? sql.length() : newline + 1;
    }
    if (sql.startsWith("/*", start)) {
      int close = sql.indexOf("*/", start + 2);
      return close < 0 ? -1 : close + 2;
    }
    char first = sql.charAt(start);
    if (first == '\'') {
      int close = sql.indexOf('\'', start + 1);
      return close < 0 ? -1 : close + 1;
    }
    if (first == '"') {
      return endOfName(sql, start);
    }
    return start + 1;
  }

  /** A quoted name stays on its line. A doubled quote counts as an end and a new beginning. */
  private static int endOfName(String sql, int start) {
    int close = sql.indexOf('"', start + 1);
    int newline = sql.indexOf('\n', start);
    boolean closed = close >= 0 && (newline < 0 || close < newline);
    return closed ? close + 1 : -1;
  }

  private static UnclosedText at(String sql, int index) {
    int line = 1 + (int) sql.substring(0, index).chars().filter(c -> c == '\n').count();
    int column = index - sql.lastIndexOf('\n', index - 1);
    SqlParserPos position = new SqlParserPos(line, column);
    return switch (sql.charAt(index)) {
      case '\'' -> new UnclosedText("string", "'", position);
      case '"' -> new UnclosedText("quoted name", "\"", position);
      default -> new UnclosedText("comment", "*/", position);
    };
  }
}
