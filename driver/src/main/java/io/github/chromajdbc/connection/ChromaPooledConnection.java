package io.github.chromajdbc.connection;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.ConnectionEvent;
import javax.sql.ConnectionEventListener;
import javax.sql.PooledConnection;
import javax.sql.StatementEventListener;
import org.jspecify.annotations.Nullable;

/**
 * A connection that a pool keeps and lends. Each {@link #getConnection} answers a handle that looks
 * like a new connection; closing the handle tells the pool and leaves this open. Statements are not
 * pooled, so there are no statement events. Thread-safe.
 */
public final class ChromaPooledConnection implements PooledConnection {
  private final ChromaConnection physical;
  private final List<ConnectionEventListener> listeners = new CopyOnWriteArrayList<>();
  private @Nullable LentConnection lent;

  public ChromaPooledConnection(ChromaConnection physical) {
    this.physical = physical;
  }

  /** A handle; the one before is closed, and whatever was set through it is forgotten. */
  @Override
  public synchronized Connection getConnection() throws SQLException {
    physical.checkOpen();
    if (lent != null) {
      lent.detach();
    }
    physical.reset();
    LentConnection lending = new LentConnection(this, physical);
    lent = lending;
    return lending.handle();
  }

  /** The handle was closed by whoever had borrowed it. */
  void returned(LentConnection handle) throws SQLException {
    synchronized (this) {
      if (lent == handle) {
        lent = null;
      }
    }
    physical.reset();
    ConnectionEvent event = new ConnectionEvent(this);
    listeners.forEach(listener -> listener.connectionClosed(event));
  }

  /** Something failed; the pool must know when the connection itself is of no use any more. */
  void failed(SQLException failure) {
    String state = failure.getSQLState();
    if (physical.isClosed() || (state != null && state.startsWith("08"))) {
      ConnectionEvent event = new ConnectionEvent(this, failure);
      listeners.forEach(listener -> listener.connectionErrorOccurred(event));
    }
  }

  @Override
  public void close() throws SQLException {
    physical.close();
  }

  @Override
  public void addConnectionEventListener(ConnectionEventListener listener) {
    listeners.add(listener);
  }

  @Override
  public void removeConnectionEventListener(ConnectionEventListener listener) {
    listeners.remove(listener);
  }

  /** Nothing to hear: statements are not pooled. */
  @Override
  public void addStatementEventListener(StatementEventListener listener) {}

  @Override
  public void removeStatementEventListener(StatementEventListener listener) {}
}
