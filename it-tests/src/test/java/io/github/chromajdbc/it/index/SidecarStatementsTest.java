package io.github.chromajdbc.it.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.chromajdbc.index.operation.FileIndexService;
import io.github.chromajdbc.index.sidecar.Sidecar;
import io.github.chromajdbc.it.sql.ShippedDriver;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Index DDL through the driver and a sidecar, on the file of a running server. */
class SidecarStatementsTest {
  private static ServedFile served;
  private static FileIndexService indexes;
  private static Sidecar sidecar;

  @BeforeAll
  static void serve() {
    served = ServedFile.start();
    served.add(
        served.createCollection("docs"),
        Map.of(
            "ids", List.of("a", "b"),
            "embeddings", List.of(List.of(1, 0), List.of(0, 1)),
            "metadatas", List.of(Map.of("year", 2015), Map.of("year", 2020))));
    indexes = served.indexes();
    sidecar =
        Sidecar.start(
            indexes, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), "secret");
  }

  @AfterAll
  static void stop() {
    sidecar.close();
    indexes.close();
    served.close();
  }

  private static Connection connect(String token) throws SQLException {
    return ShippedDriver.connect(
        served.jdbcUrl()
            + "?indexUrl=http://127.0.0.1:"
            + sidecar.address().getPort()
            + "&indexToken="
            + token);
  }

  private static List<String> firstColumn(Statement statement, String sql) throws SQLException {
    List<String> values = new ArrayList<>();
    try (ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        values.add(rows.getString(1));
      }
    }
    return values;
  }

  @Test
  void indexesAreCreatedShownExplainedRebuiltAndDropped() throws SQLException {
    try (Connection connection = connect("secret");
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE INDEX by_year ON docs (metadata.year INT)");
      assertThat(firstColumn(statement, "SHOW INDEXES FROM docs")).containsExactly("by_year");
      assertThat(firstColumn(statement, "EXPLAIN SELECT id FROM docs WHERE metadata.year > 2016"))
          .anyMatch(line -> line.contains("year") && line.contains("COVERED by custom_idx_"));
      assertThat(firstColumn(statement, "SELECT id FROM docs WHERE metadata.year > 2016"))
          .containsExactly("b");
      assertThatThrownBy(() -> statement.execute("CREATE INDEX by_year ON docs (metadata.year)"))
          .isInstanceOfSatisfying(
              SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("42710"));
      statement.execute("ALTER INDEX by_year ON docs REBUILD");
      statement.execute("DROP INDEX by_year ON docs");
      assertThat(firstColumn(statement, "SHOW INDEXES")).isEmpty();
    }
  }

  @Test
  void aWrongTokenIsRefused() throws SQLException {
    try (Connection connection = connect("guess");
        Statement statement = connection.createStatement()) {
      assertThatThrownBy(() -> statement.execute("CREATE INDEX i ON docs (metadata.year)"))
          .isInstanceOfSatisfying(
              SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("28000"));
      assertThatThrownBy(() -> statement.execute("SHOW INDEXES"))
          .isInstanceOfSatisfying(
              SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("28000"));
    }
  }
}
