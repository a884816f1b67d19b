package io.github.chromajdbc.it.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.mchange.v2.c3p0.DataSources;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.github.chromajdbc.it.sql.ShippedDriver;
import io.github.chromajdbc.testing.ChromaServerExtension;
import io.github.chromajdbc.testing.CountingProxy;
import io.github.chromajdbc.testing.TestDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.ConnectionPoolDataSource;
import javax.sql.DataSource;
import org.apache.commons.dbcp2.BasicDataSource;
import org.apache.commons.dbcp2.datasources.SharedPoolDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** Pools: many threads share few connections, which are tested, reset and given back. */
@ExtendWith(ChromaServerExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConnectionPoolsTest {
  private static final int THREADS = 8;
  private static final int QUERIES = 20;

  private final TestDatabase database;

  ConnectionPoolsTest(TestDatabase database) {
    this.database = database;
    Papers.create(database);
  }

  /** Every thread borrows, asks and gives back, and leaves the connection changed. */
  private static void useFromManyThreads(DataSource pool) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      List<Future<Integer>> answers = new ArrayList<>();
      for (int thread = 0; thread < THREADS; thread++) {
        int year = 2000 + thread;
        answers.add(threads.submit(() -> ask(pool, year)));
      }
      for (Future<Integer> answer : answers) {
        assertThat(answer.get()).isEqualTo(QUERIES * Papers.COUNT / 20);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private static int ask(DataSource pool, int year) throws SQLException {
    int rows = 0;
    for (int query = 0; query < QUERIES; query++) {
      try (Connection connection = pool.getConnection();
          PreparedStatement statement =
              connection.prepareStatement("SELECT id FROM papers WHERE metadata.year = ?")) {
        assertThat(connection.getAutoCommit()).isTrue();
        statement.setInt(1, year);
        connection.setAutoCommit(false);
        try (ResultSet result = statement.executeQuery()) {
          while (result.next()) {
            rows++;
          }
        }
        connection.rollback();
      }
    }
    return rows;
  }

  @Test
  void hikariSharesItsConnections() throws Exception {
    HikariConfig config = new HikariConfig();
    config.setDataSource(ShippedDriver.dataSource(database.jdbcUrl()));
    config.setMaximumPoolSize(3);
    config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
    config.setReadOnly(true);
    config.setSchema(database.name().database());
    config.setKeepaliveTime(30_000);
    try (HikariDataSource pool = new HikariDataSource(config)) {
      useFromManyThreads(pool);
      assertThat(pool.getHikariPoolMXBean().getTotalConnections()).isLessThanOrEqualTo(3);
      assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isZero();
      try (Connection connection = pool.getConnection()) {
        assertThat(connection.isReadOnly()).isTrue();
        assertThat(connection.isValid(5)).isTrue();
      }
    }
  }

  @Test
  void dbcp2SharesItsConnectionsAndStatements() throws Exception {
    try (BasicDataSource pool = new BasicDataSource()) {
      pool.setDriver(ShippedDriver.driver());
      pool.setUrl(database.jdbcUrl());
      pool.setMaxTotal(3);
      pool.setTestOnBorrow(true);
      pool.setValidationQuery("SELECT 1");
      pool.setPoolPreparedStatements(true);
      pool.setDefaultQueryTimeout(Duration.ofSeconds(30));
      useFromManyThreads(pool);
      assertThat(pool.getNumActive()).isZero();
    }
  }

  @Test
  void c3p0SharesItsConnections() throws Exception {
    DataSource pool =
        DataSources.pooledDataSource(
            ShippedDriver.dataSource(database.jdbcUrl()),
            Map.of("maxPoolSize", 3, "testConnectionOnCheckout", true, "maxStatements", 10));
    try {
      useFromManyThreads(pool);
    } finally {
      DataSources.destroy(pool);
    }
  }

  @Test
  void aPoolOfPooledConnectionsHearsOfTheirEnd() throws Exception {
    SharedPoolDataSource pool = new SharedPoolDataSource();
    try (pool) {
      pool.setConnectionPoolDataSource(
          (ConnectionPoolDataSource) ShippedDriver.dataSource(database.jdbcUrl()));
      pool.setMaxTotal(3);
      useFromManyThreads(pool);
      assertThat(pool.getNumActive()).isZero();
    }
  }

  @Test
  void aFurtherConnectionCostsThreeRequestsAtMost() throws Exception {
    try (CountingProxy proxy = new CountingProxy(database.server().url())) {
      String url = database.jdbcUrl(proxy);
      try (Connection first = ShippedDriver.connect(url)) {
        first.createStatement().executeQuery("SELECT id FROM papers LIMIT 1").close();
        proxy.reset();
        try (Connection second = ShippedDriver.connect(url)) {
          assertThat(proxy.seen()).hasSizeLessThanOrEqualTo(3);
          proxy.reset();
          second.createStatement().executeQuery("SELECT id FROM papers LIMIT 1").close();
          assertThat(proxy.seen()).hasSizeLessThanOrEqualTo(2);
        }
      }
    }
  }
}
