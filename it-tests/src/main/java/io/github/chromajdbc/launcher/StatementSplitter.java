package io.github.chromajdbc.launcher;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cuts a text into statements at its semicolons. */
final class StatementSplitter {
  /** What may hold a semicolon that ends nothing; an open quote or comment reaches to the end. */
  private static final Pattern PIECE =
      Pattern.compile(
          "'[^']*+(?:'|$)|\"[^\"]*+(?:\"|$)|--[^\\n]*+|/\\*(?s:.*?)(?:\\*/|\\z)|;|(?s:.)",
          Pattern.DOTALL);

  private StatementSplitter() {}

  /** The statements in their order, without their semicolons; those without a word are left out. */
  static List<String> split(String text) {
    List<String> statements = new ArrayList<>();
    StringBuilder statement = new StringBuilder();
    boolean said = false;
    Matcher matcher = PIECE.matcher(text);
    while (matcher.find()) {
      String piece = matcher.group();
      if (piece.equals(";")) {
        add(statements, statement, said);
        said = false;
      } else {
        statement.append(piece);
        said |= !piece.isBlank() && !piece.startsWith("--") && !piece.startsWith("/*");
      }
    }
    add(statements, statement, said);
    return statements;
  }

  private static void add(List<String> statements, StringBuilder statement, boolean said) {
    if (said) {
      statements.add(statement.toString().strip());
    }
    statement.setLength(0);
  }
}
