package io.github.chromajdbc.it.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chromajdbc.client.Space;
import io.github.chromajdbc.testing.ChromaServerExtension;
import io.github.chromajdbc.testing.CountingProxy;
import io.github.chromajdbc.testing.TestDatabase;
import io.github.chromajdbc.testing.TestRecord;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Joins of a few rows with a large collection: only what can match is read. */
@ExtendWith(ChromaServerExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class JoinKeysTest {
  private static final int LARGE = 20_000;
  private static final int FEW = 100;

  /** More than the ids of one request. */
  private static final int MANY = 1_500;

  private final CountingProxy proxy;
  private final Connection connection;

  JoinKeysTest(TestDatabase database) throws SQLException {
    fill(database, "large", LARGE, n -> Map.of("n", n, "half", n / 2.0, "name", "name" + n));
    // Of the references one in two is past the end, one is missing.
    fill(
        database,
        "few",
        FEW,
        n ->
            n == 0
                ? Map.of("tag", "none")
                : Map.of("ref", n * 400, "half", n * 200.0, "name", "name" + n * 400, "tag", "t"));
    // Of the references one in two is past the end.
    fill(database, "many", MANY, n -> Map.of("ref", n * 26, "name", "name" + n * 26));
    proxy = new CountingProxy(database.server().url());
    connection = ShippedDriver.connect(database.jdbcUrl(proxy));
    Queries.rows(connection, "SELECT * FROM large l, few f LIMIT 0");
    Queries.rows(connection, "SELECT * FROM large LIMIT 1");
    Queries.rows(connection, "SELECT * FROM few LIMIT 1");
    Queries.rows(connection, "SELECT * FROM many LIMIT 1");
  }

  private interface Metadata {
    Map<String, ?> of(int n);
  }

  private static void fill(TestDatabase database, String name, int size, Metadata metadata) {
    List<TestRecord> records =
        IntStream.range(0, size)
            .mapToObj(
                n ->
                    TestRecord.of("r" + n, n % 5, 1).document("text " + n).metadata(metadata.of(n)))
            .toList();
    database.create(name, Space.L2).add(records);
  }

  @AfterAll
  void close() throws SQLException {
    connection.close();
    proxy.close();
  }

  @BeforeEach
  void forgetRequests() {
    proxy.reset();
  }

  /** Rows that the statement has, and records that are read at most for it. */
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "SELECT l.document FROM few f JOIN large l ON f.id = l.id; 100; 200",
        "SELECT l.document FROM large l JOIN few f ON f.id = l.id; 100; 200",
        "SELECT l.document FROM large l, few f WHERE l.metadata.n = f.metadata.ref; 49; 149",
        "SELECT l.document FROM few f JOIN large l ON l.metadata.half = f.metadata.half; 49; 149",
        "SELECT l.document FROM few f JOIN large l ON l.metadata.name = f.metadata.name; 49; 149",
        "SELECT l.document FROM few f JOIN large l USING (id) WHERE l.metadata.n < 50; 50; 150",
        "SELECT f.id, l.document FROM few f LEFT JOIN large l ON l.metadata.n = f.metadata.ref;"
            + " 100; 149",
        "SELECT f.id, l.document FROM large l RIGHT JOIN few f ON l.metadata.n = f.metadata.ref;"
            + " 100; 149",
        "SELECT id FROM large WHERE id IN (SELECT id FROM few); 100; 200",
        "SELECT id FROM large l WHERE EXISTS"
            + " (SELECT 1 FROM few f WHERE f.metadata.ref = l.metadata.n); 49; 149",
        "SELECT id FROM few WHERE id NOT IN (SELECT id FROM large WHERE metadata.n < 40); 60; 140",
        "SELECT l.document FROM (VALUES ('r7'), ('r8'), ('no')) v(id) JOIN large l USING (id);"
            + " 2; 2",
        "SELECT l.document FROM (SELECT id FROM few USING EMBEDDING (VECTOR [1, 1]) TOPK 3) s"
            + " JOIN large l USING (id); 3; 3",
        "SELECT l.document FROM few f JOIN large l ON f.metadata.ref = l.metadata.n AND f.id < l.id"
            + " WHERE f.metadata.tag = 't'; 17; 149",
        "SELECT a.n FROM (SELECT metadata.n AS n, COUNT(*) AS c FROM large GROUP BY metadata.n) a"
            + " JOIN few f ON f.metadata.ref = a.n; 49; 149",
      })
  void onlyRecordsWithAKeyOfTheOtherSideAreRead(String sql, int rows, int records)
      throws SQLException {
    assertThat(Queries.rows(connection, sql)).hasSize(rows);
    assertThat(proxy.recordsAnswered()).isLessThanOrEqualTo(records);
    assertThat(proxy.recordRequests()).hasSizeLessThanOrEqualTo(5);
  }

  /** Rows, records that are read, and requests for them at most: ids go 1,000 in one. */
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "SELECT l.document FROM many m JOIN large l ON m.id = l.id; 1500; 3000; 6",
        "SELECT l.document FROM many m JOIN large l ON l.metadata.n = m.metadata.ref;"
            + " 770; 2270; 6",
        "SELECT l.document FROM large l JOIN many m ON l.metadata.name = m.metadata.name;"
            + " 770; 2270; 6",
        "SELECT id FROM large l WHERE metadata.n IN (SELECT metadata.ref FROM many); 770; 2270; 6",
        "SELECT l.document FROM (SELECT id FROM large WHERE metadata.n < 5000) m"
            + " JOIN large l ON m.id = l.id; 5000; 10000; 13",
      })
  void thousandsOfKeysRestrictWhatIsRead(String sql, int rows, int records, int requests)
      throws SQLException {
    assertThat(Queries.rows(connection, sql)).hasSize(rows);
    assertThat(proxy.recordsAnswered()).isLessThanOrEqualTo(records);
    assertThat(proxy.recordRequests()).hasSizeLessThanOrEqualTo(requests);
  }

  @Test
  void besideMoreThanFiveThousandRowsTheOtherSideIsReadWhole() throws SQLException {
    String sql =
        "SELECT l.document FROM (SELECT id FROM large WHERE metadata.n < 5001) m"
            + " JOIN large l ON m.id = l.id";
    assertThat(Queries.rows(connection, sql)).hasSize(5001);
    assertThat(proxy.recordsAnswered()).isEqualTo(5001 + LARGE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        // Rows of the large side that match nothing stay.
        "SELECT l.id FROM large l LEFT JOIN few f ON l.metadata.n = f.metadata.ref; 20000",
        "SELECT l.id, f.id FROM few f FULL JOIN large l ON l.metadata.n = f.metadata.ref; 20051",
        "SELECT a.id FROM large a JOIN large b ON a.id = b.id; 20000",
        "SELECT a.id FROM large a JOIN large b ON a.metadata.n = b.metadata.n + 1; 19999",
        "SELECT f.id, g.id FROM few f JOIN few g"
            + " ON f.metadata.ref IS NOT DISTINCT FROM g.metadata.ref; 100",
      })
  void rowsThatAreNeededWithoutAMatchAreRead(String sql, int rows) throws SQLException {
    assertThat(Queries.rows(connection, sql)).hasSize(rows);
  }

  @Test
  void whatAJoinGoesThroughAgainAndAgainIsReadOnce() throws SQLException {
    assertThat(
            Queries.value(
                connection,
                "SELECT COUNT(*) FROM few f JOIN few g ON f.metadata.ref < g.metadata.ref"))
        .isEqualTo(98L * 99 / 2);
    assertThat(proxy.recordRequests()).hasSize(2);
  }

  @Test
  void aJoinOfEachOuterRowAsksForItsOwnKeys() throws SQLException {
    String sql =
        "SELECT f.id, (SELECT COUNT(*) FROM few g JOIN large l ON g.id = l.id"
            + " WHERE g.metadata.ref > f.metadata.ref) AS later FROM few f"
            + " WHERE f.metadata.ref > 38000 ORDER BY f.metadata.ref";
    assertThat(Queries.rows(connection, sql))
        .isEqualTo(
            Stream.of(3, 2, 1, 0).map(n -> List.of("r" + (99 - n), (Object) (long) n)).toList());
  }

  @Test
  void explainSaysWhichReadsAreRestricted() throws SQLException {
    String plan =
        String.join(
            "\n",
            Queries.column(connection, "EXPLAIN SELECT l.id FROM few f JOIN large l USING (id)")
                .stream()
                .map(String::valueOf)
                .toList());
    assertThat(plan).contains("KeyRestriction(join=[0], key=[id])");
    assertThat(plan)
        .contains(
            "request: POST .../collections/large/get, restricted in id to the keys of the other"
                + " side of join 0, if that is the smaller one, where it has at most 5,000 rows");
    assertThat(proxy.recordRequests()).isEmpty();
  }
}
