package io.github.chromajdbc.statement;

import io.github.chromajdbc.error.ChromaError;
import io.github.chromajdbc.failure.SqlFailure;
import io.github.chromajdbc.statement.ChromaStatement.Answer;
import java.sql.BatchUpdateException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The many names of running a text: with rows or a count, large or small, generated keys asked for
 * or not, alone or in a batch.
 */
abstract class BatchStatement extends StatementOptions {
  private final List<String> batch = new ArrayList<>();

  /** Runs a text; true when it answers rows. */
  abstract boolean run(@Nullable String sql, Answer expected) throws SQLException;

  /** The rows of the last run. */
  abstract ResultSet currentResult() throws SQLException;

  @Override
  public ResultSet executeQuery(String sql) throws SQLException {
    run(sql, Answer.ROWS);
    return currentResult();
  }

  @Override
  public boolean execute(String sql) throws SQLException {
    return run(sql, Answer.EITHER);
  }

  @Override
  public long executeLargeUpdate(String sql) throws SQLException {
    run(sql, Answer.COUNT);
    return getLargeUpdateCount();
  }

  @Override
  public int executeUpdate(String sql) throws SQLException {
    run(sql, Answer.COUNT);
    return getUpdateCount();
  }

  private static void checkKeys(int generatedKeys) throws SQLException {
    check(
        generatedKeys == RETURN_GENERATED_KEYS || generatedKeys == NO_GENERATED_KEYS,
        "Generated keys are asked for with RETURN_GENERATED_KEYS or NO_GENERATED_KEYS");
  }

  @Override
  public boolean execute(String sql, int generatedKeys) throws SQLException {
    checkKeys(generatedKeys);
    return execute(sql);
  }

  @Override
  public boolean execute(String sql, int[] columns) throws SQLException {
    return execute(sql);
  }

  @Override
  public boolean execute(String sql, String[] columns) throws SQLException {
    return execute(sql);
  }

  @Override
  public int executeUpdate(String sql, int generatedKeys) throws SQLException {
    checkKeys(generatedKeys);
    return executeUpdate(sql);
  }

  @Override
  public int executeUpdate(String sql, int[] columns) throws SQLException {
    return executeUpdate(sql);
  }

  @Override
  public int executeUpdate(String sql, String[] columns) throws SQLException {
    return executeUpdate(sql);
  }

  @Override
  public long executeLargeUpdate(String sql, int generatedKeys) throws SQLException {
    checkKeys(generatedKeys);
    return executeLargeUpdate(sql);
  }

  @Override
  public long executeLargeUpdate(String sql, int[] columns) throws SQLException {
    return executeLargeUpdate(sql);
  }

  @Override
  public long executeLargeUpdate(String sql, String[] columns) throws SQLException {
    return executeLargeUpdate(sql);
  }

  @Override
  public void addBatch(@Nullable String sql) throws SQLException {
    checkOpen();
    if (sql == null) {
      throw SqlFailure.of(ChromaError.INVALID_ARGUMENT, "The text of the statement is null");
    }
    batch.add(sql);
  }

  @Override
  public void clearBatch() throws SQLException {
    checkOpen();
    batch.clear();
  }

  @Override
  public int[] executeBatch() throws SQLException {
    return Arrays.stream(executeLargeBatch())
        .mapToInt(count -> (int) Math.min(count, Integer.MAX_VALUE))
        .toArray();
  }

  /** Runs what was added, in its order, and stops at the first that fails. */
  @Override
  public long[] executeLargeBatch() throws SQLException {
    checkOpen();
    List<String> all = List.copyOf(batch);
    batch.clear();
    return runBatch(all.size(), position -> run(all.get(position), Answer.COUNT));
  }

  /** One member of a batch. */
  @FunctionalInterface
  interface BatchMember {
    void run(int position) throws SQLException;
  }

  final long[] runBatch(int size, BatchMember member) throws SQLException {
    long[] counts = new long[size];
    for (int position = 0; position < size; position++) {
      try {
        member.run(position);
      } catch (SQLException failure) {
        BatchUpdateException stopped =
            new BatchUpdateException(
                "Statement " + (position + 1) + " of the batch failed: " + failure.getMessage(),
                failure.getSQLState(),
                failure.getErrorCode(),
                Arrays.copyOf(counts, position),
                failure);
        stopped.setNextException(failure);
        throw stopped;
      }
      counts[position] = getLargeUpdateCount();
    }
    return counts;
  }

  @Override
  public String enquoteLiteral(@Nullable String text) throws SQLException {
    check(text != null, "The text to quote is null");
    return "'" + String.valueOf(text).replace("'", "''") + "'";
  }

  /** The grammar's strings are all of Unicode. */
  @Override
  public String enquoteNCharLiteral(@Nullable String text) throws SQLException {
    return enquoteLiteral(text);
  }

  @Override
  public String enquoteIdentifier(@Nullable String identifier, boolean alwaysQuote)
      throws SQLException {
    check(
        identifier != null && !identifier.isEmpty() && identifier.indexOf('\0') < 0,
        "An identifier is not empty and has no NUL");
    String name = String.valueOf(identifier);
    return alwaysQuote || !isSimpleIdentifier(name)
        ? "\"" + name.replace("\"", "\"\"") + "\""
        : name;
  }

  /** Letters, digits and underscores after a letter; a keyword is one too, so quoting is safer. */
  @Override
  public boolean isSimpleIdentifier(@Nullable String identifier) throws SQLException {
    check(identifier != null, "The identifier is null");
    return String.valueOf(identifier).matches("[A-Za-z][A-Za-z0-9_]{0,127}");
  }
}
