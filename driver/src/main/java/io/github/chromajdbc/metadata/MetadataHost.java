package io.github.chromajdbc.metadata;

import io.github.chromajdbc.calcite.statement.Engine;
import io.github.chromajdbc.calcite.statement.Session;
import io.github.chromajdbc.convert.Conversions;
import io.github.chromajdbc.error.WarningSink;
import io.github.chromajdbc.settings.ConnectionSettings;
import java.sql.Connection;
import java.sql.SQLException;

/** What the metadata needs of the connection that it belongs to. */
public interface MetadataHost {

  Connection connection();

  /**
   * The engine that knows the tables.
   *
   * @throws SQLException 08003 when the connection is closed
   */
  Engine openEngine() throws SQLException;

  /** Where unqualified names are looked up now. */
  Session session();

  Conversions conversions();

  ConnectionSettings settings();

  /** Where warnings of reading metadata go. */
  WarningSink warnings();
}
