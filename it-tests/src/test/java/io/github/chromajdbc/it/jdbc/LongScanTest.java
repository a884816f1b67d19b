package io.github.chromajdbc.it.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chromajdbc.it.jdbc.program.ScanProgram;
import io.github.chromajdbc.testing.ChromaServerExtension;
import io.github.chromajdbc.testing.TestDatabase;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Scans whose rows do not fit into memory, and scans that nobody reads to their end. */
@Timeout(180)
@ExtendWith(ChromaServerExtension.class)
class LongScanTest {
  private static final int RECORDS = 50_000;
  private static final int LENGTH = 500;

  @BeforeAll
  static void fill(TestDatabase database) {
    ManyRecords.create(database, "many", RECORDS, LENGTH);
  }

  @Test
  void fiftyThousandRowsAreReadInSixtyFourMegabytes(TestDatabase database)
      throws IOException, InterruptedException {
    ShippedJar.Ended ended =
        ShippedJar.run(
            JavaRuntime.oursAndNewest().get(0),
            List.of("-Xmx64m"),
            List.of(),
            ScanProgram.class,
            database.jdbcUrl(),
            "SELECT *, metadata.n AS n FROM many",
            "SELECT document, metadata.n AS n, embedding FROM many WHERE metadata.n >= 0",
            // Generated code above the scan.
            "SELECT UPPER(document) AS document, metadata.n + 1 - 1 AS n FROM many"
                + " WHERE MOD(metadata.n, 2) >= 0");

    long sum = (long) RECORDS * (RECORDS - 1) / 2;
    String line = RECORDS + " " + sum + " " + (long) RECORDS * LENGTH + "\n";
    assertThat(ended.err()).isEmpty();
    assertThat(ended.out()).isEqualTo(line.repeat(3));
  }

  @Test
  void sortsWithALimitAndAggregatesKeepNoOtherRows(TestDatabase database)
      throws IOException, InterruptedException {
    // What is sorted by, and what the greatest is sought of, is 100 MB long in all.
    String sorted =
        "SELECT document, metadata.n AS n FROM many"
            + " ORDER BY document || document || document || document, 2 LIMIT 100";
    String grouped =
        "SELECT MAX(document || document || document || document) AS document, COUNT(*) AS n"
            + " FROM many GROUP BY MOD(metadata.n, 10)";
    String routes = "{\"tables\":{\"all_many\":{\"collections\":[\"many*\"]}}}";
    ShippedJar.Ended ended =
        ShippedJar.run(
            JavaRuntime.oursAndNewest().get(0),
            List.of("-Xmx64m"),
            List.of(),
            ScanProgram.class,
            database.jdbcUrl() + "?routes=" + URLEncoder.encode(routes, StandardCharsets.UTF_8),
            sorted,
            grouped,
            sorted.replace("FROM many", "FROM all_many"),
            grouped.replace("FROM many", "FROM all_many"));

    List<String> documents =
        IntStream.range(0, RECORDS)
            .mapToObj(n -> ManyRecords.document(n, LENGTH) + "|" + n)
            .sorted(Comparator.comparing(row -> row.substring(0, LENGTH)))
            .toList();
    long first =
        documents.stream()
            .limit(100)
            .mapToLong(row -> Long.parseLong(row.substring(LENGTH + 1)))
            .sum();
    String lines =
        "100 " + first + " " + 100 * LENGTH + "\n10 " + RECORDS + " " + 40 * LENGTH + "\n";
    assertThat(ended.err()).isEmpty();
    assertThat(ended.out()).isEqualTo(lines.repeat(2));
  }

  @Test
  void aResultThatIsClosedHalfWayLeavesNoThreadAndNoConnection(TestDatabase database)
      throws SQLException, InterruptedException {
    Set<Thread> ofOthers = Threads.ofDriver(); // engines outlive their connections for a while
    int rounds = 30;
    try (StrangeProxy proxy = new StrangeProxy(database.server().url());
        Connection connection = ShippedJar.connect(proxy.jdbcUrl(database.name()))) {
      for (int round = 0; round < rounds; round++) {
        try (Statement statement = connection.createStatement();
            ResultSet rows =
                statement.executeQuery(
                    round % 2 == 0
                        ? "SELECT * FROM many"
                        : "SELECT UPPER(document) FROM many WHERE MOD(metadata.n, 2) = 0")) {
          for (int i = 0; i < 1_500; i++) {
            assertThat(rows.next()).isTrue();
          }
        }
      }
      TimeUnit.MILLISECONDS.sleep(300); // what was on its way arrives
      int asked = proxy.recordRequests();
      TimeUnit.MILLISECONDS.sleep(300);
      // Nothing goes on reading.
      assertThat(proxy.recordRequests()).isEqualTo(asked);
      for (int i = 0; i < 50 && proxy.openConnections() > 3; i++) {
        TimeUnit.MILLISECONDS.sleep(100);
      }
      assertThat(proxy.openConnections()).isLessThanOrEqualTo(3);
      Set<Thread> own = Threads.ofDriver();
      own.removeAll(ofOthers);
      assertThat(own).hasSizeLessThan(15); // idle workers
    }
  }
}
