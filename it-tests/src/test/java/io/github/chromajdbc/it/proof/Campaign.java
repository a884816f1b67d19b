package io.github.chromajdbc.it.proof;

import io.github.chromajdbc.client.Space;
import io.github.chromajdbc.it.sql.ShippedDriver;
import io.github.chromajdbc.testing.TestCollection;
import io.github.chromajdbc.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Many random statements over many random tables, a run of which can be repeated by its seed.
 * Several threads share the work; what a statement is does not depend on which one takes it.
 */
final class Campaign {
  /** Statements over the same tables. */
  private static final int SHARING = 500;

  private static final int TABLES = 3;
  private static final int MOST_FAILURES = 25;
  private static final int THREADS =
      Integer.getInteger("proof.threads", Runtime.getRuntime().availableProcessors());

  private final TestDatabase database;
  private final long seed;
  private final boolean arrays;
  private final String url;
  private final Queue<String> failures = new ConcurrentLinkedQueue<>();
  private final AtomicInteger judged = new AtomicInteger();
  private final AtomicInteger refused = new AtomicInteger();

  /**
   * @param arrays whether the server keeps arrays
   */
  Campaign(TestDatabase database, long seed, boolean arrays) {
    this(database, seed, arrays, database.jdbcUrl());
  }

  /**
   * @param url another way to the database
   */
  Campaign(TestDatabase database, long seed, boolean arrays, String url) {
    this.url = url;
    this.database = database;
    this.seed = seed;
    this.arrays = arrays;
  }

  /**
   * Runs statements, numbered from {@code first}; what failed, each with its smallest statement.
   */
  @SuppressWarnings("SystemOut") // Long runs tell how far they are.
  List<String> run(int first, int count) throws SQLException {
    System.out.println("seed " + seed + ", statements " + first + " to " + (first + count - 1));
    List<Callable<Void>> shares = new ArrayList<>();
    for (int i = first; i < first + count; ) {
      int from = i;
      int end = Math.min(first + count, (i / SHARING + 1) * SHARING);
      shares.add(
          () -> {
            overOneSetOfTables(from, end);
            return null;
          });
      i = end;
    }
    runAll(shares);
    List<String> found = new ArrayList<>(failures);
    if (refused.get() * 100 > count) {
      found.add(refused + " statements were none to the other engine: of what is left, too little");
    }
    return found;
  }

  private static void runAll(List<Callable<Void>> shares) throws SQLException {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      for (Future<Void> share : threads.invokeAll(shares)) {
        share.get();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (ExecutionException e) {
      throw new SQLException(e.getCause());
    } finally {
      threads.shutdownNow();
    }
  }

  private void overOneSetOfTables(int first, int end) throws SQLException {
    Random random = new Random(seed * 31 + first / SHARING);
    List<RandomTable> tables = new ArrayList<>();
    List<TestCollection> collections = new ArrayList<>();
    try (IndependentEngine independent = new IndependentEngine();
        Connection driver = ShippedDriver.connect(url)) {
      for (int i = 0; i < TABLES; i++) {
        String name = "t" + first / SHARING + "_" + i;
        RandomTable table = RandomTable.generate(name, random, rows(random), arrays);
        tables.add(table);
        independent.load(table);
        collections.add(database.create(name, Space.L2).add(table.records()));
      }
      List<String> names = tables.stream().map(RandomTable::name).toList();
      ThreeWays ways = new ThreeWays(driver, independent.connection());
      for (int i = first; i < end && failures.size() < MOST_FAILURES; i++) {
        judge(ways, i, names);
        tellProgress(judged.incrementAndGet());
      }
    } finally {
      collections.forEach(TestCollection::drop);
    }
  }

  /** Every other table has few, of which conditions over several more often hold at once. */
  private static int rows(Random random) {
    return 2 + random.nextInt(random.nextBoolean() ? 6 : 39);
  }

  @SuppressWarnings("SystemOut") // Long runs tell how far they are.
  private void tellProgress(int number) {
    if (number % 1000 == 0) {
      System.out.println(
          LocalTime.now(ZoneOffset.UTC).withNano(0)
              + " seed "
              + seed
              + ": "
              + number
              + " statements, "
              + failures.size()
              + " mismatches, "
              + refused
              + " refused by the other engine");
    }
  }

  @SuppressWarnings("SystemOut") // What a long run found is told when it is found.
  private void judge(ThreeWays ways, int number, List<String> names) {
    Random random = new Random(seed * 1_000_003 + number);
    random.nextInt();
    boolean binds = random.nextBoolean();
    Node statement = new Statements(random, names, arrays).next();
    ThreeWays.Verdict verdict;
    try {
      verdict = ways.judge(statement, binds);
    } catch (Error e) {
      System.out.println("statement " + number + " ended its thread: " + e + "\n  " + statement);
      throw e;
    }
    if (verdict.equals(ThreeWays.Verdict.AGREED)) {
      return;
    }
    if (verdict.invalid() != null) {
      refused.incrementAndGet();
      System.out.println(
          "statement " + number + " is none to the other engine: " + shortened(verdict.invalid()));
      return;
    }
    Difference found = Objects.requireNonNull(verdict.difference());
    Node smallest =
        new Shrinker(candidate -> isSuch(ways.judge(candidate, binds), found.sort()))
            .smallest(statement);
    String failure =
        "seed "
            + seed
            + ", statement "
            + number
            + (binds ? " with parameters" : "")
            + "\n  "
            + smallest
            + "\n  "
            + smallest.in(Dialect.INDEPENDENT)
            + "\n  "
            + ways.judge(smallest, binds).difference();
    failures.add(failure);
    System.out.println(failure);
  }

  private static String shortened(String text) {
    return text.substring(0, Math.min(text.length(), 200)).replace('\n', ' ');
  }

  private static boolean isSuch(ThreeWays.Verdict verdict, String sort) {
    return verdict.difference() != null && verdict.difference().sort().equals(sort);
  }
}
