package io.github.chromajdbc.statement;

import io.github.chromajdbc.calcite.statement.ColumnDescription;
import io.github.chromajdbc.calcite.statement.Engine;
import io.github.chromajdbc.calcite.statement.PreparedQuery;
import io.github.chromajdbc.calcite.statement.RowCursor;
import io.github.chromajdbc.calcite.statement.TypeDescription;
import io.github.chromajdbc.error.ChromaError;
import io.github.chromajdbc.failure.Boundary;
import io.github.chromajdbc.failure.SqlFailure;
import io.github.chromajdbc.failure.WarningChain;
import io.github.chromajdbc.failure.Wrapping;
import io.github.chromajdbc.result.ChromaResultSet;
import io.github.chromajdbc.result.ResultRows;
import io.github.chromajdbc.result.ScrollBuffer;
import io.github.chromajdbc.result.ScrollingResultSet;
import io.github.chromajdbc.timing.StatementWatch;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Types;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Runs a text and holds its one result. {@link #cancel} and {@link #close} may come from any
 * thread; executions from several threads wait for each other, and each ends the result of the one
 * before.
 *
 * <p>Closed, every method but {@code close}, {@code isClosed}, {@code unwrap} and {@code
 * isWrapperFor} throws HY010.
 */
public class ChromaStatement extends BatchStatement {
  private static final ColumnDescription KEY_COLUMN =
      new ColumnDescription(
          "id",
          "id",
          null,
          null,
          null,
          new TypeDescription(Types.VARCHAR, "VARCHAR", 0, 0, false, null));

  private final StatementHost host;
  private final WarningChain warnings = new WarningChain();
  private final ReentrantLock execution = new ReentrantLock();
  private final AtomicBoolean closed = new AtomicBoolean();
  private volatile @Nullable Running running;
  private volatile @Nullable ChromaResultSet result;
  private volatile long updateCount = -1;
  private volatile boolean closeOnCompletion;

  public ChromaStatement(StatementHost host) {
    this.host = host;
  }

  final StatementHost host() {
    return host;
  }

  final WarningChain warnings() {
    return warnings;
  }

  @Override
  final void checkOpen() throws SQLException {
    if (closed.get()) {
      throw SqlFailure.of(ChromaError.STATEMENT_CLOSED);
    }
  }

  /** What an execution answers. */
  enum Answer {
    ROWS,
    COUNT,
    EITHER
  }

  @Override
  boolean run(@Nullable String sql, Answer expected) throws SQLException {
    checkOpen();
    if (sql == null) {
      throw SqlFailure.of(ChromaError.INVALID_ARGUMENT, "The text of the statement is null");
    }
    String text = readsEscapes() ? ClauseEscapes.remove(sql) : sql;
    return run(sql, expected, (engine, run) -> prepare(engine, text, run), List.of());
  }

  /** Where the plan of an execution comes from. */
  @FunctionalInterface
  interface PlanSource {
    PreparedQuery plan(Engine engine, Running run) throws SQLException;
  }

  private PreparedQuery prepare(Engine engine, String sql, Running run) throws SQLException {
    return run.ask(() -> engine.prepare(sql, host.session(), run, run.cancellation()));
  }

  /** Runs a plan; true when it answers rows. */
  final boolean run(
      String sql, Answer expected, PlanSource source, List<@Nullable Object> parameters)
      throws SQLException {
    execution.lock();
    try {
      checkOpen();
      Engine engine = host.openEngine();
      endResult();
      warnings.clear();
      StatementWatch watch = new StatementWatch(sql, host.slowStatement(), host.server());
      Running run =
          new Running(
              timeout(), host.networkTimeout(), host.server(), host.turns(), warnings, watch);
      running = run;
      boolean rows = false;
      try {
        PreparedQuery query = source.plan(engine, run);
        checkAnswer(query, expected);
        rows = start(run.fitting(query, parameters), parameters, run);
      } catch (SQLException failure) {
        run.failed(failure);
        throw failure;
      } finally {
        if (!rows) {
          ended(run, Math.max(updateCount, 0));
        }
      }
      // Closed by another thread meanwhile, which could not know of the result yet.
      if (closed.get()) {
        endResult();
        checkOpen();
      }
      return rows;
    } finally {
      execution.unlock();
    }
  }

  private void checkAnswer(PreparedQuery query, Answer expected) throws SQLException {
    boolean isQuery = !query.columns().isEmpty();
    if (expected == Answer.ROWS && !isQuery) {
      throw SqlFailure.of(
          ChromaError.NO_RESULT_SET, "The statement answers no rows: use execute or executeUpdate");
    }
    if (expected == Answer.COUNT && isQuery) {
      throw SqlFailure.of(
          ChromaError.INVALID_STATEMENT, "The statement answers rows: use execute or executeQuery");
    }
    if (!isQuery) {
      host.beforeWrite();
    }
  }

  private boolean start(PreparedQuery query, List<@Nullable Object> parameters, Running run)
      throws SQLException {
    RowCursor cursor = run.execute(query, parameters, getLargeMaxRows(), getFetchSize());
    if (query.columns().isEmpty()) {
      try (cursor) {
        updateCount = run.ask(cursor::updateCount);
      }
      return false;
    }
    if (isScrollable()) {
      int width = query.columns().size();
      ScrollBuffer buffer = run.ask(() -> ScrollBuffer.read(cursor, width, host.maxScrollRows()));
      if (buffer.isComplete()) {
        ended(run, buffer.rows().size());
        result =
            ScrollingResultSet.of(
                buffer.rows(),
                query.columns(),
                host.conversions(),
                getMaxFieldSize(),
                getFetchSize(),
                this,
                this::resultClosed);
        return true;
      }
      warnings.warn(
          ChromaError.OPTION_CHANGED.warning(
              "A result of "
                  + host.maxScrollRows()
                  + " rows or more cannot scroll: this one is forward-only. Ask for fewer rows, or"
                  + " set the property maxScrollRows higher"));
      streamed(query, buffer.followedBy(cursor), run);
      return true;
    }
    streamed(query, cursor, run);
    return true;
  }

  private void streamed(PreparedQuery query, RowCursor cursor, Running run) throws SQLException {
    ResultRows rows =
        new ResultRows(
            cursor, run.cancellation(), run.timer(), getLargeMaxRows(), read -> ended(run, read));
    result =
        new ChromaResultSet(
            rows,
            query.columns(),
            host.conversions(),
            getMaxFieldSize(),
            getFetchSize(),
            this,
            run.rowWarnings(),
            this::resultClosed);
  }

  /** No row can follow: a cancel now has nothing to end. */
  private void ended(Running run, long rows) {
    run.ended(rows);
    if (running == run) {
      running = null;
    }
  }

  private void resultClosed() {
    // Running again and closing the statement take the result away first: neither completes it.
    ChromaResultSet current = result;
    if (closeOnCompletion && current != null && current.isClosed()) {
      try {
        close();
      } catch (SQLException impossible) {
        // The result set is closed already, and nothing else of a statement can fail to close.
        throw new IllegalStateException(impossible);
      }
    }
  }

  /** Closes the current result, if there is one, and forgets the update count. */
  private void endResult() throws SQLException {
    ChromaResultSet current = result;
    result = null;
    updateCount = -1;
    if (current != null) {
      current.close();
    }
  }

  @Override
  public @Nullable ResultSet getResultSet() throws SQLException {
    checkOpen();
    return result;
  }

  @Override
  final ResultSet currentResult() throws SQLException {
    ChromaResultSet current = result;
    if (current == null) {
      throw SqlFailure.of(ChromaError.STATEMENT_CLOSED);
    }
    return current;
  }

  @Override
  public int getUpdateCount() throws SQLException {
    return (int) Math.min(getLargeUpdateCount(), Integer.MAX_VALUE);
  }

  @Override
  public long getLargeUpdateCount() throws SQLException {
    checkOpen();
    return updateCount;
  }

  @Override
  public boolean getMoreResults() throws SQLException {
    return getMoreResults(CLOSE_CURRENT_RESULT);
  }

  /** Always false: a statement has one result. */
  @Override
  public boolean getMoreResults(int current) throws SQLException {
    checkOpen();
    check(
        current == CLOSE_CURRENT_RESULT
            || current == KEEP_CURRENT_RESULT
            || current == CLOSE_ALL_RESULTS,
        "What becomes of the current result is CLOSE_CURRENT_RESULT or CLOSE_ALL_RESULTS");
    if (current == KEEP_CURRENT_RESULT) {
      throw SqlFailure.notSupported(
          "A statement has one open result: use CLOSE_CURRENT_RESULT, or a second statement");
    }
    endResult();
    return false;
  }

  /** Empty, with the column {@code id}: no key was generated. */
  @Override
  public ResultSet getGeneratedKeys() throws SQLException {
    checkOpen();
    return ChromaResultSet.inMemory(List.of(KEY_COLUMN), List.of(), host.conversions(), this);
  }

  @Override
  public void cancel() throws SQLException {
    checkOpen();
    Running run = running;
    if (run != null) {
      Boundary.tell(run.cancellation(), run::cancel);
    }
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
  public Connection getConnection() throws SQLException {
    checkOpen();
    return host.connection();
  }

  @Override
  public void closeOnCompletion() throws SQLException {
    checkOpen();
    closeOnCompletion = true;
  }

  @Override
  public boolean isCloseOnCompletion() throws SQLException {
    checkOpen();
    return closeOnCompletion;
  }

  @Override
  public boolean isClosed() {
    return closed.get();
  }

  @Override
  public void close() throws SQLException {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    host.forget(this);
    Running run = running;
    if (run != null) {
      // Another thread may wait for a row: it learns that its statement is gone.
      Boundary.tell(run.cancellation(), run::cancel);
    }
    endResult();
  }

  @Override
  public <T> T unwrap(@Nullable Class<T> type) throws SQLException {
    return Wrapping.unwrap(this, type);
  }

  @Override
  public boolean isWrapperFor(@Nullable Class<?> type) {
    return Wrapping.isWrapper(this, type);
  }
}
