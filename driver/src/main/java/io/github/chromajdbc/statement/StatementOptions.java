package io.github.chromajdbc.statement;

import io.github.chromajdbc.error.ChromaError;
import io.github.chromajdbc.failure.SqlFailure;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/**
 * What is set on a statement before it runs: bounds and hints. A value that JDBC does not allow is
 * HY024.
 */
abstract class StatementOptions implements Statement {
  private int maxFieldSize;
  private long maxRows;
  private int queryTimeout;
  private int fetchSize;
  private int fetchDirection = ResultSet.FETCH_FORWARD;
  private boolean poolable;
  private boolean scrollable;
  private boolean escapeProcessing = true;

  /** Lets results scroll. */
  public final void makeScrollable() {
    scrollable = true;
  }

  final boolean isScrollable() {
    return scrollable;
  }

  /** Throws HY010 when the statement is closed. */
  abstract void checkOpen() throws SQLException;

  static void check(boolean allowed, String sentence) throws SQLException {
    if (!allowed) {
      throw SqlFailure.of(ChromaError.INVALID_ARGUMENT, sentence);
    }
  }

  /** The query timeout; zero for none. */
  final Duration timeout() {
    return Duration.ofSeconds(queryTimeout);
  }

  @Override
  public int getMaxFieldSize() throws SQLException {
    checkOpen();
    return maxFieldSize;
  }

  @Override
  public void setMaxFieldSize(int most) throws SQLException {
    checkOpen();
    check(most >= 0, "A field size is 0, for no limit, or more");
    maxFieldSize = most;
  }

  @Override
  public int getMaxRows() throws SQLException {
    checkOpen();
    return (int) Math.min(maxRows, Integer.MAX_VALUE);
  }

  @Override
  public void setMaxRows(int most) throws SQLException {
    setLargeMaxRows(most);
  }

  @Override
  public long getLargeMaxRows() throws SQLException {
    checkOpen();
    return maxRows;
  }

  @Override
  public void setLargeMaxRows(long most) throws SQLException {
    checkOpen();
    check(most >= 0, "A number of rows is 0, for no limit, or more");
    maxRows = most;
  }

  @Override
  public int getQueryTimeout() throws SQLException {
    checkOpen();
    return queryTimeout;
  }

  @Override
  public void setQueryTimeout(int seconds) throws SQLException {
    checkOpen();
    check(seconds >= 0, "A query timeout is 0, for no limit, or more seconds");
    queryTimeout = seconds;
  }

  @Override
  public int getFetchSize() throws SQLException {
    checkOpen();
    return fetchSize;
  }

  @Override
  public void setFetchSize(int rows) throws SQLException {
    checkOpen();
    check(rows >= 0, "A fetch size is 0, for the property pageSize, or more rows");
    fetchSize = rows;
  }

  @Override
  public int getFetchDirection() throws SQLException {
    checkOpen();
    return fetchDirection;
  }

  /** A hint, which changes nothing: rows come forward. */
  @Override
  public void setFetchDirection(int direction) throws SQLException {
    checkOpen();
    check(
        direction == ResultSet.FETCH_FORWARD
            || direction == ResultSet.FETCH_REVERSE
            || direction == ResultSet.FETCH_UNKNOWN,
        "A fetch direction is FETCH_FORWARD, FETCH_REVERSE or FETCH_UNKNOWN");
    fetchDirection = direction;
  }

  @Override
  public boolean isPoolable() throws SQLException {
    checkOpen();
    return poolable;
  }

  @Override
  public void setPoolable(boolean value) throws SQLException {
    checkOpen();
    poolable = value;
  }

  final void makePoolable() {
    poolable = true;
  }

  /** Off, only the escapes that the grammar reads itself are read: {@code {fn}}, {@code {d}}. */
  @Override
  public void setEscapeProcessing(boolean on) throws SQLException {
    checkOpen();
    escapeProcessing = on;
  }

  final boolean readsEscapes() {
    return escapeProcessing;
  }

  /** Nothing, as JDBC has it where positioned updates are not supported. */
  @Override
  public void setCursorName(String name) throws SQLException {
    checkOpen();
  }

  @Override
  public int getResultSetType() throws SQLException {
    checkOpen();
    return scrollable ? ResultSet.TYPE_SCROLL_INSENSITIVE : ResultSet.TYPE_FORWARD_ONLY;
  }

  @Override
  public int getResultSetConcurrency() throws SQLException {
    checkOpen();
    return ResultSet.CONCUR_READ_ONLY;
  }

  @Override
  public int getResultSetHoldability() throws SQLException {
    checkOpen();
    return ResultSet.HOLD_CURSORS_OVER_COMMIT;
  }
}
