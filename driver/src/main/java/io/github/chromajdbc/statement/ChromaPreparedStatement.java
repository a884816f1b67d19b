package io.github.chromajdbc.statement;

import io.github.chromajdbc.calcite.statement.Engine;
import io.github.chromajdbc.calcite.statement.ParameterDescription;
import io.github.chromajdbc.calcite.statement.PreparedQuery;
import io.github.chromajdbc.convert.ParameterConversion;
import io.github.chromajdbc.error.ChromaError;
import io.github.chromajdbc.failure.SqlFailure;
import io.github.chromajdbc.failure.WarningChain;
import io.github.chromajdbc.result.ChromaResultSetMetaData;
import io.github.chromajdbc.timing.StatementWatch;
import java.sql.ParameterMetaData;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A statement that was planned once. Running it again neither parses nor plans. Its columns stay as
 * they were when it was prepared.
 */
public final class ChromaPreparedStatement extends ParameterSetters {
  private final String sql;
  private final PreparedQuery query;
  private final List<ParameterDescription> expected;
  private final List<List<@Nullable Object>> batch = new ArrayList<>();
  private @Nullable Object[] values;
  private boolean[] given;

  private ChromaPreparedStatement(StatementHost host, String sql, PreparedQuery query) {
    super(host, new ParameterConversion(host.conversions()));
    this.sql = sql;
    this.query = query;
    this.expected = query.parameters();
    this.values = new @Nullable Object[expected.size()];
    this.given = new boolean[expected.size()];
    makePoolable();
  }

  /**
   * Parses and plans.
   *
   * @throws SQLException as the engine's {@code prepare}
   */
  public static ChromaPreparedStatement prepare(StatementHost host, @Nullable String sql)
      throws SQLException {
    if (sql == null) {
      throw SqlFailure.of(ChromaError.INVALID_ARGUMENT, "The text of the statement is null");
    }
    Engine engine = host.openEngine();
    String text = ClauseEscapes.remove(sql);
    WarningChain warnings = new WarningChain();
    PreparedQuery query;
    StatementWatch unwatched = new StatementWatch(sql, Duration.ZERO, host.server());
    try (Running run =
        new Running(
            Duration.ZERO,
            host.networkTimeout(),
            host.server(),
            host.turns(),
            warnings,
            unwatched)) {
      query = run.ask(() -> engine.prepare(text, host.session(), run, run.cancellation()));
    }
    ChromaPreparedStatement statement = new ChromaPreparedStatement(host, sql, query);
    statement.warnings().addAll(warnings);
    return statement;
  }

  @Override
  void keep(int index, @Nullable Object value) throws SQLException {
    if (index < 1 || index > values.length) {
      throw SqlFailure.of(ChromaError.PARAMETER_INDEX_OUT_OF_RANGE, index, values.length);
    }
    values[index - 1] = value == null ? null : conversion().fit(value, expected.get(index - 1));
    given[index - 1] = true;
  }

  private List<@Nullable Object> parameters() throws SQLException {
    for (int index = 0; index < given.length; index++) {
      if (!given[index]) {
        throw SqlFailure.of(ChromaError.PARAMETER_NOT_SET, index + 1);
      }
    }
    return Arrays.asList(values.clone());
  }

  private boolean run(Answer answer, List<@Nullable Object> parameters) throws SQLException {
    return run(sql, answer, (engine, run) -> query, parameters);
  }

  @Override
  public ResultSet executeQuery() throws SQLException {
    checkOpen();
    run(Answer.ROWS, parameters());
    return currentResult();
  }

  @Override
  public int executeUpdate() throws SQLException {
    return (int) Math.min(executeLargeUpdate(), Integer.MAX_VALUE);
  }

  @Override
  public long executeLargeUpdate() throws SQLException {
    checkOpen();
    run(Answer.COUNT, parameters());
    return getLargeUpdateCount();
  }

  @Override
  public boolean execute() throws SQLException {
    checkOpen();
    return run(Answer.EITHER, parameters());
  }

  @Override
  public void clearParameters() throws SQLException {
    checkOpen();
    values = new @Nullable Object[expected.size()];
    given = new boolean[expected.size()];
  }

  @Override
  public void addBatch() throws SQLException {
    checkOpen();
    batch.add(parameters());
  }

  @Override
  public void clearBatch() throws SQLException {
    checkOpen();
    batch.clear();
  }

  @Override
  public long[] executeLargeBatch() throws SQLException {
    checkOpen();
    List<List<@Nullable Object>> all = List.copyOf(batch);
    batch.clear();
    return runBatch(all.size(), position -> run(Answer.COUNT, all.get(position)));
  }

  /** Null when the statement answers no rows. */
  @Override
  public @Nullable ResultSetMetaData getMetaData() throws SQLException {
    checkOpen();
    return query.columns().isEmpty() ? null : new ChromaResultSetMetaData(query.columns());
  }

  @Override
  public ParameterMetaData getParameterMetaData() throws SQLException {
    checkOpen();
    return new ChromaParameterMetaData(expected);
  }

  @Override
  boolean run(@Nullable String text, Answer answer) throws SQLException {
    checkOpen();
    throw hasItsText();
  }

  @Override
  public void addBatch(@Nullable String text) throws SQLException {
    checkOpen();
    throw hasItsText();
  }

  private static SQLException hasItsText() {
    return SqlFailure.of(
        ChromaError.INVALID_STATEMENT,
        "A prepared statement has its text: call the method that takes none, or use createStatement");
  }

  /** The text, without the values: they may be secret, and logs are read by many. */
  @Override
  public String toString() {
    return sql;
  }
}
