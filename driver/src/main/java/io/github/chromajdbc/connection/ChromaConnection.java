package io.github.chromajdbc.connection;

import io.github.chromajdbc.calcite.statement.Engine;
import io.github.chromajdbc.calcite.statement.Session;
import io.github.chromajdbc.client.DatabaseName;
import io.github.chromajdbc.client.RequestTurns;
import io.github.chromajdbc.convert.Conversions;
import io.github.chromajdbc.engine.SharedEngines;
import io.github.chromajdbc.error.ChromaError;
import io.github.chromajdbc.failure.SqlFailure;
import io.github.chromajdbc.failure.WarningChain;
import io.github.chromajdbc.failure.Wrapping;
import io.github.chromajdbc.metadata.ChromaDatabaseMetaData;
import io.github.chromajdbc.metadata.MetadataHost;
import io.github.chromajdbc.result.ChromaArray;
import io.github.chromajdbc.settings.ConnectionSettings;
import io.github.chromajdbc.statement.ClauseEscapes;
import java.sql.Array;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A connection: a share of an engine, a database to look names up in, and the statements that are
 * open. It holds no socket of its own. Thread-safe.
 *
 * <p>Closed, every method but {@code close}, {@code abort}, {@code isClosed}, {@code isValid},
 * {@code unwrap} and {@code isWrapperFor} throws 08003.
 */
public final class ChromaConnection extends DescribedConnection implements MetadataHost {
  private static final Duration LONGEST_PING = Duration.ofHours(1);

  private final ConnectionSettings settings;
  private final SharedEngines.Lease lease;
  private final Session opened;
  private final WarningChain warnings;
  private final Conversions conversions;
  private final TransactionState transaction = new TransactionState();
  private final RequestTurns turns;
  private final AtomicBoolean closed = new AtomicBoolean();
  private volatile Session session;
  private volatile boolean readOnly;
  private volatile Duration networkTimeout = Duration.ZERO;

  private ChromaConnection(
      ConnectionSettings settings,
      SharedEngines.Lease lease,
      Session opened,
      WarningChain warnings) {
    this.settings = settings;
    this.lease = lease;
    this.opened = opened;
    this.session = opened;
    this.warnings = warnings;
    this.turns = new RequestTurns(settings.engine().maxParallel());
    this.readOnly = settings.readOnly();
    this.conversions = new Conversions(settings.engine().timeZone(), ChromaArray::new);
  }

  /**
   * Opens a connection once the server has answered for itself, its tenant and its database.
   *
   * @param warnings of reading the settings, which become the connection's
   * @param timeout of the whole
   * @throws SQLException 08001, 28000, 3D000 or 3F000
   */
  public static ChromaConnection open(
      ConnectionSettings settings, SharedEngines engines, WarningChain warnings, Duration timeout)
      throws SQLException {
    SharedEngines.Lease lease;
    try {
      lease = engines.lease(settings);
    } catch (RuntimeException | AssertionError thrown) {
      throw SqlFailure.from(thrown);
    }
    boolean opened = false;
    try {
      Session session = new ServerCheck(lease.engine().store(), settings).open(timeout);
      opened = true;
      // Not before: connecting has the processors for itself.
      lease.engine().warmUp();
      return new ChromaConnection(settings, lease, session, warnings);
    } finally {
      if (!opened) {
        lease.close();
      }
    }
  }

  @Override
  void checkOpen() throws SQLException {
    if (closed.get()) {
      throw ServerCheck.closed();
    }
  }

  /** As it was when it was opened, for whoever borrows it next. */
  void reset() throws SQLException {
    SQLException first = closeStatements();
    transaction.reset();
    warnings.clear();
    session = opened;
    readOnly = settings.readOnly();
    networkTimeout = Duration.ZERO;
    setClientInfo(new java.util.Properties());
    if (first != null) {
      throw first;
    }
  }

  @Override
  public Connection connection() {
    return this;
  }

  @Override
  public Engine openEngine() throws SQLException {
    checkOpen();
    return lease.engine();
  }

  @Override
  public RequestTurns turns() {
    return turns;
  }

  @Override
  public Session session() {
    return session;
  }

  @Override
  public Conversions conversions() {
    return conversions;
  }

  @Override
  public ConnectionSettings settings() {
    return settings;
  }

  @Override
  public WarningChain warnings() {
    return warnings;
  }

  @Override
  public Duration slowStatement() {
    return settings.slowStatement();
  }

  @Override
  public int maxScrollRows() {
    return settings.maxScrollRows();
  }

  @Override
  public Duration networkTimeout() {
    return networkTimeout;
  }

  @Override
  public String server() {
    return settings.endpoint().url();
  }

  @Override
  public void beforeWrite() throws SQLException {
    if (readOnly) {
      throw SqlFailure.of(
          ChromaError.TRANSACTION_STATE,
          "The connection is read-only: call setReadOnly(false), or leave out the property readOnly");
    }
    transaction.write();
  }

  /** The text without the escapes that are no part of the grammar. */
  @Override
  public String nativeSQL(@Nullable String sql) throws SQLException {
    checkOpen();
    check(sql != null, "The text of the statement is null");
    return ClauseEscapes.remove(String.valueOf(sql));
  }

  @Override
  public void setAutoCommit(boolean on) throws SQLException {
    checkOpen();
    transaction.setAutoCommit(on);
  }

  @Override
  public boolean getAutoCommit() throws SQLException {
    checkOpen();
    return transaction.autoCommit();
  }

  @Override
  public void commit() throws SQLException {
    checkOpen();
    transaction.commit();
  }

  @Override
  public void rollback() throws SQLException {
    checkOpen();
    transaction.rollback();
  }

  @Override
  public void setTransactionIsolation(int level) throws SQLException {
    checkOpen();
    transaction.setIsolation(level, warnings);
  }

  @Override
  public int getTransactionIsolation() throws SQLException {
    checkOpen();
    return transaction.isolation();
  }

  @Override
  public void setHoldability(int holdability) throws SQLException {
    checkOpen();
    transaction.setHoldability(holdability, warnings);
  }

  @Override
  public int getHoldability() throws SQLException {
    checkOpen();
    return transaction.holdability();
  }

  @Override
  public DatabaseMetaData getMetaData() throws SQLException {
    checkOpen();
    return new ChromaDatabaseMetaData(this);
  }

  /** Off stays without effect, said in a warning, when the property {@code readOnly} is on. */
  @Override
  public void setReadOnly(boolean on) throws SQLException {
    checkOpen();
    if (!on && settings.readOnly()) {
      warnings.warn(
          ChromaError.OPTION_CHANGED.warning(
              "The property readOnly is on: the connection stays read-only"));
    }
    readOnly = on || settings.readOnly();
  }

  @Override
  public boolean isReadOnly() throws SQLException {
    checkOpen();
    return readOnly;
  }

  /** The tenant in which names are looked up; the database of this name must exist in it. */
  @Override
  public void setCatalog(@Nullable String tenant) throws SQLException {
    checkOpen();
    check(tenant != null && !tenant.isEmpty(), "The catalog is a tenant's name");
    moveTo(new DatabaseName(String.valueOf(tenant), session.database().database()));
  }

  @Override
  public String getCatalog() throws SQLException {
    checkOpen();
    return session.database().tenant();
  }

  /** The database in which names are looked up. */
  @Override
  public void setSchema(@Nullable String database) throws SQLException {
    checkOpen();
    check(database != null && !database.isEmpty(), "The schema is a database's name");
    moveTo(new DatabaseName(session.database().tenant(), String.valueOf(database)));
  }

  private void moveTo(DatabaseName database) throws SQLException {
    if (!database.equals(session.database())) {
      ServerCheck.checkNow(lease.engine().store(), database, settings.network().connectTimeout());
      session = session.in(database);
    }
  }

  @Override
  public String getSchema() throws SQLException {
    checkOpen();
    return session.database().database();
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
  public Map<String, Class<?>> getTypeMap() throws SQLException {
    checkOpen();
    return new HashMap<>();
  }

  @Override
  public void setTypeMap(@Nullable Map<String, Class<?>> map) throws SQLException {
    checkOpen();
    if (map != null && !map.isEmpty()) {
      throw SqlFailure.notSupported(
          "There are no user-defined types to map: use getObject(column, Class)");
    }
  }

  @Override
  public Array createArrayOf(@Nullable String typeName, @Nullable Object @Nullable [] members)
      throws SQLException {
    checkOpen();
    return ArrayTypes.create(typeName, members, conversions);
  }

  /** Asks the server; 0 seconds is no limit. */
  @Override
  public boolean isValid(int seconds) throws SQLException {
    check(seconds >= 0, "A timeout is 0, for no limit, or more seconds");
    if (closed.get()) {
      return false;
    }
    Duration timeout = seconds == 0 ? LONGEST_PING : Duration.ofSeconds(seconds);
    return ServerCheck.answers(lease.engine().store(), timeout);
  }

  /** Bounds every later call by itself; the executor is not used, the driver has its own thread. */
  @Override
  public void setNetworkTimeout(@Nullable Executor executor, int milliseconds) throws SQLException {
    checkOpen();
    check(milliseconds >= 0, "A network timeout is 0, for no limit, or more milliseconds");
    networkTimeout = Duration.ofMillis(milliseconds);
  }

  @Override
  public int getNetworkTimeout() throws SQLException {
    checkOpen();
    return (int) networkTimeout.toMillis();
  }

  @Override
  public void beginRequest() throws SQLException {
    checkOpen();
  }

  @Override
  public void endRequest() throws SQLException {
    checkOpen();
  }

  @Override
  public void abort(@Nullable Executor executor) throws SQLException {
    check(executor != null, "Aborting needs an executor that closes what is open");
    if (executor == null || !closed.compareAndSet(false, true)) {
      return;
    }
    Runnable release =
        () -> {
          try {
            release();
          } catch (SQLException unclosed) {
            // Nobody waits for an aborted connection; what failed to close is gone with it.
            warnings.warn(ChromaError.WARNING.warning(unclosed.getMessage()));
          }
        };
    try {
      executor.execute(release);
    } catch (RejectedExecutionException busy) {
      release.run();
    }
  }

  @Override
  boolean closed() {
    return closed.get();
  }

  @Override
  public boolean isClosed() {
    return closed.get();
  }

  @Override
  public void close() throws SQLException {
    if (closed.compareAndSet(false, true)) {
      release();
    }
  }

  private void release() throws SQLException {
    SQLException first = closeStatements();
    try {
      lease.close();
    } catch (RuntimeException | AssertionError thrown) {
      throw SqlFailure.from(thrown);
    }
    if (first != null) {
      throw first;
    }
  }

  /** Also unwraps to the {@link Engine}. */
  @Override
  public <T> T unwrap(@Nullable Class<T> type) throws SQLException {
    return type == Engine.class ? type.cast(openEngine()) : Wrapping.unwrap(this, type);
  }

  @Override
  public boolean isWrapperFor(@Nullable Class<?> type) {
    return type == Engine.class || Wrapping.isWrapper(this, type);
  }

  @Override
  public String toString() {
    return "ChromaConnection[" + settings.publicUrl() + "]";
  }
}
