package io.github.chromajdbc.calcite.parser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The rows of docs/statements.md, which is the manual's page. */
final class StatementTable {
  private static final Path PAGE = Path.of("..", "docs", "statements.md");
  private static final Pattern ROW = Pattern.compile("\\| `(.*)` \\| (.*) \\|");
  private static final Pattern ERROR = Pattern.compile("(\\w{5}) (\\d+):(\\d+) (.+)");

  private StatementTable() {}

  /** A statement that parses. */
  record Good(String sql, String meaning) {
    @Override
    public String toString() {
      return sql;
    }
  }

  /** A statement that does not, where it goes wrong, and words of the message. */
  record Bad(String sql, String sqlState, int line, int column, String words) {
    @Override
    public String toString() {
      return sql;
    }
  }

  static List<Good> good() {
    return rows(true).stream().map(row -> new Good(row.sql, row.says)).toList();
  }

  static List<Bad> bad() {
    return rows(false).stream().map(StatementTable::bad).toList();
  }

  private static Bad bad(Row row) {
    Matcher error = ERROR.matcher(row.says);
    if (!error.matches()) {
      throw new IllegalStateException("Not an error of the form 42601 1:8 words: " + row);
    }
    return new Bad(
        row.sql,
        error.group(1),
        Integer.parseInt(error.group(2)),
        Integer.parseInt(error.group(3)),
        error.group(4));
  }

  private record Row(String sql, String says) {}

  private static List<Row> rows(boolean wantGood) {
    List<Row> rows = new ArrayList<>();
    boolean inGood = true;
    for (String line : lines()) {
      if (line.startsWith("| statement |")) {
        inGood = line.contains("meaning");
      } else if (line.startsWith("|") && !line.startsWith("|-") && inGood == wantGood) {
        rows.add(row(line));
      }
    }
    return rows;
  }

  private static Row row(String line) {
    Matcher cells = ROW.matcher(line);
    if (!cells.matches()) {
      throw new IllegalStateException("Not a row of two cells, the first in backticks: " + line);
    }
    return new Row(unescape(cells.group(1)), unescape(cells.group(2)));
  }

  private static String unescape(String cell) {
    return cell.replace("\\|", "|");
  }

  private static List<String> lines() {
    try {
      return Files.readAllLines(PAGE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
