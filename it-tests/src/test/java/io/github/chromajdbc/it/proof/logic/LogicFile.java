package io.github.chromajdbc.it.proof.logic;

import io.github.chromajdbc.it.proof.logic.LogicRecord.Sorting;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Reads a file of sql-logic-test. Records meant for one engine only are left out. */
final class LogicFile {
  private LogicFile() {}

  /** The records of a file of the artifact, {@code test/select1.test} for one. */
  static List<LogicRecord> read(String path) {
    try (InputStream stream = LogicFile.class.getClassLoader().getResourceAsStream(path)) {
      if (stream == null) {
        throw new IllegalArgumentException("sql-logic-test has no " + path);
      }
      BufferedReader lines =
          new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
      return read(lines.lines().toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<LogicRecord> read(List<String> lines) {
    List<LogicRecord> records = new ArrayList<>();
    int from = 0;
    while (from < lines.size()) {
      int to = from;
      while (to < lines.size() && !lines.get(to).isBlank()) {
        to++;
      }
      record(lines.subList(from, to), from, records);
      from = to + 1;
    }
    return records;
  }

  private static void record(List<String> lines, int start, List<LogicRecord> records) {
    int first = 0;
    while (first < lines.size()
        && (lines.get(first).startsWith("#") || lines.get(first).startsWith("skipif"))) {
      first++;
    }
    if (first == lines.size() || lines.get(first).startsWith("onlyif")) {
      return;
    }
    List<String> rest = lines.subList(first + 1, lines.size());
    String[] head = lines.get(first).split(" +", -1);
    if (head[0].equals("statement") && head[1].equals("ok")) {
      records.add(new LogicRecord.Statement(String.join("\n", rest)));
    } else if (head[0].equals("query")) {
      int answer = rest.indexOf("----");
      Sorting sorting =
          head.length > 2 ? Sorting.valueOf(head[2].toUpperCase(Locale.ROOT)) : Sorting.NOSORT;
      records.add(
          new LogicRecord.Query(
              start + first + 1,
              head[1],
              sorting,
              String.join("\n", rest.subList(0, answer)),
              List.copyOf(rest.subList(answer + 1, rest.size()))));
    }
  }
}
