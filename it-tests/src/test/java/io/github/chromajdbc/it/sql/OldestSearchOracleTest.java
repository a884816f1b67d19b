package io.github.chromajdbc.it.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.chromajdbc.client.Space;
import io.github.chromajdbc.it.sql.VectorSample.Found;
import io.github.chromajdbc.it.sql.VectorSample.Item;
import io.github.chromajdbc.testing.ChromaServerExtension;
import io.github.chromajdbc.testing.OldestChroma;
import io.github.chromajdbc.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Searches on server 1.0.0 over 300 random records in each space, against plain computation. */
@ExtendWith(ChromaServerExtension.class)
@OldestChroma
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OldestSearchOracleTest {
  private static final long SEED = Long.getLong("search.seed", 20_250_301L);
  private static final int SIZE = 300;
  private static final int DIMENSION = 8;

  private final VectorSample sample;
  private final List<float[]> queries;
  private final Connection connection;

  OldestSearchOracleTest(TestDatabase database) throws SQLException {
    Random random = new Random(SEED);
    sample = VectorSample.random(random, SIZE, DIMENSION);
    queries =
        List.of(VectorSample.vector(random, DIMENSION), VectorSample.vector(random, DIMENSION));
    for (Space space : Space.values()) {
      database.create(table(space), space).add(sample.records());
    }
    connection = ShippedDriver.connect(database.jdbcUrl());
  }

  @AfterAll
  void close() throws SQLException {
    connection.close();
  }

  private static String table(Space space) {
    return "sample_" + space.name().toLowerCase(Locale.ROOT);
  }

  /** Nothing, what the server filters by, what the driver filters by, both. */
  static Stream<Arguments> spacesAndConditions() {
    return Stream.of(Space.values())
        .flatMap(
            space ->
                Stream.of(
                    condition(space, "", item -> true),
                    condition(space, "WHERE metadata.bucket < 3", item -> item.bucket() < 3),
                    condition(
                        space,
                        "WHERE metadata.name LIKE 'a%'",
                        item -> item.name().startsWith("a")),
                    condition(
                        space,
                        "WHERE document CONTAINS 'of a' AND metadata.name LIKE '%z'",
                        item -> item.name().matches("a.*z")),
                    condition(
                        space,
                        "WHERE metadata.bucket <> 5 AND metadata.name LIKE '%z'",
                        item -> item.bucket() != 5 && item.name().endsWith("z"))));
  }

  private static Arguments condition(Space space, String sql, Predicate<Item> holds) {
    return Arguments.of(space, sql, holds);
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("spacesAndConditions")
  void exactSearchesEqualBruteForce(Space space, String where, Predicate<Item> holds)
      throws SQLException {
    for (int count : new int[] {1, 10, SIZE + 50}) {
      List<Found> expected = sample.nearest(queries.get(0), space, holds, count);
      List<List<@Nullable Object>> rows =
          Queries.rows(
              connection,
              "SELECT /*+ EXACT */ id, distance FROM "
                  + table(space)
                  + " USING EMBEDDING (?) "
                  + where
                  + " TOPK ?",
              queries.get(0),
              count);
      assertThat(rows).extracting(row -> row.get(0)).isEqualTo(ids(expected));
      for (int i = 0; i < rows.size(); i++) {
        assertThat((Double) rows.get(i).get(1)).isCloseTo(expected.get(i).distance(), within(1e-6));
      }
    }
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("spacesAndConditions")
  void aSearchAnswersTopkRowsOrAllThatMatch(Space space, String where, Predicate<Item> holds)
      throws SQLException {
    long matching = sample.items().stream().filter(holds).count();
    for (int count : new int[] {1, 10, SIZE + 50}) {
      List<@Nullable Object> found =
          Queries.column(
              connection,
              "SELECT id FROM " + table(space) + " USING EMBEDDING (?) " + where + " TOPK ?",
              queries.get(1),
              count);
      assertThat(found).doesNotHaveDuplicates().hasSize((int) Math.min(count, matching));
      assertThat(ids(sample.nearest(queries.get(1), space, holds, SIZE))).containsAll(found);
    }
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("spacesAndConditions")
  void aBatchEqualsBruteForceOfEachQuery(Space space, String where, Predicate<Item> holds)
      throws SQLException {
    List<List<Object>> expected = new ArrayList<>();
    for (int i = 0; i < queries.size(); i++) {
      for (Object id : ids(sample.nearest(queries.get(i), space, holds, 7))) {
        expected.add(List.of(i, id));
      }
    }
    assertThat(
            Queries.rows(
                connection,
                "SELECT /*+ EXACT */ query_index, id FROM "
                    + table(space)
                    + " USING EMBEDDING BATCH (?, ?) "
                    + where
                    + " TOPK 7",
                queries.toArray()))
        .isEqualTo(expected);
  }

  private static List<Object> ids(List<Found> found) {
    return found.stream().<Object>map(one -> one.item().id()).toList();
  }
}
