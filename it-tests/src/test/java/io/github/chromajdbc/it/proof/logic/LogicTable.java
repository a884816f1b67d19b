package io.github.chromajdbc.it.proof.logic;

import io.github.chromajdbc.testing.TestRecord;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A table of a test file, made by its CREATE TABLE and filled by its INSERTs. */
final class LogicTable {
  private static final Pattern CREATE =
      Pattern.compile("CREATE TABLE (\\w+)\\s*\\((.*)\\)\\s*", Pattern.DOTALL);
  private static final Pattern INSERT =
      Pattern.compile(
          "INSERT INTO (\\w+)\\s*(?:\\(([^)]*)\\))?\\s*VALUES\\s*\\((.*)\\)\\s*", Pattern.DOTALL);

  private static final Pattern COPY =
      Pattern.compile("INSERT INTO (\\w+)\\s+SELECT \\* FROM (\\w+)\\s*");

  /** Commas that stand in no text. */
  private static final Pattern COMMA = Pattern.compile(",(?=(?:[^']*'[^']*')*[^']*$)");

  private final String name;

  /** SQL type by column. */
  private final Map<String, String> columns;

  private final List<TestRecord> records = new ArrayList<>();

  private LogicTable(String name, Map<String, String> columns) {
    this.name = name;
    this.columns = columns;
  }

  /** Does what a statement says to the tables; false when it is none that makes or fills one. */
  static boolean apply(String sql, Map<String, LogicTable> tables) {
    Matcher create = CREATE.matcher(sql);
    if (create.matches()) {
      Map<String, String> columns = new LinkedHashMap<>();
      for (String column : create.group(2).split(",")) {
        String[] words = column.strip().split("\\s+");
        if (words.length > 1) {
          columns.put(words[0], words[1].toUpperCase(Locale.ROOT));
        }
      }
      tables.put(create.group(1), new LogicTable(create.group(1), columns));
      return true;
    }
    Matcher copy = COPY.matcher(sql);
    if (copy.matches()) {
      tables.get(copy.group(1)).records.addAll(tables.get(copy.group(2)).records);
      return true;
    }
    Matcher insert = INSERT.matcher(sql);
    if (!insert.matches() || !tables.containsKey(insert.group(1))) {
      return false;
    }
    tables.get(insert.group(1)).insert(insert.group(2), COMMA.split(insert.group(3)));
    return true;
  }

  private void insert(String names, String[] values) {
    List<String> targets =
        names == null ? List.copyOf(columns.keySet()) : List.of(names.strip().split("\\s*,\\s*"));
    Map<String, Object> metadata = new LinkedHashMap<>();
    for (int i = 0; i < values.length; i++) {
      String value = values[i].strip();
      if (!value.equalsIgnoreCase("NULL")) {
        metadata.put(targets.get(i), value(value, columns.get(targets.get(i))));
      }
    }
    records.add(
        TestRecord.of("r" + records.size(), 1, 0).metadata(metadata.isEmpty() ? null : metadata));
  }

  private static Object value(String text, String type) {
    if (text.startsWith("'")) {
      return text.substring(1, text.length() - 1).replace("''", "'");
    }
    return isFloat(type) ? (Object) Double.valueOf(text) : Long.valueOf(text);
  }

  private static boolean isFloat(String type) {
    return type.startsWith("FLOAT") || type.startsWith("REAL") || type.startsWith("DOUBLE");
  }

  String name() {
    return name;
  }

  List<TestRecord> records() {
    return records;
  }

  /** A query under the table's own name that gives a collection's metadata plain column names. */
  String asQuery(String collection) {
    return name
        + " AS (SELECT "
        + columns.keySet().stream().map(this::column).collect(Collectors.joining(", "))
        + " FROM "
        + collection
        + ")";
  }

  /** A key that no record has has no type that Chroma could know. */
  private String column(String column) {
    boolean known =
        records.stream()
            .anyMatch(record -> record.metadata() != null && record.metadata().containsKey(column));
    String type = columns.get(column);
    String none =
        type.contains("CHAR") || type.equals("TEXT")
            ? "VARCHAR"
            : isFloat(type) ? "DOUBLE" : "BIGINT";
    return (known ? "metadata." + column : "CAST(NULL AS " + none + ")") + " AS " + column;
  }
}
