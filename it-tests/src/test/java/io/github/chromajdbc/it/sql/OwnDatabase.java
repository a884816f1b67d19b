package io.github.chromajdbc.it.sql;

import io.github.chromajdbc.testing.ChromaServerExtension;
import io.github.chromajdbc.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** A connection to a database of the class's own, with the records that the class writes first. */
@ExtendWith(ChromaServerExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class OwnDatabase {
  private final String properties;
  private @Nullable Connection connection;

  /**
   * @param properties behind the URL of the database; empty for none
   */
  OwnDatabase(String properties) {
    this.properties = properties;
  }

  abstract void fill(TestDatabase database);

  @BeforeAll
  void open(TestDatabase database) throws SQLException {
    fill(database);
    connection = ShippedDriver.connect(database.jdbcUrl() + properties);
  }

  @AfterAll
  void close() throws SQLException {
    connection().close();
  }

  final Connection connection() {
    return Objects.requireNonNull(connection);
  }
}
