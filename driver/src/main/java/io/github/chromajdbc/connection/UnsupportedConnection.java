package io.github.chromajdbc.connection;

import io.github.chromajdbc.failure.SqlFailure;
import java.sql.Blob;
import java.sql.CallableStatement;
import java.sql.Clob;
import java.sql.Connection;
import java.sql.NClob;
import java.sql.SQLException;
import java.sql.SQLXML;
import java.sql.Savepoint;
import java.sql.ShardingKey;
import java.sql.Struct;
import org.jspecify.annotations.Nullable;

/**
 * The part of a connection that Chroma has nothing for: 0A000 with what to do instead. The methods
 * that java.sql implements itself are here too, since those throw without a SQLSTATE.
 */
abstract class UnsupportedConnection implements Connection {
  private static final String NO_PROCEDURES =
      "There are no stored procedures: use prepareStatement";
  private static final String NO_SAVEPOINTS =
      "Chroma has no transactions, and so no savepoints: every statement takes effect at once";
  private static final String NO_SHARDS = "There are no sharding keys: name the database instead";

  @Override
  public CallableStatement prepareCall(String sql) throws SQLException {
    throw SqlFailure.notSupported(NO_PROCEDURES);
  }

  @Override
  public CallableStatement prepareCall(String sql, int type, int concurrency) throws SQLException {
    throw SqlFailure.notSupported(NO_PROCEDURES);
  }

  @Override
  public CallableStatement prepareCall(String sql, int type, int concurrency, int holdability)
      throws SQLException {
    throw SqlFailure.notSupported(NO_PROCEDURES);
  }

  @Override
  public Savepoint setSavepoint() throws SQLException {
    throw SqlFailure.notSupported(NO_SAVEPOINTS);
  }

  @Override
  public Savepoint setSavepoint(@Nullable String name) throws SQLException {
    throw SqlFailure.notSupported(NO_SAVEPOINTS);
  }

  @Override
  public void rollback(@Nullable Savepoint savepoint) throws SQLException {
    throw SqlFailure.notSupported(NO_SAVEPOINTS);
  }

  @Override
  public void releaseSavepoint(@Nullable Savepoint savepoint) throws SQLException {
    throw SqlFailure.notSupported(NO_SAVEPOINTS);
  }

  @Override
  public Clob createClob() throws SQLException {
    throw SqlFailure.notSupported("There is no CLOB: use setString or setCharacterStream");
  }

  @Override
  public NClob createNClob() throws SQLException {
    throw SqlFailure.notSupported("There is no NCLOB: use setString or setCharacterStream");
  }

  @Override
  public Blob createBlob() throws SQLException {
    throw SqlFailure.notSupported("There is no BLOB: use setBytes");
  }

  @Override
  public SQLXML createSQLXML() throws SQLException {
    throw SqlFailure.notSupported("There is no XML type: use setString");
  }

  @Override
  public Struct createStruct(@Nullable String type, Object @Nullable [] attributes)
      throws SQLException {
    throw SqlFailure.notSupported("There are no structured types: set each value by itself");
  }

  @Override
  public boolean setShardingKeyIfValid(
      @Nullable ShardingKey key, @Nullable ShardingKey superKey, int timeout) throws SQLException {
    throw SqlFailure.notSupported(NO_SHARDS);
  }

  @Override
  public boolean setShardingKeyIfValid(@Nullable ShardingKey key, int timeout) throws SQLException {
    throw SqlFailure.notSupported(NO_SHARDS);
  }

  @Override
  public void setShardingKey(@Nullable ShardingKey key, @Nullable ShardingKey superKey)
      throws SQLException {
    throw SqlFailure.notSupported(NO_SHARDS);
  }

  @Override
  public void setShardingKey(@Nullable ShardingKey key) throws SQLException {
    throw SqlFailure.notSupported(NO_SHARDS);
  }
}
