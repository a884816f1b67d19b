package io.github.chromajdbc;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.chromajdbc.calcite.statement.Engine;
import io.github.chromajdbc.client.Identity;
import io.github.chromajdbc.connection.ChromaConnection;
import io.github.chromajdbc.error.ChromaError;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLInvalidAuthorizationSpecException;
import java.sql.SQLNonTransientException;
import java.sql.SQLSyntaxErrorException;
import java.sql.SQLTransientConnectionException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class ConnectionTest {
  private static final String URL = "jdbc:chroma://localhost";

  private final List<InMemoryEngine> engines = new ArrayList<>();
  private final InMemoryEngine engine = new InMemoryEngine();
  private final ChromaDriver driver =
      ChromaDriver.with(
          settings -> {
            engines.add(engine);
            return engine;
          },
          Duration.ZERO,
          Map.of());

  private Connection open() throws SQLException {
    return driver.open(URL, new Properties());
  }

  private void assertRefused(String url, String state, Class<? extends SQLException> type) {
    assertThatThrownBy(() -> driver.open(url, new Properties()))
        .isInstanceOf(type)
        .extracting("SQLState")
        .isEqualTo(state);
    assertThat(driver.engines()).isZero();
  }

  @Test
  void theDriverIsFoundByItsUrl() throws SQLException {
    assertThat(DriverManager.getDriver(URL)).isInstanceOf(ChromaDriver.class);
    assertThat(DriverManager.getDriver(URL).getMinorVersion()).isEqualTo(1);
  }

  @Test
  void aTenantThatIsNotThereIs3D000() {
    assertRefused(URL + "/nobody/default_database", "3D000", SQLNonTransientException.class);
  }

  @Test
  void aDatabaseThatIsNotThereIs3F000AndTheNearestIsNamed() {
    assertRefused(URL + "/defalt_database", "3F000", SQLNonTransientException.class);
    assertThatThrownBy(() -> driver.open(URL + "/defalt_database", new Properties()))
        .hasMessageContaining("Did you mean 'default_database'");
  }

  @Test
  void aServerThatIsAwayIs08001() {
    engine.store.away = ChromaError.CONNECTION_FAILED.exception(URL, "refused");
    assertRefused(URL, "08001", SQLTransientConnectionException.class);
  }

  @Test
  void refusedCredentialsAre28000() {
    engine.store.away = ChromaError.AUTHENTICATION_FAILED.exception(URL, 401);
    assertRefused(URL, "28000", SQLInvalidAuthorizationSpecException.class);
  }

  @Test
  void aSilentServerIsGivenUpAfterTheConnectTimeout() {
    engine.store.silent = true;
    long start = System.nanoTime();
    assertRefused(URL + "?connectTimeout=100", "08001", SQLTransientConnectionException.class);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
  }

  @Test
  void cloudLearnsTenantAndDatabaseFromItsKey() throws SQLException {
    engine.store.identity = new Identity("u", "default_tenant", List.of("other"));
    try (Connection connection = driver.open("jdbc:chroma:cloud?apiKey=k", new Properties())) {
      assertThat(connection.getCatalog()).isEqualTo("default_tenant");
      assertThat(connection.getSchema()).isEqualTo("other");
    }
  }

  @Test
  void connectionsOfEqualSettingsShareAnEngine() throws SQLException {
    Connection first = open();
    Connection second = open();
    assertThat(engines).hasSize(1);
    assertThat(first.unwrap(Engine.class)).isSameAs(second.unwrap(Engine.class));
    first.close();
    first.close();
    assertThat(engine.closed).isFalse();
    second.close();
    assertThat(engine.closed).isTrue();
    assertThat(driver.engines()).isZero();
  }

  @Test
  void anEngineOutlivesItsLastConnectionForAWhile() throws Exception {
    ChromaDriver lingering =
        ChromaDriver.with(settings -> engine, Duration.ofMillis(200), Map.of());
    lingering.open(URL, new Properties()).close();
    assertThat(engine.closed).isFalse();
    lingering.open(URL, new Properties()).close();
    for (int tries = 0; tries < 100 && !engine.closed; tries++) {
      Thread.sleep(20);
    }
    assertThat(engine.closed).isTrue();
  }

  @Test
  void closingAConnectionClosesItsStatementsAndTheirRows() throws SQLException {
    Connection connection = open();
    Statement statement = connection.createStatement();
    ResultSet rows = statement.executeQuery(InMemoryEngine.NUMBERS);
    assertThat(rows.next()).isTrue();
    assertThat(engine.openCursors).hasValue(1);
    connection.close();
    assertThat(statement.isClosed()).isTrue();
    assertThat(rows.isClosed()).isTrue();
    assertThat(engine.openCursors).hasValue(0);
  }

  @Test
  void aConnectionForgetsTheStatementsThatWereClosed() throws SQLException {
    try (Connection connection = open()) {
      ChromaConnection inside = connection.unwrap(ChromaConnection.class);
      Statement statement = connection.createStatement();
      PreparedStatement prepared = connection.prepareStatement(InMemoryEngine.NUMBERS);
      prepared.closeOnCompletion();
      assertThat(inside.openStatements()).isEqualTo(2);
      statement.close();
      prepared.executeQuery().close();
      assertThat(inside.openStatements()).isZero();
      assertThatThrownBy(() -> connection.prepareStatement("nonsense"))
          .extracting("SQLState")
          .isEqualTo("42601");
      assertThat(inside.openStatements()).isZero();
    }
  }

  @Test
  void anAbortedConnectionIsClosedEvenWhenTheExecutorIsBusy() throws SQLException {
    Connection connection = open();
    connection.createStatement().executeQuery(InMemoryEngine.NUMBERS).next();
    connection.abort(
        task -> {
          throw new java.util.concurrent.RejectedExecutionException();
        });
    assertThat(connection.isClosed()).isTrue();
    assertThat(engine.openCursors).hasValue(0);
    assertThat(driver.engines()).isZero();
  }

  @Test
  void isValidAsksTheServerAndHasATimeout() throws SQLException {
    try (Connection connection = open()) {
      assertThat(connection.isValid(5)).isTrue();
      engine.store.away = ChromaError.CONNECTION_LOST.exception(URL, "gone");
      assertThat(connection.isValid(5)).isFalse();
      engine.store.away = null;
      engine.store.silent = true;
      assertThat(connection.isValid(1)).isFalse();
      engine.store.silent = false;
      assertThat(connection.isValid(0)).isTrue();
    }
  }

  @Test
  void theSchemaIsADatabaseThatExists() throws SQLException {
    try (Connection connection = open()) {
      connection.setSchema("other");
      assertThat(connection.getSchema()).isEqualTo("other");
      assertThatThrownBy(() -> connection.setSchema("none"))
          .extracting("SQLState")
          .isEqualTo("3F000");
      assertThatThrownBy(() -> connection.setCatalog("none"))
          .extracting("SQLState")
          .isEqualTo("3D000");
      assertThat(connection.getSchema()).isEqualTo("other");
    }
  }

  @Test
  void updatingIsDowngradedWithAWarningThatCanBeCleared() throws SQLException {
    try (Connection connection = open();
        Statement statement =
            connection.createStatement(
                ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_UPDATABLE)) {
      assertThat(statement.getResultSetType()).isEqualTo(ResultSet.TYPE_SCROLL_INSENSITIVE);
      assertThat(statement.getResultSetConcurrency()).isEqualTo(ResultSet.CONCUR_READ_ONLY);
      assertThat(requireNonNull(connection.getWarnings()).getSQLState()).isEqualTo("01S02");
      connection.clearWarnings();
      assertThat((Object) connection.getWarnings()).isNull();
    }
  }

  @Test
  void anUnknownPropertyOfAToolIsAWarningOfTheConnection() throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("ToolsOwn", "x");
    try (Connection connection = driver.open(URL, properties)) {
      SQLWarning warning = requireNonNull(connection.getWarnings());
      assertThat(warning.getSQLState()).isEqualTo("01S00");
      assertThat(warning.getErrorCode()).isEqualTo(7004);
    }
  }

  @Test
  void aReadOnlyConnectionRefusesWrites() throws SQLException {
    try (Connection connection = driver.open(URL + "?readOnly=true", new Properties());
        Statement statement = connection.createStatement()) {
      connection.setReadOnly(false);
      assertThat(connection.isReadOnly()).isTrue();
      assertThat((Object) connection.getWarnings()).isNotNull();
      assertThatThrownBy(() -> statement.execute(InMemoryEngine.WRITE))
          .extracting("SQLState")
          .isEqualTo("25000");
      assertThat(statement.execute(InMemoryEngine.NUMBERS)).isTrue();
    }
  }

  @Test
  void onlyTheRollbackOfAWriteIsRefused() throws SQLException {
    try (Connection connection = open();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      connection.rollback();
      statement.executeUpdate(InMemoryEngine.WRITE);
      assertThatThrownBy(connection::rollback).isInstanceOf(SQLFeatureNotSupportedException.class);
      connection.commit();
      connection.rollback();
    }
  }

  @Test
  void prepareCallIsNotSupported() throws SQLException {
    try (Connection connection = open()) {
      assertThatThrownBy(() -> connection.prepareCall("{call x}"))
          .isInstanceOf(SQLFeatureNotSupportedException.class)
          .extracting("SQLState")
          .isEqualTo("0A000");
    }
  }

  @Test
  void errorsBelowTheDriverAreNeverRaw() throws SQLException {
    try (Connection connection = open();
        Statement statement = connection.createStatement()) {
      for (String broken : List.of(InMemoryEngine.DEEP, InMemoryEngine.ASSERTION)) {
        assertThatThrownBy(() -> statement.executeQuery(broken))
            .isInstanceOf(SQLException.class)
            .hasCauseInstanceOf(Error.class)
            .extracting("SQLState")
            .isEqualTo("XX000");
      }
      ResultSet rows = statement.executeQuery(InMemoryEngine.BROKEN_ROWS);
      assertThat(rows.next()).isTrue();
      assertThatThrownBy(rows::next)
          .hasCauseInstanceOf(IllegalStateException.class)
          .extracting("SQLState")
          .isEqualTo("XX000");
      assertThat(engine.openCursors).hasValue(0);
      assertThatThrownBy(() -> statement.executeQuery("nonsense"))
          .isInstanceOf(SQLSyntaxErrorException.class)
          .extracting("SQLState")
          .isEqualTo("42601");
    }
  }

  @Test
  void manyThreadsShareAConnection() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try (Connection connection = open()) {
      List<Future<Long>> sums = new ArrayList<>();
      for (int task = 0; task < 200; task++) {
        sums.add(threads.submit(() -> sum(connection)));
      }
      for (Future<Long> sum : sums) {
        assertThat(sum.get()).isEqualTo(6);
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(engine.openCursors).hasValue(0);
  }

  private static long sum(Connection connection) throws SQLException {
    long sum = 0;
    try (PreparedStatement statement = connection.prepareStatement(InMemoryEngine.NUMBERS);
        ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        sum += rows.getLong(1);
      }
    }
    return sum;
  }

  @Test
  void propertyInfoListsEveryPropertyWithItsValue() throws SQLException {
    DriverPropertyInfo[] infos = driver.getPropertyInfo(URL + "?pageSize=5", new Properties());
    assertThat(infos).hasSameSizeAs(ChromaProperty.values());
    assertThat(infos)
        .filteredOn(info -> info.name.equals("pageSize"))
        .singleElement()
        .extracting(info -> info.value)
        .isEqualTo("5");
    assertThat(infos)
        .filteredOn(info -> info.name.equals("embeddingColumn"))
        .singleElement()
        .extracting(info -> info.choices)
        .isEqualTo(new String[] {"hidden", "visible"});
    assertThat(driver.getPropertyInfo(null, null)).hasSameSizeAs(infos);
  }

  @Test
  void theDataSourceHasASetterForEveryProperty() throws Exception {
    ChromaDataSource source = new ChromaDataSource(driver);
    source.setUrl(URL);
    for (ChromaProperty property : ChromaProperty.values()) {
      String setter =
          "set"
              + Character.toUpperCase(property.urlName().charAt(0))
              + property.urlName().substring(1);
      assertThat(ChromaDataSource.class.getMethods())
          .anySatisfy(method -> assertThat(method.getName()).isEqualTo(setter));
    }
    source.setPageSize(7);
    source.setReadOnly(true);
    try (Connection connection = source.getConnection("", null)) {
      assertThat(connection.isReadOnly()).isTrue();
      assertThat(connection.getMetaData().getURL()).contains("pageSize=7");
    }
  }
}
