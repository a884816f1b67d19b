package io.github.chromajdbc.calcite.engine;

import io.github.chromajdbc.calcite.statement.EngineOptions;
import io.github.chromajdbc.calcite.statement.Execution;
import io.github.chromajdbc.calcite.statement.RowCursor;
import io.github.chromajdbc.calcite.statement.Session;
import io.github.chromajdbc.client.Cancellation;
import io.github.chromajdbc.client.DatabaseName;
import io.github.chromajdbc.client.RequestTurns;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Loads the classes of the first statement before it comes. Most of a first statement's time is
 * spent on loading parser, planner and compiler; a few statements over records in memory do that in
 * the background while a program turns from its new connection to its first statement. No request
 * is sent.
 *
 * <p>Once for each class loader. The thread is a daemon and ends by itself.
 */
public final class WarmUp {
  private static final System.Logger LOGGER = System.getLogger(WarmUp.class.getName());
  private static final AtomicBoolean BEGUN = new AtomicBoolean();

  /** The ways of a statement, the ones that are taken most first. */
  private static final List<String> STATEMENTS =
      List.of(
          "SELECT *, metadata.number FROM records WHERE metadata.number >= 1 AND document LIKE 'a%'"
              + " LIMIT 1",
          "SELECT id, distance FROM records USING EMBEDDING (VECTOR [1, 2])"
              + " WHERE metadata.text = 'a' TOPK 1",
          "SELECT metadata.text, COUNT(*) AS c, MAX(metadata.number) FROM records"
              + " GROUP BY metadata.text ORDER BY c DESC",
          "SELECT a.id, UPPER(b.document) FROM records a JOIN records b ON a.id = b.id");

  private WarmUp() {}

  /** Begins, unless it has begun before, and does not wait. */
  public static void begin() {
    if (BEGUN.compareAndSet(false, true)) {
      Thread thread = new Thread(WarmUp::run, "chroma-jdbc-warm-up");
      thread.setDaemon(true);
      // The caller's class loader must not be held, and generated code is to be found in this one.
      thread.setContextClassLoader(WarmUp.class.getClassLoader());
      thread.start();
    }
  }

  private static void run() {
    try {
      answerAll();
    } catch (RuntimeException | LinkageError | AssertionError failure) {
      // Nobody waits for it: a statement that needs what failed here says so itself.
      LOGGER.log(System.Logger.Level.DEBUG, "Classes could not be loaded ahead", failure);
    }
  }

  /** Runs every statement to its end and answers how many rows there were. */
  static int answerAll() {
    int rows = 0;
    Session session = new Session(new DatabaseName("warm", "up"));
    try (ChromaEngine engine =
        new ChromaEngine(
            new WarmUpStore(session.database()),
            (collection, model, text, warnings, cancellation) -> new float[WarmUpStore.DIMENSION],
            EngineOptions.DEFAULT,
            null)) {
      for (String statement : STATEMENTS) {
        Cancellation cancellation = Cancellation.never();
        Execution execution = new Execution(cancellation, warning -> {}, 0, 0, new RequestTurns(1));
        try (RowCursor cursor =
            engine
                .prepare(statement, Map.of(), session, warning -> {}, cancellation)
                .execute(List.of(), execution)) {
          while (cursor.next()) {
            rows++;
          }
        }
      }
    }
    return rows;
  }
}
