package io.github.chromajdbc.it.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.chromajdbc.index.operation.FileIndexService;
import io.github.chromajdbc.index.sidecar.Sidecar;
import io.github.chromajdbc.it.sql.Queries;
import io.github.chromajdbc.it.sql.ShippedDriver;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
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

  @Test
  void indexesAreCreatedShownExplainedRebuiltAndDropped() throws SQLException {
    try (Connection connection = connect("secret");
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE INDEX by_year ON docs (metadata.year INT)");
      assertThat(Queries.column(connection, "SHOW INDEXES FROM docs")).containsExactly("by_year");
      assertThat(
              Queries.column(connection, "EXPLAIN SELECT id FROM docs WHERE metadata.year > 2016"))
          .anyMatch(
              line -> {
                String text = String.valueOf(line);
                return text.contains("year") && text.contains("COVERED by custom_idx_");
              });
      assertThat(Queries.column(connection, "SELECT id FROM docs WHERE metadata.year > 2016"))
          .containsExactly("b");
      assertThatThrownBy(() -> statement.execute("CREATE INDEX by_year ON docs (metadata.year)"))
          .isInstanceOfSatisfying(
              SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("42710"));
      statement.execute("ALTER INDEX by_year ON docs REBUILD");
      statement.execute("DROP INDEX by_year ON docs");
      assertThat(Queries.column(connection, "SHOW INDEXES")).isEmpty();
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
