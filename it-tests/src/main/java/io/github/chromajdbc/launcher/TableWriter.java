package io.github.chromajdbc.launcher;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Draws rows as a table. Values are never cut: on a terminal the long ones are broken into lines,
 * elsewhere they stay whole. The first rows decide how wide the columns are, the later ones pass
 * through, so that a long result is not held in memory.
 */
final class TableWriter {
  /** The width of what is no terminal. */
  static final int UNLIMITED = Integer.MAX_VALUE;

  private static final int ROWS_THAT_DECIDE = 500;
  private static final int NARROWEST = 10;
  private static final String NULL = "NULL";

  /** A heading, and whether its values are numbers, which stand at the right. */
  record Column(String label, boolean number) {}

  private final List<Column> columns;
  private final int limit;
  private final PrintStream output;
  private final List<List<String>> waiting = new ArrayList<>();
  private int @Nullable [] widths;

  /**
   * A table without rows.
   *
   * @param limit of a line, in characters, kept as far as ten characters for a column allow
   */
  TableWriter(List<Column> columns, int limit, PrintStream output) {
    this.columns = columns;
    this.limit = limit;
    this.output = output;
  }

  /** Takes a row; a null is shown as {@code NULL}. */
  void add(List<@Nullable String> cells) {
    List<String> row = new ArrayList<>();
    for (String cell : cells) {
      row.add(cell == null ? NULL : cell);
    }
    if (widths != null) {
      print(row, widths);
      return;
    }
    waiting.add(row);
    if (waiting.size() == ROWS_THAT_DECIDE) {
      begin();
    }
  }

  /** Prints what is left. */
  void end() {
    rule(widths == null ? begin() : widths);
  }

  private int[] begin() {
    int[] decided = decide();
    widths = decided;
    rule(decided);
    print(columns.stream().map(Column::label).toList(), decided);
    rule(decided);
    waiting.forEach(row -> print(row, decided));
    waiting.clear();
    return decided;
  }

  private int[] decide() {
    int[] wanted = new int[columns.size()];
    for (int i = 0; i < wanted.length; i++) {
      wanted[i] = widest(columns.get(i).label());
      for (List<String> row : waiting) {
        wanted[i] = Math.max(wanted[i], widest(row.get(i)));
      }
    }
    // One bar before each column and one at the end, a blank at both sides of each value.
    long room = (long) limit - 3L * wanted.length - 1;
    int widestColumn = Arrays.stream(wanted).max().orElse(0);
    while (widestColumn > NARROWEST && sum(wanted, widestColumn) > room) {
      widestColumn--;
    }
    for (int i = 0; i < wanted.length; i++) {
      wanted[i] = Math.min(wanted[i], widestColumn);
    }
    return wanted;
  }

  private static long sum(int[] widths, int most) {
    return Arrays.stream(widths).mapToLong(width -> Math.min(width, most)).sum();
  }

  private static int widest(String cell) {
    return cell.lines().mapToInt(TableWriter::length).max().orElse(0);
  }

  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }

  private void rule(int[] decided) {
    StringBuilder line = new StringBuilder("+");
    for (int width : decided) {
      line.append("-".repeat(width + 2)).append('+');
    }
    output.println(line);
  }

  private void print(List<String> row, int[] decided) {
    List<List<String>> cells = new ArrayList<>();
    int height = 1;
    for (int i = 0; i < decided.length; i++) {
      List<String> lines = broken(row.get(i), limit == UNLIMITED ? UNLIMITED : decided[i]);
      cells.add(lines);
      height = Math.max(height, lines.size());
    }
    for (int line = 0; line < height; line++) {
      StringBuilder text = new StringBuilder("|");
      for (int i = 0; i < decided.length; i++) {
        List<String> lines = cells.get(i);
        String part = line < lines.size() ? lines.get(line) : "";
        String blanks = " ".repeat(Math.max(0, decided[i] - length(part)));
        boolean right = columns.get(i).number();
        text.append(' ').append(right ? blanks + part : part + blanks).append(" |");
      }
      output.println(text);
    }
  }

  /** The lines of a cell, those that are too long broken after a blank where there is one. */
  private static List<String> broken(String cell, int width) {
    List<String> lines = new ArrayList<>();
    for (String line : cell.lines().toList()) {
      String rest = line;
      while (length(rest) > width) {
        int end = rest.offsetByCodePoints(0, width);
        int blank = rest.lastIndexOf(' ', end);
        lines.add(rest.substring(0, blank > 0 ? blank : end));
        rest = rest.substring(blank > 0 ? blank + 1 : end);
      }
      lines.add(rest);
    }
    return lines;
  }
}
