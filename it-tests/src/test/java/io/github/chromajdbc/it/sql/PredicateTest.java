package io.github.chromajdbc.it.sql;

import static io.github.chromajdbc.it.sql.Predicate.all;
import static io.github.chromajdbc.it.sql.Predicate.any;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.chromajdbc.client.Space;
import io.github.chromajdbc.it.sql.Predicate.ColumnComparison;
import io.github.chromajdbc.it.sql.Predicate.Comparison;
import io.github.chromajdbc.it.sql.Predicate.Contains;
import io.github.chromajdbc.it.sql.Predicate.Distinct;
import io.github.chromajdbc.it.sql.Predicate.Flag;
import io.github.chromajdbc.it.sql.Predicate.Like;
import io.github.chromajdbc.it.sql.Predicate.Membership;
import io.github.chromajdbc.it.sql.Predicate.Not;
import io.github.chromajdbc.it.sql.Predicate.Null;
import io.github.chromajdbc.it.sql.Predicate.Range;
import io.github.chromajdbc.it.sql.Predicate.Regex;
import io.github.chromajdbc.it.sql.Predicate.TruthTest;
import io.github.chromajdbc.testing.ChromaServerExtension;
import io.github.chromajdbc.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Predicates over 2,000 generated records, pushed and not, with literals and with parameters,
 * against plain evaluation. The seed is printed; {@code -Dpredicate.seed=N} repeats a run and
 * {@code -Dpredicate.count=N} runs more.
 */
@ExtendWith(ChromaServerExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PredicateTest {
  private static final long SEED = Long.getLong("predicate.seed", 20_240_607L);
  private static final int RANDOM_PREDICATES = Integer.getInteger("predicate.count", 300);
  private static final List<SampleRow> ROWS = SampleRow.generate(SEED, 2_000);

  private final Connection connection;

  PredicateTest(TestDatabase database) throws SQLException {
    database.create("sample", Space.L2).add(SampleRow.records(ROWS));
    connection = ShippedDriver.connect(database.jdbcUrl());
  }

  @BeforeAll
  static void printSeed() {
    System.out.println("Seed of the predicates: " + SEED);
  }

  @AfterAll
  void close() throws SQLException {
    connection.close();
  }

  static Stream<Predicate> predicates() {
    List<Predicate> list = new ArrayList<>();
    for (Column number : List.of(Column.WHOLE, Column.NUMBER, Column.PRICE)) {
      for (Object operand : List.of(1L, 1.5, -1.5, 0.0, 0.25, 100L, -0.5)) {
        for (String operator : List.of("=", "<>", "<", "<=", ">", ">=")) {
          list.add(new Comparison(number, operator, operand));
        }
        list.add(new Distinct(number, false, operand));
        list.add(new Distinct(number, true, operand));
      }
      for (boolean negated : List.of(false, true)) {
        list.add(new Membership(number, negated, List.of(1L, 2L, -3L)));
        list.add(new Membership(number, negated, List.of(1L, 1.5, -1.5)));
        list.add(new Membership(number, negated, List.of(0.25)));
        list.add(new Range(number, negated, -1L, 2L));
        list.add(new Range(number, negated, -1.5, 1.5));
        list.add(new Range(number, negated, 2L, -1L));
        list.add(new Null(number, negated));
      }
    }
    for (Column text : List.of(Column.NAME, Column.DOCUMENT, Column.ID, Column.MIXED)) {
      for (String operand : List.of("", "abc", "fox", "r17", "it's", "back\\slash", "日本語", "5")) {
        for (String operator : List.of("=", "<>", "<", "<=", ">", ">=")) {
          list.add(new Comparison(text, operator, operand));
        }
        list.add(new Distinct(text, false, operand));
        list.add(new Distinct(text, true, operand));
      }
      for (boolean negated : List.of(false, true)) {
        list.add(new Membership(text, negated, List.of("", "fox", "abc", "r1", "r2", "true")));
        list.add(new Membership(text, negated, List.of("the red fox", "new\nline")));
        list.add(new Range(text, negated, "a", "r5"));
        list.add(new Null(text, negated));
        for (String pattern :
            List.of("%", "", "a%", "%fox%", "a_c", "%\n%", "_", "%é%", "r_", "%日本%", "_ %")) {
          list.add(new Like(text, negated, false, pattern));
        }
        list.add(new Like(text, negated, true, "ABC"));
        list.add(new Like(text, negated, true, "%RED%"));
        list.add(new Contains(text, negated, "o"));
        list.add(new Contains(text, negated, "%"));
        list.add(new Regex(text, negated, "^[a-c]+$"));
        list.add(new Regex(text, negated, "fox|日"));
      }
    }
    for (boolean negated : List.of(false, true)) {
      list.add(new Contains(Column.TAGS, negated, "abc"));
      list.add(new Contains(Column.TAGS, negated, ""));
      list.add(new Contains(Column.NUMS, negated, 3L));
      list.add(new Null(Column.TAGS, negated));
      list.add(new Null(Column.FLAG, negated));
      list.add(new Distinct(Column.FLAG, negated, true));
      list.add(new Comparison(Column.FLAG, negated ? "<>" : "=", true));
      for (Predicate inner :
          List.of(
              new Flag(Column.FLAG),
              new Comparison(Column.WHOLE, ">", 1.5),
              new Comparison(Column.DOCUMENT, "=", "fox"))) {
        list.add(negated ? new Not(inner) : inner);
        list.add(new TruthTest(inner, negated, true));
        list.add(new TruthTest(inner, negated, false));
        list.add(new TruthTest(inner, negated, null));
      }
    }
    list.add(new ColumnComparison(Column.WHOLE, "<", Column.NUMBER));
    list.add(new ColumnComparison(Column.NAME, "=", Column.DOCUMENT));
    list.add(
        any(
            new Comparison(Column.WHOLE, "=", 3L),
            new Contains(Column.DOCUMENT, false, "fox"),
            new Null(Column.NAME, false)));
    list.add(
        new Not(
            all(
                new Comparison(Column.WHOLE, "<>", 3L),
                new Contains(Column.DOCUMENT, true, "fox"),
                new Flag(Column.FLAG))));
    list.add(all(new Comparison(Column.ID, "=", "r1"), new Comparison(Column.ID, "=", "r2")));
    list.add(any(new Comparison(Column.ID, "=", "r1"), new Comparison(Column.WHOLE, "=", 4L)));
    list.add(
        all(
            new Membership(Column.ID, false, List.of("r1", "r2", "r3", "nobody")),
            new Null(Column.DOCUMENT, true)));
    return list.stream();
  }

  @ParameterizedTest
  @MethodSource("predicates")
  void aPredicateLetsThroughTheRecordsItIsTrueFor(Predicate predicate) throws SQLException {
    assertRows(predicate, false);
    assertRows(predicate, true);
  }

  @Test
  void nestedPredicatesOfAllKindsLetThroughTheRecordsTheyAreTrueFor() throws SQLException {
    Random random = new Random(SEED);
    List<Predicate> leaves = predicates().toList();
    for (int i = 0; i < RANDOM_PREDICATES; i++) {
      assertRows(nested(random, leaves, 1 + random.nextInt(5)), random.nextBoolean());
    }
  }

  @Test
  void aPredicateReadAsAValueIsTrueFalseOrNull() throws SQLException {
    Random random = new Random(SEED + 1);
    List<Predicate> leaves = predicates().toList();
    for (int i = 0; i < RANDOM_PREDICATES / 8; i++) {
      Predicate predicate = nested(random, leaves, 3);
      SqlText sql = new SqlText(false).add("SELECT id, (");
      predicate.write(sql);
      sql.add(") FROM sample");
      List<List<@Nullable Object>> expected = new ArrayList<>();
      for (SampleRow row : ROWS) {
        List<@Nullable Object> values = new ArrayList<>();
        values.add(row.id());
        values.add(predicate.test(row));
        expected.add(values);
      }
      assertThat(Queries.rows(connection, sql.toString()))
          .as(sql.toString())
          .containsExactlyInAnyOrderElementsOf(expected);
    }
  }

  private static Predicate nested(Random random, List<Predicate> leaves, int depth) {
    if (depth == 0) {
      return leaves.get(random.nextInt(leaves.size()));
    }
    return switch (random.nextInt(5)) {
      case 0 -> new Not(nested(random, leaves, depth - 1));
      case 1, 2 ->
          all(nested(random, leaves, depth - 1), nested(random, leaves, random.nextInt(depth)));
      case 3 ->
          any(nested(random, leaves, depth - 1), nested(random, leaves, random.nextInt(depth)));
      default ->
          any(
              nested(random, leaves, random.nextInt(depth)),
              nested(random, leaves, random.nextInt(depth)),
              nested(random, leaves, depth - 1));
    };
  }

  /** On a mismatch, the smallest part that shows one is what fails. */
  private void assertRows(Predicate predicate, boolean asParameters) throws SQLException {
    SqlText sql = new SqlText(asParameters).add("SELECT id FROM sample WHERE ");
    predicate.write(sql);
    List<String> expected =
        ROWS.stream()
            .filter(row -> Boolean.TRUE.equals(predicate.test(row)))
            .map(SampleRow::id)
            .sorted()
            .toList();
    List<String> actual;
    try {
      actual =
          Queries.column(connection, sql.toString(), sql.parameters().toArray()).stream()
              .map(String::valueOf)
              .sorted()
              .toList();
    } catch (SQLException e) {
      assertParts(predicate, asParameters);
      throw new AssertionError(sql + " with " + sql.parameters() + ": " + e.getMessage(), e);
    }
    if (!actual.equals(expected)) {
      assertParts(predicate, asParameters);
    }
    assertThat(actual).as("%s with %s", sql, sql.parameters()).isEqualTo(expected);
  }

  private void assertParts(Predicate predicate, boolean asParameters) throws SQLException {
    for (Predicate part : predicate.parts()) {
      assertRows(part, asParameters);
    }
  }
}
