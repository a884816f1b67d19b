package io.github.chromajdbc.it.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chromajdbc.client.Space;
import io.github.chromajdbc.testing.ChromaServerExtension;
import io.github.chromajdbc.testing.TestDatabase;
import io.github.chromajdbc.testing.TestRecord;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** A routed table answers what one collection with all its records answers. */
@ExtendWith(ChromaServerExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RoutedEqualsWholeTest {
  private static final int STATEMENTS = 500;
  private static final long SEED = 20_261_120;
  private static final List<String> MODELS = List.of("Table", "Field", "Domain", "Program", "View");

  private final Connection connection;

  RoutedEqualsWholeTest(TestDatabase database) throws SQLException {
    Random random = new Random(SEED);
    Map<String, List<TestRecord>> parts = new TreeMap<>();
    List<TestRecord> all = new ArrayList<>();
    Map<String, List<String>> values = new TreeMap<>();
    for (int i = 0; i < 400; i++) {
      String model = random.nextInt(12) == 0 ? null : MODELS.get(random.nextInt(MODELS.size()));
      // A model is in two collections; a record without one is anywhere.
      int part =
          model == null
              ? random.nextInt(5)
              : (MODELS.indexOf(model) + random.nextInt(2)) % MODELS.size();
      TestRecord record = record(i, model, random);
      all.add(record);
      parts.computeIfAbsent("part_" + part, ignored -> new ArrayList<>()).add(record);
      if (model != null) {
        List<String> where = values.computeIfAbsent(model, ignored -> new ArrayList<>());
        if (!where.contains("part_" + part)) {
          where.add("part_" + part);
        }
      }
    }
    parts.forEach((name, records) -> database.create(name, Space.L2).add(records));
    database.create("whole", Space.L2).add(all);
    StringBuilder map = new StringBuilder();
    values.forEach(
        (model, collections) ->
            map.append(map.isEmpty() ? "" : ",")
                .append("\"" + model + "\":[\"" + String.join("\",\"", collections) + "\"]"));
    connection =
        RoutedDatabase.connect(
            database.jdbcUrl(),
            "{\"tables\":{\"routed\":{\"discriminator\":\"model\",\"values\":{" + map + "}}}}");
  }

  private static TestRecord record(int number, @Nullable String model, Random random) {
    Map<String, Object> metadata = new HashMap<>();
    if (model != null) {
      metadata.put("model", model);
    }
    if (random.nextInt(10) > 0) {
      metadata.put("year", 1990 + random.nextInt(20));
    }
    if (random.nextInt(4) > 0) {
      metadata.put("price", random.nextInt(40) / 4.0);
    }
    if (random.nextInt(3) > 0) {
      metadata.put("active", random.nextBoolean());
    }
    metadata.put(
        "mixed", random.nextBoolean() ? (Object) random.nextInt(5) : "" + random.nextInt(5));
    TestRecord record =
        TestRecord.of(
            String.format("r%03d", number),
            random.nextFloat(),
            random.nextFloat(),
            random.nextFloat(),
            random.nextFloat());
    if (random.nextInt(8) > 0) {
      record =
          record.document(
              List.of("red", "green", "blue").get(random.nextInt(3)) + " fox " + number);
    }
    return record.metadata(metadata);
  }

  @AfterAll
  void close() throws SQLException {
    connection.close();
  }

  @Test
  void fiveHundredRandomStatementsAnswerTheSame() throws SQLException {
    Random random = new Random(SEED + 1);
    int nonEmpty = 0;
    for (int i = 0; i < STATEMENTS; i++) {
      String sql = statement(random);
      boolean ordered = sql.replace("(ORDER BY", "").contains("ORDER BY");
      List<String> expected = rows(sql.replace("$", "whole"), ordered);
      List<String> actual = rows(sql.replace("$", "routed"), ordered);
      assertThat(actual).as(sql).isEqualTo(expected);
      nonEmpty += expected.isEmpty() ? 0 : 1;
    }
    assertThat(nonEmpty).isGreaterThan(STATEMENTS / 2);
  }

  private List<String> rows(String sql, boolean ordered) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (var statement = connection.createStatement();
        var results = statement.executeQuery(sql)) {
      int width = results.getMetaData().getColumnCount();
      while (results.next()) {
        StringBuilder row = new StringBuilder();
        for (int i = 1; i <= width; i++) {
          Object value = results.getObject(i);
          // An index measures in single precision, the driver in double.
          row.append(value instanceof Double number ? String.format("%.4f", number) : value)
              .append('|');
        }
        rows.add(row.toString());
      }
    }
    if (!ordered) {
      Collections.sort(rows);
    }
    return rows;
  }

  private static String statement(Random random) {
    return switch (random.nextInt(9)) {
      case 0 -> "SELECT id, metadata.model, metadata.year, document FROM $" + where(random, 2);
      case 1 ->
          "SELECT id, metadata.price FROM $"
              + where(random, 2)
              + " ORDER BY "
              + order(random)
              + ", id LIMIT "
              + (1 + random.nextInt(30))
              + (random.nextBoolean() ? " OFFSET " + random.nextInt(20) : "");
      case 2 ->
          "SELECT metadata."
              + List.of("model", "active", "year").get(random.nextInt(3))
              + ", COUNT(*), COUNT(metadata.price), SUM(metadata.year), MIN(metadata.price),"
              + " MAX(id), AVG(metadata.price) FROM $"
              + where(random, 1)
              + " GROUP BY 1"
              + (random.nextBoolean() ? " HAVING COUNT(*) > " + random.nextInt(20) : "");
      case 3 ->
          "SELECT COUNT(*)"
              + (random.nextBoolean() ? ", COUNT(DISTINCT metadata.model)" : "")
              + " FROM $"
              + where(random, 2);
      case 4 -> search(random);
      case 5 -> aggregates(random);
      case 6 ->
          "SELECT DISTINCT "
              + KEYS.get(random.nextInt(KEYS.size()))
              + " AS k, "
              + KEYS.get(random.nextInt(KEYS.size()))
              + " AS l FROM $"
              + where(random, 1)
              + " ORDER BY 1 DESC, 2 LIMIT "
              + (1 + random.nextInt(9));
      case 7 ->
          "SELECT a.k, a.c, b.m FROM (SELECT metadata.model AS k, COUNT(*) AS c FROM $"
              + where(random, 1)
              + " GROUP BY metadata.model) a LEFT JOIN (SELECT metadata.model AS k,"
              + " MAX(metadata.year) AS m FROM $"
              + where(random, 1)
              + " GROUP BY metadata.model) b ON a.k = b.k";
      default ->
          "SELECT id FROM $ WHERE metadata.year > (SELECT AVG(metadata.year) FROM $"
              + where(random, 1)
              + ") AND "
              + predicate(random, 1);
    };
  }

  private static final List<String> KEYS =
      List.of(
          "metadata.model",
          "metadata.active",
          "metadata.year",
          "metadata.mixed",
          "MOD(metadata.year, 3)");

  private static final List<String> FUNCTIONS =
      List.of(
          "COUNT(*)",
          "COUNT(document)",
          "COUNT(DISTINCT metadata.year)",
          "SUM(metadata.year)",
          "SUM(metadata.price)",
          "SUM(DISTINCT metadata.year)",
          "AVG(metadata.year)",
          "AVG(metadata.price)",
          "MIN(document)",
          "MAX(metadata.mixed)",
          "MIN(metadata.active)",
          "MAX(metadata.price * 2)",
          "SUM(metadata.year) FILTER (WHERE metadata.active)",
          "COUNT(*) FILTER (WHERE metadata.price > 5)",
          "STDDEV_POP(metadata.price)",
          "COUNT(DISTINCT metadata.model)",
          "LISTAGG(metadata.model) WITHIN GROUP (ORDER BY metadata.model)");

  private static String aggregates(Random random) {
    StringBuilder functions = new StringBuilder();
    for (int i = 0; i <= random.nextInt(4); i++) {
      functions.append(i == 0 ? "" : ", ").append(FUNCTIONS.get(random.nextInt(FUNCTIONS.size())));
    }
    String first = KEYS.get(random.nextInt(4));
    String second = KEYS.get(random.nextInt(4));
    String groups =
        switch (random.nextInt(5)) {
          case 0 -> "";
          case 1 -> " GROUP BY " + first;
          case 2 -> " GROUP BY ROLLUP(" + first + ", " + second + ")";
          case 3 -> " GROUP BY GROUPING SETS((" + first + "), (" + second + "))";
          default -> " GROUP BY " + first + ", " + second;
        };
    return "SELECT "
        + (groups.isEmpty() ? "" : first + ", ")
        + functions
        + " FROM $"
        + where(random, 1)
        + groups;
  }

  private static String order(Random random) {
    List<String> keys =
        List.of("metadata.year", "metadata.price DESC", "metadata.model", "document DESC");
    return keys.get(random.nextInt(4)) + ", " + keys.get(random.nextInt(4));
  }

  private static String search(Random random) {
    String vector = "[" + random.nextInt(10) / 10.0 + "," + random.nextInt(10) / 10.0 + ",0.3,0.7]";
    String where = where(random, 2);
    return "SELECT "
        + "/*+ EXACT */ id, distance, metadata.model FROM $ USING EMBEDDING (VECTOR "
        + vector
        + ")"
        + where
        + " TOPK "
        + (1 + random.nextInt(25))
        + (random.nextInt(3) == 0 ? " WITH SCORE THRESHOLD 0." + random.nextInt(10) : "")
        + (random.nextInt(3) == 0
            ? " ORDER BY metadata.year, id"
            : " ORDER BY distance, id" + (random.nextBoolean() ? " LIMIT 7 OFFSET 3" : ""));
  }

  private static String where(Random random, int depth) {
    return random.nextInt(8) == 0 ? "" : " WHERE " + predicate(random, depth);
  }

  private static String predicate(Random random, int depth) {
    if (depth > 0 && random.nextInt(3) > 0) {
      String left = predicate(random, depth - 1);
      String right = predicate(random, depth - 1);
      return switch (random.nextInt(4)) {
        case 0 -> "(" + left + " AND " + right + ")";
        case 1 -> "NOT (" + left + ")";
        default -> "(" + left + " OR " + right + ")";
      };
    }
    String model = MODELS.get(random.nextInt(MODELS.size()));
    String other = MODELS.get(random.nextInt(MODELS.size()));
    return switch (random.nextInt(14)) {
      case 0, 1, 2 -> "metadata.model = '" + model + "'";
      case 3 -> "metadata.model IN ('" + model + "', '" + other + "')";
      case 4 -> "metadata.model NOT IN ('" + model + "', '" + other + "')";
      case 5 -> "metadata.model <> '" + model + "'";
      case 6 -> "metadata.model IS " + (random.nextBoolean() ? "NOT " : "") + "NULL";
      case 7 -> "metadata.model BETWEEN '" + model + "' AND '" + other + "'";
      case 8 -> "metadata.year >= " + (1990 + random.nextInt(20));
      case 9 -> "metadata.price < " + random.nextInt(40) / 4.0;
      case 10 -> "metadata.active IS " + (random.nextBoolean() ? "TRUE" : "NOT TRUE");
      case 11 -> "document LIKE '%" + List.of("red", "fox 1", "blue").get(random.nextInt(3)) + "%'";
      case 12 -> "metadata.mixed = '" + random.nextInt(5) + "'";
      default -> "metadata.model LIKE '%" + model.substring(1, 3) + "%'";
    };
  }
}
