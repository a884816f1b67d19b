package io.github.chromajdbc.it.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.chromajdbc.client.Space;
import io.github.chromajdbc.it.sql.Queries;
import io.github.chromajdbc.testing.ChromaServerExtension;
import io.github.chromajdbc.testing.CountingProxy;
import io.github.chromajdbc.testing.TestDatabase;
import io.github.chromajdbc.testing.TestRecord;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every kind of search over three collections equals the same over one that has all records. */
@ExtendWith(ChromaServerExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RoutedSearchKindsTest {
  private static final String ROUTES =
      "{\"tables\":{\"parts\":{\"collections\":[\"part_*\"]},"
          + "\"ranked\":{\"collections\":[\"part_*\"],\"merge\":\"rrf\"},"
          + "\"mixed\":{\"collections\":[\"part_1\",\"other\"]}}}";

  private final CountingProxy proxy;
  private final Connection connection;

  RoutedSearchKindsTest(TestDatabase database) throws SQLException {
    Random random = new Random(3);
    List<TestRecord> all = new ArrayList<>();
    for (int i = 0; i < 90; i++) {
      float[] vector = new float[4];
      for (int j = 0; j < vector.length; j++) {
        vector[j] = (float) random.nextGaussian();
      }
      all.add(
          TestRecord.of("r" + i, vector)
              .document("text " + i)
              .metadata(Map.of("name", (i % 3 == 0 ? "a" : "b") + i, "bucket", i % 5)));
    }
    database.create("whole", Space.COSINE).add(all);
    for (int part = 0; part < 3; part++) {
      database.create("part_" + part, Space.COSINE).add(all.subList(part * 30, part * 30 + 30));
    }
    database.create("other", Space.L2).add(TestRecord.of("o", 1, 0, 0, 0));
    proxy = new CountingProxy(database.server().url());
    connection = RoutedDatabase.connect(database.jdbcUrl(proxy), ROUTES);
  }

  @AfterAll
  void close() throws SQLException {
    connection.close();
    proxy.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "USING EMBEDDING (VECTOR [1,2,0,1]) TOPK 7",
        "USING EMBEDDING (VECTOR [1,2,0,1]) SIMILARITY L2 TOPK 7",
        "USING EMBEDDING (VECTOR [1,2,0,1]) WHERE metadata.name LIKE 'a%' TOPK 7",
        "USING EMBEDDING (VECTOR [1,2,0,1]) WHERE metadata.bucket > 1 AND document LIKE '%2'"
            + " AND metadata.bucket * 2 < 7 TOPK 90",
        "USING EMBEDDING (VECTOR [1,2,0,1]) TOPK 5 RERANK BY MMR (lambda = 0.3)",
        "USING EMBEDDING (VECTOR [1,2,0,1]) WHERE metadata.name LIKE 'a%' TOPK 5"
            + " RERANK BY MMR (lambda = 0.3, candidates = 12)",
        "USING EMBEDDING (VECTOR [1,2,0,1]) TOPK 50 WITH SCORE THRESHOLD 0.4",
        "ORDER BY L2_DISTANCE(embedding, '[1,2,0,1]') LIMIT 6 OFFSET 2",
        "WHERE metadata.name LIKE 'a%' ORDER BY INNER_PRODUCT(embedding, '[1,2,0,1]') DESC LIMIT 6",
      })
  void overManyCollectionsAsOverOne(String search) throws SQLException {
    String select = "SELECT /*+ EXACT */ id, document, metadata.bucket FROM ";
    assertThat(Queries.rows(connection, select + "parts " + search))
        .isNotEmpty()
        .isEqualTo(Queries.rows(connection, select + "whole " + search));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "TOPK 4",
        "WHERE metadata.name LIKE 'b%' TOPK 4",
        "TOPK 4 RERANK BY MMR",
      })
  void aBatchOverManyCollectionsAsOverOne(String search) throws SQLException {
    String batch = " USING EMBEDDING BATCH (VECTOR [1,2,0,1], VECTOR [0,-1,0,1]) " + search;
    String select = "SELECT /*+ EXACT */ query_index, id FROM ";
    assertThat(Queries.rows(connection, select + "parts" + batch))
        .hasSize(8)
        .isEqualTo(Queries.rows(connection, select + "whole" + batch));
  }

  @Test
  void anOrderByMeansDistanceHoweverSearchesAreMerged() throws SQLException {
    String order = " ORDER BY COSINE_DISTANCE(embedding, '[1,2,0,1]') LIMIT 6";
    assertThat(Queries.rows(connection, "SELECT id FROM ranked" + order))
        .isEqualTo(Queries.rows(connection, "SELECT id FROM whole" + order));
  }

  @Test
  void distancesOfDifferentSpacesAreNotCompared() {
    assertThatThrownBy(
            () ->
                Queries.rows(
                    connection,
                    "SELECT id FROM mixed USING EMBEDDING (VECTOR [1,2,0,1]) TOPK 2"
                        + " RERANK BY MMR"))
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("0A000"))
        .hasMessageContaining("SIMILARITY");
  }
}
