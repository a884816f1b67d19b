package io.github.chromajdbc;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.chromajdbc.timing.Watchdog;
import java.sql.Array;
import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.ParameterMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransientException;
import java.sql.Statement;
import java.sql.Types;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StatementTest {
  private final InMemoryEngine engine = new InMemoryEngine();
  private Connection connection;
  private Statement statement;

  /** Engines of other tests wait for their end. */
  private int pendingOfOthers;

  @BeforeEach
  void open() throws SQLException {
    pendingOfOthers = Watchdog.pending();
    connection =
        ChromaDriver.with(settings -> engine, Duration.ZERO, Map.of())
            .open("jdbc:chroma://localhost", new Properties());
    statement = connection.createStatement();
  }

  @AfterEach
  void close() throws SQLException {
    connection.close();
    assertThat(engine.openCursors).hasValue(0);
    assertThat(Watchdog.pending()).isLessThanOrEqualTo(pendingOfOthers);
  }

  @Test
  void rowsAreReadToTheEnd() throws SQLException {
    ResultSet rows = statement.executeQuery(InMemoryEngine.NUMBERS);
    assertThat(rows.isBeforeFirst()).isTrue();
    for (int number = 1; number <= 3; number++) {
      assertThat(rows.next()).isTrue();
      assertThat(rows.getRow()).isEqualTo(number);
      assertThat(rows.getInt("N")).isEqualTo(number);
    }
    assertThat(rows.next()).isFalse();
    assertThat(rows.isAfterLast()).isTrue();
    assertThat(rows.next()).isFalse();
    assertThat(engine.openCursors).hasValue(0);
    assertThatThrownBy(() -> rows.getInt(1)).extracting("SQLState").isEqualTo("24000");
  }

  @Test
  void noRowsAreNeitherBeforeNorAfterTheFirst() throws SQLException {
    ResultSet rows = statement.executeQuery(InMemoryEngine.NOTHING);
    assertThat(rows.isBeforeFirst()).isFalse();
    assertThat(rows.next()).isFalse();
    assertThat(rows.isAfterLast()).isFalse();
  }

  @Test
  void aColumnThatIsNotThereNamesTheNearest() throws SQLException {
    ResultSet rows = statement.executeQuery(InMemoryEngine.ALL_TYPES);
    rows.next();
    assertThatThrownBy(() -> rows.getInt("trutth"))
        .hasMessageContaining("'truth'")
        .extracting("SQLState")
        .isEqualTo("42S22");
    assertThatThrownBy(() -> rows.getInt(0)).extracting("SQLState").isEqualTo("07009");
    assertThatThrownBy(() -> rows.getInt(17)).extracting("SQLState").isEqualTo("07009");
  }

  @Test
  void maxRowsEndsTheResultAndIsToldToTheEngine() throws SQLException {
    statement.setMaxRows(2);
    statement.setFetchSize(50);
    ResultSet rows = statement.executeQuery(InMemoryEngine.NUMBERS);
    assertThat(rows.next()).isTrue();
    assertThat(rows.next()).isTrue();
    assertThat(rows.next()).isFalse();
    assertThat(engine.openCursors).hasValue(0);
    assertThat(requireNonNull(engine.lastExecution).maxRows()).isEqualTo(2);
    assertThat(requireNonNull(engine.lastExecution).fetchSize()).isEqualTo(50);
  }

  @Test
  void runningAgainClosesTheResultBefore() throws SQLException {
    ResultSet first = statement.executeQuery(InMemoryEngine.NUMBERS);
    ResultSet second = statement.executeQuery(InMemoryEngine.NUMBERS);
    assertThat(first.isClosed()).isTrue();
    assertThat(second.isClosed()).isFalse();
    assertThat(statement.getResultSet()).isSameAs(second);
    assertThat(statement.getMoreResults()).isFalse();
    assertThat(second.isClosed()).isTrue();
    assertThat(statement.getUpdateCount()).isEqualTo(-1);
  }

  @Test
  void closeOnCompletionClosesWithTheResultButNotWhenRunAgain() throws SQLException {
    statement.closeOnCompletion();
    statement.executeQuery(InMemoryEngine.NUMBERS);
    ResultSet rows = statement.executeQuery(InMemoryEngine.NUMBERS);
    assertThat(statement.isClosed()).isFalse();
    rows.close();
    assertThat(statement.isClosed()).isTrue();
  }

  @Test
  void writesAnswerACountAndQueriesAnswerRows() throws SQLException {
    assertThat(statement.executeUpdate(InMemoryEngine.WRITE)).isEqualTo(2);
    assertThat(statement.execute(InMemoryEngine.WRITE)).isFalse();
    assertThat(statement.getLargeUpdateCount()).isEqualTo(2);
    assertThat(statement.getResultSet()).isNull();
    assertThat(statement.getMoreResults()).isFalse();
    assertThat(statement.getUpdateCount()).isEqualTo(-1);
    assertThat(statement.getGeneratedKeys().next()).isFalse();
    assertThatThrownBy(() -> statement.executeQuery(InMemoryEngine.WRITE))
        .extracting("SQLState")
        .isEqualTo("02000");
    assertThatThrownBy(() -> statement.executeUpdate(InMemoryEngine.NUMBERS))
        .extracting("SQLState")
        .isEqualTo("42000");
  }

  @Test
  void aBatchRunsEachAndStopsAtTheFirstThatFails() throws SQLException {
    statement.addBatch(InMemoryEngine.WRITE);
    statement.addBatch(InMemoryEngine.WRITE);
    assertThat(statement.executeBatch()).containsExactly(2, 2);
    assertThat(statement.executeBatch()).isEmpty();
    statement.addBatch(InMemoryEngine.WRITE);
    statement.addBatch(InMemoryEngine.NUMBERS);
    statement.addBatch(InMemoryEngine.WRITE);
    assertThatThrownBy(() -> statement.executeBatch())
        .isInstanceOf(BatchUpdateException.class)
        .extracting(failure -> ((BatchUpdateException) failure).getUpdateCounts())
        .isEqualTo(new int[] {2});
  }

  @Test
  void warningsStayWithTheStatementUntilItRunsAgain() throws SQLException {
    ResultSet rows = statement.executeQuery(InMemoryEngine.WARNING);
    assertThat(requireNonNull(statement.getWarnings()).getMessage()).isEqualTo("while preparing");
    assertThat(
            requireNonNull(requireNonNull(statement.getWarnings()).getNextWarning()).getMessage())
        .isEqualTo("while executing");
    assertThat((Object) rows.getWarnings()).isNotNull();
    rows.next();
    assertThat((Object) rows.getWarnings()).isNull();
    assertThat((Object) statement.getWarnings()).isNotNull();
    statement.executeQuery(InMemoryEngine.NUMBERS);
    assertThat((Object) statement.getWarnings()).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        InMemoryEngine.SLOW_PREPARE,
        InMemoryEngine.SLOW_EXECUTE,
        InMemoryEngine.SLOW_ROWS
      })
  void theQueryTimeoutEndsWhateverTakesLonger(String sql) throws SQLException {
    statement.setQueryTimeout(1);
    assertThatThrownBy(() -> readAll(sql))
        .isInstanceOf(SQLTimeoutException.class)
        .hasMessageContaining("1 s")
        .extracting("SQLState")
        .isEqualTo("HYT00");
    assertThat(readAll(InMemoryEngine.NUMBERS)).isEqualTo(3);
  }

  @Test
  void theQueryTimeoutDoesNotCountTheCallersOwnTime() throws Exception {
    statement.setQueryTimeout(1);
    ResultSet rows = statement.executeQuery(InMemoryEngine.NUMBERS);
    assertThat(rows.next()).isTrue();
    Thread.sleep(1300);
    assertThat(rows.next()).isTrue();
    rows.close();
  }

  @Test
  void theNetworkTimeoutEndsACallThatWaits() throws SQLException {
    connection.setNetworkTimeout(Runnable::run, 100);
    assertThatThrownBy(() -> readAll(InMemoryEngine.SLOW_ROWS))
        .extracting("SQLState")
        .isEqualTo("08006");
    connection.setNetworkTimeout(Runnable::run, 0);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        InMemoryEngine.SLOW_PREPARE,
        InMemoryEngine.SLOW_EXECUTE,
        InMemoryEngine.SLOW_ROWS
      })
  void cancelFromAnotherThreadEndsTheStatementAtOnce(String sql) throws Exception {
    AtomicLong cancelledAt = new AtomicLong();
    CompletableFuture<Void> canceller =
        CompletableFuture.runAsync(
            () -> {
              try {
                cancelledAt.set(System.nanoTime());
                statement.cancel();
              } catch (SQLException failure) {
                throw new AssertionError(failure);
              }
            },
            CompletableFuture.delayedExecutor(100, TimeUnit.MILLISECONDS));
    assertThatThrownBy(() -> readAll(sql))
        .isInstanceOf(SQLTransientException.class)
        .extracting("SQLState")
        .isEqualTo("57014");
    // Generous, for a machine that does other work; the wait itself would never end.
    assertThat(Duration.ofNanos(System.nanoTime() - cancelledAt.get()))
        .isLessThan(Duration.ofSeconds(2));
    canceller.get();
    assertThat(readAll(InMemoryEngine.NUMBERS)).isEqualTo(3);
  }

  @Test
  void cancelBetweenTwoRowsEndsTheNext() throws SQLException {
    ResultSet rows = statement.executeQuery(InMemoryEngine.NUMBERS);
    rows.next();
    statement.cancel();
    assertThatThrownBy(rows::next).extracting("SQLState").isEqualTo("57014");
    assertThat(engine.openCursors).hasValue(0);
  }

  @Test
  void cancelWhenNothingRunsDoesNothing() throws SQLException {
    statement.cancel();
    assertThat(readAll(InMemoryEngine.NUMBERS)).isEqualTo(3);
    statement.cancel();
    assertThat(readAll(InMemoryEngine.NUMBERS)).isEqualTo(3);
  }

  @Test
  void closingTheStatementElsewhereEndsAnExecution() {
    CompletableFuture<Void> closer =
        CompletableFuture.runAsync(
            () -> {
              try {
                connection.close();
              } catch (SQLException failure) {
                throw new AssertionError(failure);
              }
            },
            CompletableFuture.delayedExecutor(100, TimeUnit.MILLISECONDS));
    assertThatThrownBy(() -> readAll(InMemoryEngine.SLOW_EXECUTE))
        .extracting("SQLState")
        .isEqualTo("57014");
    closer.join();
  }

  private int readAll(String sql) throws SQLException {
    int count = 0;
    try (ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        count++;
      }
    }
    return count;
  }

  @Test
  void aPreparedStatementIsPlannedOnceAndKnowsItsParametersAndColumns() throws SQLException {
    try (PreparedStatement prepared = connection.prepareStatement(InMemoryEngine.ECHO)) {
      ParameterMetaData parameters = prepared.getParameterMetaData();
      assertThat(parameters.getParameterCount()).isEqualTo(3);
      assertThat(parameters.getParameterTypeName(3)).isEqualTo("REAL ARRAY");
      assertThat(requireNonNull(prepared.getMetaData()).getColumnLabel(2)).isEqualTo("b");
      assertThatThrownBy(prepared::executeQuery).extracting("SQLState").isEqualTo("07002");
      for (int round = 0; round < 3; round++) {
        prepared.setInt(1, round);
        prepared.setString(2, "secret");
        prepared.setObject(3, List.of(0.5, 1));
        try (ResultSet rows = prepared.executeQuery()) {
          rows.next();
          assertThat(rows.getLong(1)).isEqualTo(round);
          assertThat(requireNonNull(rows.getArray(3)).getArray()).isEqualTo(new float[] {0.5f, 1f});
        }
      }
      assertThat(engine.prepared).hasValue(1);
      assertThat(prepared.toString()).doesNotContain("secret");
      prepared.setNull(1, Types.BIGINT);
      prepared.executeQuery();
      assertThat(requireNonNull(engine.lastParameters).get(0)).isNull();
      prepared.clearParameters();
      assertThatThrownBy(prepared::executeQuery).extracting("SQLState").isEqualTo("07002");
      assertThatThrownBy(() -> prepared.setInt(4, 1)).extracting("SQLState").isEqualTo("07009");
      assertThatThrownBy(() -> prepared.execute("SELECT 1"))
          .extracting("SQLState")
          .isEqualTo("42000");
    }
  }

  @Test
  void arraysAreMadeOfTheTypeNamedAndTakenAsParameters() throws SQLException {
    Array vector = connection.createArrayOf("real", new Object[] {0.5, 1, "2"});
    assertThat(vector.getArray()).isEqualTo(new float[] {0.5f, 1f, 2f});
    assertThat(connection.createArrayOf("BIGINT", new Object[] {1, null}).getArray())
        .isEqualTo(new Long[] {1L, null});
    assertThatThrownBy(() -> connection.createArrayOf("BIGINT", new Object[] {"x"}))
        .extracting("SQLState")
        .isEqualTo("22018");
    assertThatThrownBy(() -> connection.createArrayOf("BLOB", new Object[0]))
        .extracting("SQLState")
        .isEqualTo("0A000");
    try (PreparedStatement prepared = connection.prepareStatement(InMemoryEngine.ECHO)) {
      prepared.setDouble(1, 1.5);
      prepared.setObject(2, "5", Types.INTEGER);
      prepared.setArray(3, vector);
      prepared.executeQuery();
      assertThat(requireNonNull(engine.lastParameters).get(0)).isEqualTo(1.5);
      assertThat(requireNonNull(engine.lastParameters).get(1)).isEqualTo(5);
      assertThat(requireNonNull(engine.lastParameters).get(2))
          .isEqualTo(new float[] {0.5f, 1f, 2f});
    }
  }

  @Test
  void namesAndTextsAreQuotedAsTheGrammarReadsThem() throws SQLException {
    assertThat(statement.enquoteLiteral("it's")).isEqualTo("'it''s'");
    assertThat(statement.enquoteIdentifier("metadata.year", false)).isEqualTo("\"metadata.year\"");
    assertThat(statement.enquoteIdentifier("papers", false)).isEqualTo("papers");
    assertThat(connection.nativeSQL("{fn NOW()}")).isEqualTo("{fn NOW()}");
  }
}
