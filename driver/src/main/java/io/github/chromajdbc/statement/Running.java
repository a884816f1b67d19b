package io.github.chromajdbc.statement;

import io.github.chromajdbc.calcite.statement.Execution;
import io.github.chromajdbc.calcite.statement.PreparedQuery;
import io.github.chromajdbc.calcite.statement.RowCursor;
import io.github.chromajdbc.client.Cancellation;
import io.github.chromajdbc.client.RequestTurns;
import io.github.chromajdbc.error.ChromaError;
import io.github.chromajdbc.error.ChromaWarning;
import io.github.chromajdbc.error.WarningSink;
import io.github.chromajdbc.failure.Boundary;
import io.github.chromajdbc.failure.WarningChain;
import io.github.chromajdbc.timing.QueryTimer;
import io.github.chromajdbc.timing.StatementWatch;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One execution of a statement, from its start to its last row: its off-switch, its timeouts and
 * where its warnings go.
 *
 * <p>Every warning stays with the statement until it runs again. One that comes while rows are read
 * is also the result set's, which forgets it at the next row, as JDBC has it.
 */
final class Running implements WarningSink, AutoCloseable {
  private final Cancellation cancellation = new Cancellation();
  private final WarningChain rowWarnings = new WarningChain();
  private final WarningChain statementWarnings;
  private final RequestTurns turns;
  private final QueryTimer timer;
  private final StatementWatch watch;

  Running(
      Duration queryTimeout,
      Duration networkTimeout,
      String server,
      RequestTurns turns,
      WarningChain statementWarnings,
      StatementWatch watch) {
    this.turns = turns;
    this.statementWarnings = statementWarnings;
    this.watch = watch;
    this.timer =
        new QueryTimer(queryTimeout, networkTimeout, cancellation, server, watch.needsTime());
  }

  Cancellation cancellation() {
    return cancellation;
  }

  QueryTimer timer() {
    return timer;
  }

  WarningChain rowWarnings() {
    return rowWarnings;
  }

  @Override
  public void warn(ChromaWarning warning) {
    statementWarnings.warn(warning);
    rowWarnings.warn(warning);
  }

  /** Something that the engine does for this execution, under its timeouts. */
  <T> T ask(Boundary.Question<T> question) throws SQLException {
    timer.enter();
    try {
      return Boundary.ask(cancellation, question);
    } finally {
      timer.leave();
    }
  }

  RowCursor execute(
      PreparedQuery query, List<@Nullable Object> parameters, long maxRows, int fetchSize)
      throws SQLException {
    return ask(() -> query.execute(parameters, execution(maxRows, fetchSize)));
  }

  /** The query as these parameters make it, with the columns that its rows have. */
  PreparedQuery fitting(PreparedQuery query, List<@Nullable Object> parameters)
      throws SQLException {
    return ask(() -> query.fitting(parameters, execution(0, 0)));
  }

  private Execution execution(long maxRows, int fetchSize) {
    return new Execution(cancellation, this, maxRows, fetchSize, turns);
  }

  void cancel() {
    cancellation.cancel(ChromaError.CANCELLED.exception());
  }

  /** It could not start. */
  void failed(SQLException failure) {
    watch.failed(failure);
  }

  /**
   * No row can follow.
   *
   * @param rows that were read, or changed
   */
  void ended(long rows) {
    close();
    watch.ended(timer.used(), rows);
  }

  /** The timeouts end; the switch stays, for whatever still runs. */
  @Override
  public void close() {
    timer.close();
  }
}
