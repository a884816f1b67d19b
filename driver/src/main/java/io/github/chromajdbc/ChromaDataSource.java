package io.github.chromajdbc;

import io.github.chromajdbc.client.ChromaStore;
import io.github.chromajdbc.connection.ChromaConnection;
import io.github.chromajdbc.connection.ChromaPooledConnection;
import io.github.chromajdbc.engine.RestEngineFactory;
import io.github.chromajdbc.error.ChromaError;
import io.github.chromajdbc.failure.SqlFailure;
import io.github.chromajdbc.failure.Wrapping;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.ConnectionBuilder;
import java.sql.SQLException;
import java.sql.ShardingKeyBuilder;
import java.time.Duration;
import java.util.Properties;
import java.util.function.Supplier;
import java.util.logging.Logger;
import javax.naming.Reference;
import javax.naming.Referenceable;
import javax.naming.StringRefAddr;
import javax.sql.ConnectionPoolDataSource;
import javax.sql.DataSource;
import javax.sql.PooledConnection;
import org.jspecify.annotations.Nullable;

/**
 * Connections by bean properties: {@link #setUrl} and a setter for each {@link ChromaProperty}.
 * What the URL says wins. It can be bound to a name in JNDI, and lend its connections to a pool
 * that takes a {@link ConnectionPoolDataSource}; connections of one URL share what is costly either
 * way. Thread-safe.
 */
public final class ChromaDataSource extends PropertyBean
    implements DataSource, ConnectionPoolDataSource, Referenceable {
  /** The part of a JNDI reference that holds the URL. */
  static final String URL = "url";

  private final ChromaDriver driver;
  private volatile @Nullable String url;
  private volatile @Nullable PrintWriter logWriter;
  private volatile int loginTimeout;

  public ChromaDataSource() {
    this(new ChromaDriver());
  }

  ChromaDataSource(ChromaDriver driver) {
    this.driver = driver;
  }

  /**
   * A data source whose collections are in a store of one's own instead of a server. Its URL names
   * tenant and database; host and port are not looked at.
   *
   * @param stores called for each store that is needed; the driver closes what it answers
   */
  public static ChromaDataSource over(Supplier<? extends ChromaStore> stores) {
    return new ChromaDataSource(
        ChromaDriver.with(
            settings -> RestEngineFactory.over(stores.get(), settings),
            ChromaDriver.IDLE_ENGINES_LIVE,
            System.getenv()));
  }

  /** The URL, with whatever secrets it was given; null before it is set. */
  public @Nullable String getUrl() {
    return url;
  }

  /** As {@link ChromaDriver} takes it. */
  public void setUrl(@Nullable String value) {
    url = value;
  }

  /**
   * A connection.
   *
   * @throws SQLException as {@link ChromaDriver#connect}, and 08001 when no URL of this driver was
   *     set
   */
  @Override
  public Connection getConnection() throws SQLException {
    return open(properties());
  }

  /** As {@link #getConnection()}, for this user; empty and null count as none. */
  @Override
  public Connection getConnection(@Nullable String user, @Nullable String password)
      throws SQLException {
    return open(propertiesOf(user, password));
  }

  /** A connection for a pool to keep. Throws as {@link #getConnection()}. */
  @Override
  public PooledConnection getPooledConnection() throws SQLException {
    return new ChromaPooledConnection(open(properties()));
  }

  /** As {@link #getPooledConnection()}, for this user; empty and null count as none. */
  @Override
  public PooledConnection getPooledConnection(@Nullable String user, @Nullable String password)
      throws SQLException {
    return new ChromaPooledConnection(open(propertiesOf(user, password)));
  }

  private Properties propertiesOf(@Nullable String user, @Nullable String password) {
    Properties properties = properties();
    properties.setProperty(ChromaProperty.USER.urlName(), user == null ? "" : user);
    properties.setProperty(ChromaProperty.PASSWORD.urlName(), password == null ? "" : password);
    return properties;
  }

  /** The URL and every property that was set, secrets included: whoever can look it up connects. */
  @Override
  public Reference getReference() {
    Reference reference =
        new Reference(
            ChromaDataSource.class.getName(), ChromaDataSourceFactory.class.getName(), null);
    if (url != null) {
      reference.add(new StringRefAddr(URL, url));
    }
    Properties properties = properties();
    properties
        .stringPropertyNames()
        .forEach(name -> reference.add(new StringRefAddr(name, properties.getProperty(name))));
    return reference;
  }

  private ChromaConnection open(Properties properties) throws SQLException {
    String target = url;
    if (target == null || !driver.acceptsURL(target)) {
      throw SqlFailure.of(
          ChromaError.INVALID_URL,
          "The data source needs a URL of the form jdbc:chroma://HOST[:PORT][/TENANT][/DATABASE]: call setUrl");
    }
    String timeout = ChromaProperty.CONNECT_TIMEOUT.urlName();
    if (loginTimeout > 0 && !properties.containsKey(timeout)) {
      properties.setProperty(timeout, Duration.ofSeconds(loginTimeout).toMillis() + "ms");
    }
    return driver.open(target, properties);
  }

  /** Kept and given back; the driver logs to {@link #getParentLogger}. */
  @Override
  public @Nullable PrintWriter getLogWriter() {
    return logWriter;
  }

  @Override
  public void setLogWriter(@Nullable PrintWriter writer) {
    logWriter = writer;
  }

  /** Seconds; 0 for the property {@code connectTimeout}, which wins when both are set. */
  @Override
  public void setLoginTimeout(int seconds) throws SQLException {
    if (seconds < 0) {
      throw SqlFailure.of(ChromaError.INVALID_ARGUMENT, "A login timeout is 0 or more seconds");
    }
    loginTimeout = seconds;
  }

  @Override
  public int getLoginTimeout() {
    return loginTimeout;
  }

  @Override
  public Logger getParentLogger() {
    return driver.getParentLogger();
  }

  @Override
  public ConnectionBuilder createConnectionBuilder() throws SQLException {
    throw SqlFailure.notSupported("There are no sharding keys: call getConnection");
  }

  @Override
  public ShardingKeyBuilder createShardingKeyBuilder() throws SQLException {
    throw SqlFailure.notSupported("There are no sharding keys: name the database in the URL");
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
