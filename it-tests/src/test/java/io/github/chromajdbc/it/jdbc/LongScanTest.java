package io.github.chromajdbc.it.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chromajdbc.it.jdbc.program.ScanProgram;
import io.github.chromajdbc.testing.ChromaServerExtension;
import io.github.chromajdbc.testing.TestDatabase;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
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
  void aResultThatIsClosedHalfWayLeavesNoThreadAndNoConnection(TestDatabase database)
      throws SQLException, InterruptedException {
    Set<Thread> ofOthers = Threads.ofDriver(); // engines outlive their connections for a while
    int rounds = 30;
    try (StrangeProxy proxy = new StrangeProxy(database.server().url());
        Connection connection = ShippedJar.connect(proxy.jdbcUrl(database.name()))) {
      int asked = 0;
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
        asked = proxy.recordRequests();
      }
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
