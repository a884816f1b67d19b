package io.github.chromajdbc.result;

import io.github.chromajdbc.calcite.statement.ColumnDescription;
import io.github.chromajdbc.convert.Conversions;
import io.github.chromajdbc.error.ChromaError;
import io.github.chromajdbc.failure.SqlFailure;
import io.github.chromajdbc.failure.WarningChain;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows in memory that can be read in any order. It does not see what changes after it was read:
 * scroll-insensitive, and read-only.
 */
public final class ScrollingResultSet extends ChromaResultSet {
  private final ScrollCursor cursor;
  private int fetchDirection = FETCH_FORWARD;

  private ScrollingResultSet(
      ScrollCursor cursor,
      List<ColumnDescription> columns,
      Conversions conversions,
      int maxFieldSize,
      int fetchSize,
      Statement statement,
      Runnable onClose) {
    super(
        ResultRows.unbounded(cursor),
        columns,
        conversions,
        maxFieldSize,
        fetchSize,
        statement,
        new WarningChain(),
        onClose);
    this.cursor = cursor;
  }

  /** A result set of these rows, before the first. */
  public static ScrollingResultSet of(
      List<? extends List<? extends @Nullable Object>> rows,
      List<ColumnDescription> columns,
      Conversions conversions,
      int maxFieldSize,
      int fetchSize,
      Statement statement,
      Runnable onClose) {
    return new ScrollingResultSet(
        new ScrollCursor(rows), columns, conversions, maxFieldSize, fetchSize, statement, onClose);
  }

  @Override
  boolean isOnRow() {
    return cursor.isOnRow();
  }

  private boolean moveTo(long row) throws SQLException {
    checkOpen();
    clearWarnings();
    return cursor.moveTo(row);
  }

  @Override
  public boolean next() throws SQLException {
    return moveTo(cursor.position() + 1L);
  }

  @Override
  public boolean previous() throws SQLException {
    return moveTo(cursor.position() - 1L);
  }

  @Override
  public boolean first() throws SQLException {
    return moveTo(1);
  }

  /** Of no rows, this is after the last. */
  @Override
  public boolean last() throws SQLException {
    return moveTo(Math.max(1, cursor.size()));
  }

  @Override
  public void beforeFirst() throws SQLException {
    moveTo(0);
  }

  @Override
  public void afterLast() throws SQLException {
    moveTo(cursor.size() + 1L);
  }

  /** Counted from the end when negative, -1 being the last; 0 is before the first. */
  @Override
  public boolean absolute(int row) throws SQLException {
    return moveTo(row >= 0 ? row : cursor.size() + 1L + row);
  }

  @Override
  public boolean relative(int rows) throws SQLException {
    return moveTo(cursor.position() + (long) rows);
  }

  @Override
  public boolean isBeforeFirst() throws SQLException {
    checkOpen();
    return cursor.position() == 0 && cursor.size() > 0;
  }

  @Override
  public boolean isFirst() throws SQLException {
    checkOpen();
    return cursor.position() == 1 && cursor.size() > 0;
  }

  @Override
  public boolean isLast() throws SQLException {
    checkOpen();
    return cursor.position() == cursor.size() && cursor.size() > 0;
  }

  @Override
  public boolean isAfterLast() throws SQLException {
    checkOpen();
    return cursor.position() > cursor.size() && cursor.size() > 0;
  }

  @Override
  public int getRow() throws SQLException {
    checkOpen();
    return cursor.isOnRow() ? cursor.position() : 0;
  }

  /** A hint, which changes nothing: all rows are here. */
  @Override
  public void setFetchDirection(int direction) throws SQLException {
    checkOpen();
    if (direction != FETCH_FORWARD && direction != FETCH_REVERSE && direction != FETCH_UNKNOWN) {
      throw SqlFailure.of(
          ChromaError.INVALID_ARGUMENT,
          "A fetch direction is FETCH_FORWARD, FETCH_REVERSE or FETCH_UNKNOWN");
    }
    fetchDirection = direction;
  }

  @Override
  public int getFetchDirection() throws SQLException {
    checkOpen();
    return fetchDirection;
  }

  @Override
  public int getType() throws SQLException {
    checkOpen();
    return TYPE_SCROLL_INSENSITIVE;
  }
}
