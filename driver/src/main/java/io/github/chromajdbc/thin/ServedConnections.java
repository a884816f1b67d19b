package io.github.chromajdbc.thin;

import io.github.chromajdbc.error.ChromaError;
import io.github.chromajdbc.failure.SqlFailure;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import org.apache.calcite.avatica.jdbc.JdbcMeta;

/**
 * Avatica's way to a JDBC driver, with the connections of this one. What a client asks for in its
 * own properties is not passed on: it could name another server or a file of this machine.
 */
final class ServedConnections extends JdbcMeta {
  private final ConnectionSource source;
  private final int most;

  ServedConnections(ConnectionSource source, int most) throws SQLException {
    super("jdbc:chroma:");
    this.source = source;
    this.most = most;
  }

  @Override
  protected Connection createConnection(String url, Properties ofTheClient) throws SQLException {
    if (open() >= most) {
      throw SqlFailure.of(
          ChromaError.LIMIT_EXCEEDED,
          "All "
              + most
              + " connections of this thin server are in use: close one, try later, or start it"
              + " with --max-connections");
    }
    return source.open();
  }

  /** How many connections clients have open. */
  long open() {
    return getConnectionCache().size();
  }

  /** Closes what clients left open. */
  void close() {
    getStatementCache().invalidateAll();
    getConnectionCache().invalidateAll();
  }
}
