package io.github.chromajdbc.result;

import io.github.chromajdbc.calcite.statement.ColumnDescription;
import io.github.chromajdbc.calcite.statement.RowsInMemory;
import io.github.chromajdbc.convert.Conversions;
import io.github.chromajdbc.error.ChromaError;
import io.github.chromajdbc.failure.SqlFailure;
import io.github.chromajdbc.failure.WarningChain;
import io.github.chromajdbc.failure.Wrapping;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows on their way: forward-only, read-only, streamed. For one thread, except {@link #close}.
 *
 * <p>Closed, every method but {@code close}, {@code isClosed}, {@code unwrap} and {@code
 * isWrapperFor} throws HY010.
 */
public class ChromaResultSet extends GettersByIndex implements ChromaResult {
  private final List<ColumnDescription> columns;
  private final @Nullable Statement statement;
  private final WarningChain warnings;
  private final Runnable onClose;
  private @Nullable ColumnNames names;
  private volatile boolean closed;
  private boolean onRow;
  private boolean atEnd;
  private @Nullable Boolean peeked;
  private long row;
  private int fetchSize;

  /**
   * @param warnings of the current row
   * @param onClose called once, when it is closed
   */
  public ChromaResultSet(
      ResultRows rows,
      List<ColumnDescription> columns,
      Conversions conversions,
      int maxFieldSize,
      int fetchSize,
      @Nullable Statement statement,
      WarningChain warnings,
      Runnable onClose) {
    super(rows, columns, conversions, maxFieldSize);
    this.columns = columns;
    this.statement = statement;
    this.warnings = warnings;
    this.onClose = onClose;
    this.fetchSize = fetchSize;
  }

  /**
   * Rows that are known already.
   *
   * @param statement that {@link #getStatement} answers; null for metadata
   */
  public static ChromaResultSet inMemory(
      List<ColumnDescription> columns,
      List<? extends List<? extends @Nullable Object>> rows,
      Conversions conversions,
      @Nullable Statement statement) {
    return new ChromaResultSet(
        ResultRows.unbounded(new RowsInMemory(rows)),
        columns,
        conversions,
        0,
        0,
        statement,
        new WarningChain(),
        () -> {});
  }

  @Override
  final void checkOpen() throws SQLException {
    if (closed) {
      throw SqlFailure.of(ChromaError.RESULT_SET_CLOSED);
    }
  }

  @Override
  final void checkOnRow() throws SQLException {
    if (closed || !isOnRow()) {
      checkOpen();
      throw SqlFailure.of(ChromaError.NO_CURRENT_ROW);
    }
  }

  /** Whether there is a current row. */
  boolean isOnRow() {
    return onRow;
  }

  @Override
  public boolean next() throws SQLException {
    checkOpen();
    warnings.forgetRow();
    onRow = false;
    Boolean known = peeked;
    peeked = null;
    boolean found = known == null ? read() : known;
    if (found) {
      row++;
    }
    onRow = found;
    atEnd = !found;
    return found;
  }

  /** The next row. Whatever breaks because another thread closed the rows is that: closed. */
  private boolean read() throws SQLException {
    boolean found;
    try {
      found = rows().next();
    } catch (SQLException failure) {
      if (closed && ChromaError.INTERNAL.sqlState().equals(failure.getSQLState())) {
        SQLException gone = SqlFailure.of(ChromaError.RESULT_SET_CLOSED);
        gone.addSuppressed(failure);
        throw gone;
      }
      throw failure;
    }
    checkOpen();
    return found;
  }

  @Override
  public boolean isBeforeFirst() throws SQLException {
    checkOpen();
    if (row > 0 || atEnd) {
      return false;
    }
    if (peeked == null) {
      peeked = read();
    }
    return Boolean.TRUE.equals(peeked);
  }

  @Override
  public boolean isAfterLast() throws SQLException {
    checkOpen();
    return atEnd && row > 0;
  }

  @Override
  public boolean isFirst() throws SQLException {
    checkOpen();
    return onRow && row == 1;
  }

  /** The number of the current row, from 1; 0 when there is none. */
  @Override
  public int getRow() throws SQLException {
    checkOpen();
    return onRow ? (int) Math.min(row, Integer.MAX_VALUE) : 0;
  }

  @Override
  public int findColumn(@Nullable String label) throws SQLException {
    checkOpen();
    if (names == null) {
      names = new ColumnNames(columns);
    }
    return names.find(label);
  }

  @Override
  public ResultSetMetaData getMetaData() throws SQLException {
    checkOpen();
    return new ChromaResultSetMetaData(columns);
  }

  @Override
  public @Nullable SQLWarning getWarnings() throws SQLException {
    checkOpen();
    return warnings.first();
  }

  @Override
  public void clearWarnings() throws SQLException {
    checkOpen();
    warnings.clear();
  }

  @Override
  public void setFetchDirection(int direction) throws SQLException {
    checkOpen();
    if (direction != FETCH_FORWARD) {
      throw SqlFailure.of(
          ChromaError.INVALID_ARGUMENT,
          "A forward-only result set is fetched forward: use FETCH_FORWARD");
    }
  }

  @Override
  public int getFetchDirection() throws SQLException {
    checkOpen();
    return FETCH_FORWARD;
  }

  /** Remembered; the size of requests was decided when the statement was executed. */
  @Override
  public void setFetchSize(int rows) throws SQLException {
    checkOpen();
    if (rows < 0) {
      throw SqlFailure.of(ChromaError.INVALID_ARGUMENT, "A fetch size is not negative");
    }
    fetchSize = rows;
  }

  @Override
  public int getFetchSize() throws SQLException {
    checkOpen();
    return fetchSize;
  }

  @Override
  public int getType() throws SQLException {
    checkOpen();
    return TYPE_FORWARD_ONLY;
  }

  @Override
  public int getConcurrency() throws SQLException {
    checkOpen();
    return CONCUR_READ_ONLY;
  }

  @Override
  public int getHoldability() throws SQLException {
    checkOpen();
    return HOLD_CURSORS_OVER_COMMIT;
  }

  @Override
  public @Nullable Statement getStatement() throws SQLException {
    checkOpen();
    return statement;
  }

  @Override
  public boolean rowUpdated() throws SQLException {
    checkOnRow();
    return false;
  }

  @Override
  public boolean rowInserted() throws SQLException {
    checkOnRow();
    return false;
  }

  @Override
  public boolean rowDeleted() throws SQLException {
    checkOnRow();
    return false;
  }

  @Override
  public boolean isClosed() {
    return closed;
  }

  @Override
  public void close() throws SQLException {
    if (closed) {
      return;
    }
    closed = true;
    try {
      rows().close();
    } finally {
      onClose.run();
    }
  }

  @Override
  public boolean isPartial() {
    return warnings.tellOfMissingRows();
  }

  @Override
  public <T> T unwrap(@Nullable Class<T> type) throws SQLException {
    return Wrapping.unwrap(this, type);
  }

  @Override
  public boolean isWrapperFor(@Nullable Class<?> type) {
    return Wrapping.isWrapper(this, type);
  }

  @Override
  public String toString() {
    return "ChromaResultSet" + columns.stream().map(ColumnDescription::label).toList();
  }

  /** Whether there are result sets of this kind: both ways to scroll, neither to update. */
  public static boolean isSupported(int type, int concurrency) {
    return (type == ResultSet.TYPE_FORWARD_ONLY || type == ResultSet.TYPE_SCROLL_INSENSITIVE)
        && concurrency == ResultSet.CONCUR_READ_ONLY;
  }
}
