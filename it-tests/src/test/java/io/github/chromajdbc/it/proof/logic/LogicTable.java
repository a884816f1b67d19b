package io.github.chromajdbc.it.proof.logic;

import io.github.chromajdbc.testing.TestRecord;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

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
      for (String column : create.group(2).split(",", -1)) {
        String[] words = column.strip().split("\\s+", -1);
        if (words.length > 1) {
          columns.put(words[0], words[1].toUpperCase(Locale.ROOT));
        }
      }
      tables.put(create.group(1), new LogicTable(create.group(1), columns));
      return true;
    }
    Matcher copy = COPY.matcher(sql);
    if (copy.matches()) {
      table(copy.group(1), tables).records.addAll(table(copy.group(2), tables).records);
      return true;
    }
    Matcher insert = INSERT.matcher(sql);
    if (!insert.matches() || !tables.containsKey(insert.group(1))) {
      return false;
    }
    table(insert.group(1), tables).insert(insert.group(2), COMMA.split(insert.group(3)));
    return true;
  }

  private static LogicTable table(String name, Map<String, LogicTable> tables) {
    return Objects.requireNonNull(tables.get(name), name);
  }

  private String type(String column) {
    return Objects.requireNonNull(columns.get(column), column);
  }

  private void insert(@Nullable String names, String[] values) {
    List<String> targets =
        names == null
            ? List.copyOf(columns.keySet())
            : List.of(names.strip().split("\\s*,\\s*", -1));
    Map<String, Object> metadata = new LinkedHashMap<>();
    for (int i = 0; i < values.length; i++) {
      String value = values[i].strip();
      if (!value.equalsIgnoreCase("NULL")) {
        metadata.put(targets.get(i), value(value, type(targets.get(i))));
      }
    }
    TestRecord record = TestRecord.of("r" + records.size(), 1, 0);
    records.add(metadata.isEmpty() ? record : record.metadata(metadata));
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
    String type = type(column);
    String none =
        type.contains("CHAR") || type.equals("TEXT")
            ? "VARCHAR"
            : isFloat(type) ? "DOUBLE" : "BIGINT";
    return (known ? "metadata." + column : "CAST(NULL AS " + none + ")") + " AS " + column;
  }
}
