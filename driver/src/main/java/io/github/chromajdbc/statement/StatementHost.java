package io.github.chromajdbc.statement;

import io.github.chromajdbc.calcite.statement.Engine;
import io.github.chromajdbc.calcite.statement.Session;
import io.github.chromajdbc.client.RequestTurns;
import io.github.chromajdbc.convert.Conversions;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/** What a statement needs of the connection that it belongs to. */
public interface StatementHost {

  Connection connection();

  /**
   * The engine that answers.
   *
   * @throws SQLException 08003 when the connection is closed
   */
  Engine openEngine() throws SQLException;

  /** The turns of the connection's requests. */
  RequestTurns turns();

  /** Where unqualified names are looked up now. */
  Session session();

  Conversions conversions();

  /** Most rows that a result set keeps to scroll in. */
  int maxScrollRows();

  /** Longest time a single call may wait; zero for no limit. */
  Duration networkTimeout();

  /** A statement that takes longer is logged; zero for none. */
  Duration slowStatement();

  /** The server as messages name it. */
  String server();

  /**
   * Called before something runs that changes data.
   *
   * @throws SQLException 25000 when the connection is read-only
   */
  void beforeWrite() throws SQLException;

  /** The statement is closed: the connection need not close it any more. */
  void forget(ChromaStatement statement);
}
