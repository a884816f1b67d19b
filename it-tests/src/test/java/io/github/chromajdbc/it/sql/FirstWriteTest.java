package io.github.chromajdbc.it.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chromajdbc.client.Space;
import io.github.chromajdbc.testing.ChromaServerExtension;
import io.github.chromajdbc.testing.TestCollection;
import io.github.chromajdbc.testing.TestDatabase;
import io.github.chromajdbc.testing.TestRecord;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A collection has no dimension before its first write, and statements may be prepared before. */
@ExtendWith(ChromaServerExtension.class)
class FirstWriteTest {

  @Test
  void aSearchThatWasPreparedBeforeTheFirstWriteFindsWhatCameAfter(TestDatabase database)
      throws SQLException {
    TestCollection collection = database.create("fresh", Space.L2);
    try (Connection connection = ShippedDriver.connect(database.jdbcUrl());
        PreparedStatement search =
            connection.prepareStatement(
                "SELECT id FROM fresh USING EMBEDDING (VECTOR [1, 0]) TOPK 1")) {
      try (ResultSet rows = search.executeQuery()) {
        assertThat(rows.next()).isFalse();
      }
      collection.add(TestRecord.of("first", 1, 0));
      try (ResultSet rows = search.executeQuery()) {
        assertThat(rows.next()).isTrue();
        assertThat(rows.getString(1)).isEqualTo("first");
      }
    }
  }
}
