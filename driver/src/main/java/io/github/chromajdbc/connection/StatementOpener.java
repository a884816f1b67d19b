package io.github.chromajdbc.connection;

import io.github.chromajdbc.error.ChromaError;
import io.github.chromajdbc.failure.SqlFailure;
import io.github.chromajdbc.failure.WarningChain;
import io.github.chromajdbc.statement.ChromaPreparedStatement;
import io.github.chromajdbc.statement.ChromaStatement;
import io.github.chromajdbc.statement.StatementHost;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The part of a connection that opens statements and knows which are open. */
abstract class StatementOpener extends UnsupportedConnection implements StatementHost {
  private final Set<ChromaStatement> statements = ConcurrentHashMap.newKeySet();

  /** Throws 08003 when the connection is closed. */
  abstract void checkOpen() throws SQLException;

  /** Where warnings go that are no statement's. */
  abstract WarningChain warnings();

  static void check(boolean allowed, String sentence) throws SQLException {
    if (!allowed) {
      throw SqlFailure.of(ChromaError.INVALID_ARGUMENT, sentence);
    }
  }

  @Override
  public void forget(ChromaStatement statement) {
    statements.remove(statement);
  }

  /** How many statements are open. */
  public final int openStatements() {
    return statements.size();
  }

  /** Closes all; answers the first failure, to which the others are added. */
  final @Nullable SQLException closeStatements() {
    SQLException first = null;
    for (ChromaStatement statement : statements) {
      try {
        statement.close();
      } catch (SQLException failure) {
        if (first == null) {
          first = failure;
        } else {
          first.addSuppressed(failure);
        }
      }
    }
    return first;
  }

  private <S extends ChromaStatement> S opened(S statement) throws SQLException {
    statements.add(statement);
    if (isClosed()) {
      statement.close();
      checkOpen();
    }
    return statement;
  }

  @Override
  public Statement createStatement() throws SQLException {
    checkOpen();
    return opened(new ChromaStatement(this));
  }

  @Override
  public Statement createStatement(int type, int concurrency) throws SQLException {
    checkOpen();
    checkKind(type, concurrency);
    return ofKind(opened(new ChromaStatement(this)), type, concurrency);
  }

  @Override
  public Statement createStatement(int type, int concurrency, int holdability) throws SQLException {
    checkOpen();
    TransactionState.checkHoldability(holdability);
    return createStatement(type, concurrency);
  }

  @Override
  public PreparedStatement prepareStatement(@Nullable String sql) throws SQLException {
    checkOpen();
    return opened(ChromaPreparedStatement.prepare(this, sql));
  }

  @Override
  public PreparedStatement prepareStatement(@Nullable String sql, int type, int concurrency)
      throws SQLException {
    checkOpen();
    checkKind(type, concurrency);
    return ofKind(opened(ChromaPreparedStatement.prepare(this, sql)), type, concurrency);
  }

  @Override
  public PreparedStatement prepareStatement(
      @Nullable String sql, int type, int concurrency, int holdability) throws SQLException {
    checkOpen();
    TransactionState.checkHoldability(holdability);
    return prepareStatement(sql, type, concurrency);
  }

  @Override
  public PreparedStatement prepareStatement(@Nullable String sql, int generatedKeys)
      throws SQLException {
    check(
        generatedKeys == Statement.RETURN_GENERATED_KEYS
            || generatedKeys == Statement.NO_GENERATED_KEYS,
        "Generated keys are asked for with RETURN_GENERATED_KEYS or NO_GENERATED_KEYS");
    return prepareStatement(sql);
  }

  @Override
  public PreparedStatement prepareStatement(@Nullable String sql, int @Nullable [] columns)
      throws SQLException {
    return prepareStatement(sql);
  }

  @Override
  public PreparedStatement prepareStatement(@Nullable String sql, String @Nullable [] columns)
      throws SQLException {
    return prepareStatement(sql);
  }

  /** Tools ask for kinds that they do not need: they get what there is and a warning. */
  private <S extends ChromaStatement> S ofKind(S statement, int type, int concurrency)
      throws SQLException {
    if (type != ResultSet.TYPE_FORWARD_ONLY) {
      statement.makeScrollable();
    }
    if (type == ResultSet.TYPE_SCROLL_SENSITIVE) {
      downgrade("Result sets do not see later changes: this one is scroll-insensitive");
    }
    if (concurrency != ResultSet.CONCUR_READ_ONLY) {
      downgrade("Result sets are read-only, this one too: use UPDATE");
    }
    return statement;
  }

  private void downgrade(String sentence) {
    warnings().warn(ChromaError.OPTION_CHANGED.warning(sentence));
  }

  private static void checkKind(int type, int concurrency) throws SQLException {
    check(
        type == ResultSet.TYPE_FORWARD_ONLY
            || type == ResultSet.TYPE_SCROLL_INSENSITIVE
            || type == ResultSet.TYPE_SCROLL_SENSITIVE,
        "A result set type is TYPE_FORWARD_ONLY, TYPE_SCROLL_INSENSITIVE or TYPE_SCROLL_SENSITIVE");
    check(
        concurrency == ResultSet.CONCUR_READ_ONLY || concurrency == ResultSet.CONCUR_UPDATABLE,
        "A concurrency is CONCUR_READ_ONLY or CONCUR_UPDATABLE");
  }
}
