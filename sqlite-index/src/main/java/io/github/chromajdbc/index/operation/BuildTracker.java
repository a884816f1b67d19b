package io.github.chromajdbc.index.operation;

import io.github.chromajdbc.index.BuildMonitor;
import io.github.chromajdbc.index.BuildProgress;
import io.github.chromajdbc.index.BuildProgress.Phase;
import io.github.chromajdbc.index.file.SqliteSession;
import io.github.chromajdbc.index.translation.SqlText;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Runs the statements of a build and tells the monitor how far they are.
 *
 * <p>SQLite says only how many steps its virtual machine has run; reading one row of the table
 * takes about as many steps as {@link #STEPS_PER_ROW}, and the number of rows is the highest row
 * number. Sorting takes no steps, so the estimate stops short of the end until it is reached.
 */
final class BuildTracker {
  /** Of CREATE INDEX over a table of which one row in six is indexed. */
  private static final double STEPS_PER_ROW = 9;

  private static final long MILLIS_BETWEEN_REPORTS = 100;
  private static final double MOST_BEFORE_THE_END = 0.99;

  private final SqliteSession session;
  private final BuildMonitor monitor;
  private final long started = System.nanoTime();
  private final Map<String, Long> rows = new HashMap<>();
  private double planned;
  private double done;
  private long lastReport;

  BuildTracker(SqliteSession session, BuildMonitor monitor) {
    this.session = session;
    this.monitor = monitor;
  }

  /** Counts a table that will be read once more. */
  void plan(String table) {
    planned += steps(table);
  }

  /** Runs a statement that reads a table once. */
  void run(String sql, String table) {
    double all = steps(table);
    session.execute(
        sql,
        steps -> {
          report(Phase.BUILDING, done + Math.min((double) steps, all));
          return !monitor.cancelled();
        });
    done += all;
  }

  void phase(Phase phase) {
    lastReport = 0;
    report(phase, phase == Phase.DONE ? planned : done);
  }

  private void report(Phase phase, double steps) {
    long elapsed = (System.nanoTime() - started) / 1_000_000;
    if (lastReport != 0 && elapsed - lastReport < MILLIS_BETWEEN_REPORTS) {
      return;
    }
    lastReport = Math.max(1, elapsed);
    if (phase == Phase.DONE) {
      monitor.progress(new BuildProgress(phase, 1, elapsed, 0));
      return;
    }
    double fraction = planned == 0 ? 0 : Math.min(MOST_BEFORE_THE_END, steps / planned);
    long remaining = fraction <= 0 ? -1 : Math.round(elapsed * (1 - fraction) / fraction);
    monitor.progress(new BuildProgress(phase, fraction, elapsed, remaining));
  }

  private double steps(String table) {
    return STEPS_PER_ROW * rows.computeIfAbsent(table, this::highestRow);
  }

  private long highestRow(String table) {
    List<Long> highest =
        session.query(
            "SELECT coalesce(max(rowid), 0) FROM " + SqlText.identifier(table),
            row -> row.getLong(1));
    return highest.get(0);
  }
}
