package io.github.chromajdbc.it.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chromajdbc.client.Space;
import io.github.chromajdbc.testing.ChromaServerExtension;
import io.github.chromajdbc.testing.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A server with 10,000 collections: what connecting, listing and describing take. The profile
 * many-collections runs it and prints the table of docs/tools.md.
 */
@ExtendWith(ChromaServerExtension.class)
class ManyCollectionsBenchmark {
  private static final int COLLECTIONS = Integer.getInteger("collections", 10_000);

  @Test
  void tenThousandCollectionsAreBrowsed(TestDatabase database) throws Exception {
    create(database);
    try (Connection warm = ShippedJar.connect(database.jdbcUrl())) {
      count(warm.getMetaData().getTables(null, database.name().database(), "c1%", null));
    }
    long start = System.nanoTime();
    try (Connection connection = ShippedJar.connect(database.jdbcUrl() + "?pageSize=999")) {
      long connect = millisSince(start);
      String schema = database.name().database().replace("_", "\\_");
      long before = usedMemory();
      start = System.nanoTime();
      int tables = count(connection.getMetaData().getTables(null, schema, "%", null));
      long list = millisSince(start);
      long after = usedMemory();
      for (int again = 0; again < 5; again++) {
        count(connection.getMetaData().getTables(null, schema, "%", null));
      }
      long grown = usedMemory();
      start = System.nanoTime();
      int columns = count(connection.getMetaData().getColumns(null, schema, "c77%", "%"));
      long describe = millisSince(start);
      report("connect, engine not shared", connect + " ms");
      report("getTables, " + tables + " tables", list + " ms");
      report("memory kept of one listing", ((after - before) >> 10) + " KiB");
      report("memory kept of five more", ((grown - after) >> 10) + " KiB");
      report("getColumns of 'c77%', " + columns + " columns", describe + " ms");
      assertThat(tables).isEqualTo(COLLECTIONS);
      assertThat(connect).isLessThan(300);
      assertThat(list).isLessThan(3_000);
      assertThat(grown - after).isLessThan(8L << 20);
    }
  }

  private static void create(TestDatabase database) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      var made =
          IntStream.range(0, COLLECTIONS)
              .<Future<?>>mapToObj(
                  n -> threads.submit(() -> database.create("c" + n + "_table", Space.L2)))
              .toList();
      for (Future<?> one : made) {
        one.get();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private static int count(ResultSet rows) throws SQLException {
    try (rows) {
      int count = 0;
      while (rows.next()) {
        count++;
      }
      return count;
    }
  }

  private static long millisSince(long start) {
    return (System.nanoTime() - start) / 1_000_000;
  }

  private static long usedMemory() throws InterruptedException {
    for (int i = 0; i < 3; i++) {
      System.gc();
      Thread.sleep(50);
    }
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }

  private static void report(String what, String value) {
    System.out.println(String.format(Locale.ROOT, "| %s | %s |", what, value));
  }
}
