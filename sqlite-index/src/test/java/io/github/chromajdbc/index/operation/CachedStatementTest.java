package io.github.chromajdbc.index.operation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chromajdbc.index.BuildMonitor;
import io.github.chromajdbc.index.CollectionSelector;
import io.github.chromajdbc.index.IndexService.IfExists;
import io.github.chromajdbc.index.definition.IndexDefinition;
import io.github.chromajdbc.index.definition.IndexedKey;
import io.github.chromajdbc.index.definition.KeyType;
import io.github.chromajdbc.index.testing.ChromaFileBuilder;
import io.github.chromajdbc.index.testing.ChromaFileBuilder.Schema;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A server keeps its prepared statements, which SQLite prepares anew after a change of the schema
 * by another connection. Those of servers were then seen to lose rows to an index with a literal in
 * its condition; the SQLite of the JDBC driver was not. The same is tested on a real server.
 */
class CachedStatementTest {
  private static final String COLLECTION = "00000000-0000-0000-0000-00000000000a";
  private static final int RECORDS = 20;

  @TempDir Path folder;
  private Path file = Path.of("");

  @BeforeEach
  void makeFile() {
    file = folder.resolve("chroma.sqlite3");
    try (ChromaFileBuilder builder = new ChromaFileBuilder(file, Schema.TODAY)) {
      builder.collection(COLLECTION, "c");
      for (int i = 0; i < RECORDS; i++) {
        builder.record(COLLECTION, "r" + i, Map.of("a", true, "b", true));
      }
    }
  }

  private static int count(PreparedStatement statement, String key) throws SQLException {
    statement.setString(1, key);
    try (ResultSet rows = statement.executeQuery()) {
      int count = 0;
      while (rows.next()) {
        count++;
      }
      return count;
    }
  }

  /** How many rows of b a statement finds that ran for a before and after a change. */
  private int ofAnotherKeyAfter(Runnable change) throws SQLException {
    try (Connection server = DriverManager.getConnection("jdbc:sqlite:" + file.toUri());
        PreparedStatement cached =
            server.prepareStatement(
                "SELECT id FROM embedding_metadata WHERE (key = ? AND key IS NOT NULL)"
                    + " AND bool_value = 1")) {
      assertThat(count(cached, "a")).isEqualTo(RECORDS);
      change.run();
      assertThat(count(cached, "a")).isEqualTo(RECORDS);
      return count(cached, "b");
    }
  }

  @Test
  void findsEveryRowOfAnotherKeyAfterAnIndexIsBuilt() throws SQLException {
    int found =
        ofAnotherKeyAfter(
            () -> {
              try (FileIndexService service = FileIndexService.open(file)) {
                service.create(
                    CollectionSelector.id(COLLECTION),
                    IndexDefinition.onKeys("i", IndexedKey.of("a", KeyType.BOOL)),
                    IfExists.FAIL,
                    BuildMonitor.SILENT);
              }
            });
    assertThat(found).isEqualTo(RECORDS);
  }
}
