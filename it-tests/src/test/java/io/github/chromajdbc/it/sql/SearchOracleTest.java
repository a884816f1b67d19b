package io.github.chromajdbc.it.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chromajdbc.client.Space;
import io.github.chromajdbc.it.sql.VectorSample.Found;
import io.github.chromajdbc.it.sql.VectorSample.Item;
import io.github.chromajdbc.testing.ChromaServerExtension;
import io.github.chromajdbc.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Searches over 1,500 random records in each space against plain computation. The seed is printed;
 * {@code -Dsearch.seed=N} repeats a run.
 */
@ExtendWith(ChromaServerExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SearchOracleTest {
  private static final long SEED = Long.getLong("search.seed", 20_250_301L);
  private static final int SIZE = 1_500;
  private static final int DIMENSION = 16;
  private static final int QUERIES = 3;
  private static final int[] COUNTS = {1, 7, 50, SIZE};

  private final VectorSample sample;
  private final List<float[]> queries = new ArrayList<>();
  private final Connection connection;

  SearchOracleTest(TestDatabase database) throws SQLException {
    Random random = new Random(SEED);
    sample = VectorSample.random(random, SIZE, DIMENSION);
    for (int i = 0; i < QUERIES; i++) {
      queries.add(VectorSample.vector(random, DIMENSION));
    }
    for (Space space : Space.values()) {
      database.create(table(space), space).add(sample.records());
    }
    connection = ShippedDriver.connect(database.jdbcUrl());
  }

  @BeforeAll
  static void printSeed() {
    System.out.println("Seed of the searches: " + SEED);
  }

  @AfterAll
  void close() throws SQLException {
    connection.close();
  }

  private static String table(Space space) {
    return "sample_" + space.name().toLowerCase(Locale.ROOT);
  }

  /** A condition in SQL and in Java. */
  record Condition(String sql, Predicate<Item> holds) {
    @Override
    public String toString() {
      return sql.isEmpty() ? "no condition" : sql;
    }
  }

  static List<Condition> conditions() {
    return List.of(
        new Condition("", item -> true),
        new Condition("WHERE metadata.bucket < 3", item -> item.bucket() < 3),
        new Condition("WHERE metadata.name LIKE 'a%z'", item -> item.name().matches("a.*z")),
        new Condition(
            "WHERE metadata.bucket <> 5 AND metadata.name LIKE '%z'",
            item -> item.bucket() != 5 && item.name().endsWith("z")),
        new Condition("WHERE_DOCUMENT CONTAINS 'of a'", item -> item.name().startsWith("a")),
        new Condition(
            "WHERE id IN ('r000003', 'r000700', 'no such id')",
            item -> Set.of("r000003", "r000700").contains(item.id())),
        new Condition(
            "WHERE metadata.bucket * 2 = 8 OR id = 'r000001'",
            item -> item.bucket() == 4 || item.id().equals("r000001")),
        new Condition("WHERE metadata.name = 'none'", item -> false));
  }

  static Stream<Arguments> spacesAndConditions() {
    return Arrays.stream(Space.values())
        .flatMap(space -> conditions().stream().map(condition -> Arguments.of(space, condition)));
  }

  @ParameterizedTest
  @MethodSource("spacesAndConditions")
  void exactSearchesEqualBruteForce(Space space, Condition condition) throws SQLException {
    for (float[] query : queries) {
      for (int count : COUNTS) {
        List<Found> expected = sample.nearest(query, space, condition.holds(), count);
        List<List<@Nullable Object>> rows =
            Queries.rows(
                connection,
                "SELECT /*+ EXACT */ id, distance FROM "
                    + table(space)
                    + " USING EMBEDDING (?) "
                    + condition.sql()
                    + " TOPK ?",
                query,
                count);
        assertThat(rows).extracting(row -> row.get(0)).isEqualTo(ids(expected));
        for (int i = 0; i < rows.size(); i++) {
          assertThat((Double) rows.get(i).get(1))
              .isCloseTo(expected.get(i).distance(), org.assertj.core.data.Offset.offset(1e-6));
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("spacesAndConditions")
  void anySimilarityOverAnySpaceEqualsBruteForce(Space space, Condition condition)
      throws SQLException {
    float[] query = queries.get(0);
    for (Space similarity : Space.values()) {
      assertThat(
              Queries.column(
                  connection,
                  "SELECT /*+ EXACT */ id FROM "
                      + table(space)
                      + " USING EMBEDDING (?) SIMILARITY "
                      + similarity
                      + " "
                      + condition.sql()
                      + " TOPK 20",
                  query))
          .isEqualTo(ids(sample.nearest(query, similarity, condition.holds(), 20)));
    }
  }

  @ParameterizedTest
  @MethodSource("spacesAndConditions")
  void aSearchAnswersTopkRowsOrAllThatMatch(Space space, Condition condition) throws SQLException {
    long matching = sample.items().stream().filter(condition.holds()).count();
    for (int count : COUNTS) {
      assertThat(
              Queries.column(
                  connection,
                  "SELECT id FROM "
                      + table(space)
                      + " USING EMBEDDING (?) "
                      + condition.sql()
                      + " TOPK ?",
                  queries.get(1),
                  count))
          .doesNotHaveDuplicates()
          .hasSize((int) Math.min(count, matching));
    }
  }

  @ParameterizedTest
  @MethodSource("spacesAndConditions")
  void mmrEqualsThePlainOne(Space space, Condition condition) throws SQLException {
    float[] query = queries.get(2);
    for (double lambda : new double[] {0, 0.3, 0.5, 0.9, 1}) {
      List<Found> candidates = sample.nearest(query, space, condition.holds(), 40);
      assertThat(
              Queries.column(
                  connection,
                  "SELECT /*+ EXACT */ id FROM "
                      + table(space)
                      + " USING EMBEDDING (?) "
                      + condition.sql()
                      + " TOPK 12 RERANK BY MMR (lambda = ?, candidates = 40)",
                  query,
                  lambda))
          .as("lambda %s", lambda)
          .isEqualTo(ids(sample.reranked(query, space, candidates, lambda, 12)));
    }
  }

  @ParameterizedTest
  @MethodSource("spacesAndConditions")
  void aBatchAnswersWhatSingleSearchesDo(Space space, Condition condition) throws SQLException {
    for (String hint : List.of("", "/*+ EXACT */ ")) {
      for (String rerank : List.of("", " RERANK BY MMR")) {
        String search = " " + condition.sql() + " TOPK 9" + rerank;
        List<List<@Nullable Object>> singles = new ArrayList<>();
        for (int i = 0; i < QUERIES; i++) {
          for (List<@Nullable Object> row :
              Queries.rows(
                  connection,
                  "SELECT "
                      + hint
                      + "id, distance, metadata.bucket, document FROM "
                      + table(space)
                      + " USING EMBEDDING (?)"
                      + search,
                  queries.get(i))) {
            List<@Nullable Object> withIndex = new ArrayList<>();
            withIndex.add(i);
            withIndex.addAll(row);
            singles.add(withIndex);
          }
        }
        assertThat(
                Queries.rows(
                    connection,
                    "SELECT "
                        + hint
                        + "query_index, id, distance, metadata.bucket, document FROM "
                        + table(space)
                        + " USING EMBEDDING BATCH (?, ?, ?)"
                        + search,
                    queries.toArray()))
            .isEqualTo(singles);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("spacesAndConditions")
  void anOrderByADistanceFunctionEqualsBruteForce(Space space, Condition condition)
      throws SQLException {
    Map<String, Space> orders =
        Map.of(
            "COSINE_DISTANCE(embedding, ?)",
            Space.COSINE,
            "L2_DISTANCE(?, embedding)",
            Space.L2,
            "L2_SQUARED_DISTANCE(embedding, ?)",
            Space.L2,
            "INNER_PRODUCT(embedding, ?) DESC",
            Space.IP);
    for (var order : orders.entrySet()) {
      List<Object> expected =
          ids(sample.nearest(queries.get(0), order.getValue(), condition.holds(), 15));
      assertThat(
              Queries.column(
                  connection,
                  "SELECT id FROM "
                      + table(space)
                      + " "
                      + condition.sql()
                      + " ORDER BY "
                      + order.getKey()
                      + " LIMIT 10 OFFSET 5",
                  queries.get(0)))
          .isEqualTo(expected.subList(Math.min(5, expected.size()), expected.size()));
    }
  }

  @ParameterizedTest
  @EnumSource(Space.class)
  void theIndexFindsNearlyAllOfTheNearest(Space space) throws SQLException {
    Random random = new Random(SEED + 1);
    int found = 0;
    int rounds = 50;
    for (int i = 0; i < rounds; i++) {
      float[] query = VectorSample.vector(random, DIMENSION);
      Set<Object> nearest = new HashSet<>(ids(sample.nearest(query, space, item -> true, 10)));
      for (Object id :
          Queries.column(
              connection,
              "SELECT id FROM " + table(space) + " USING EMBEDDING (?) TOPK 10",
              query)) {
        found += nearest.contains(id) ? 1 : 0;
      }
    }
    double recall = found / (10.0 * rounds);
    System.out.printf("recall@10 by the index, %s, %d records: %.3f%n", space, SIZE, recall);
    assertThat(recall).isGreaterThan(0.85);
  }

  private static List<Object> ids(List<Found> found) {
    return found.stream().<Object>map(one -> one.item().id()).toList();
  }
}
