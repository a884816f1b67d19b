package io.github.chromajdbc.thin;

import java.sql.Connection;
import java.sql.SQLException;

/** Where the connections come from that clients are served. */
@FunctionalInterface
public interface ConnectionSource {

  /** A new connection. */
  Connection open() throws SQLException;
}
