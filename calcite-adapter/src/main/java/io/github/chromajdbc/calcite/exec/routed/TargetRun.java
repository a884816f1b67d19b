package io.github.chromajdbc.calcite.exec.routed;

import io.github.chromajdbc.calcite.exec.context.ReadContext;
import io.github.chromajdbc.calcite.route.RouteLog;
import io.github.chromajdbc.calcite.route.RoutedTable;
import io.github.chromajdbc.calcite.route.TargetStore;
import io.github.chromajdbc.client.Cancellation;
import io.github.chromajdbc.client.RequestTurns;
import io.github.chromajdbc.error.ChromaError;

/** What the reads of a routed table's collections have in common while one statement runs. */
public final class TargetRun implements AutoCloseable {
  private final RoutedTable table;
  private final ReadContext whole;
  private final int bound;
  private final Cancellation reading = new Cancellation();
  private final Cancellation.Registration registration;
  private final ReadContext context;
  private final RouteLog log;

  public TargetRun(RoutedTable table, ReadContext whole) {
    this.table = table;
    this.whole = whole;
    int own = table.settings().maxParallel();
    this.bound = own > 0 ? own : whole.options().maxParallel();
    this.registration = whole.cancellation().forwardTo(reading);
    this.log = new RouteLog(table.settings());
    RequestTurns turns = whole.execution().turns();
    this.context =
        whole.through(
            new TargetStore(
                whole.server(),
                table.settings(),
                own > 0 ? turns.ofTable(table.name(), own) : turns,
                whole.prefetcher(),
                log),
            reading);
  }

  /** Most collections that are read at once. */
  public int bound() {
    return bound;
  }

  /** What a collection is read with. */
  public ReadContext context() {
    return context;
  }

  /** Counts the failures of this run. */
  public TargetFailures failures(int targets) {
    return new TargetFailures(table, whole, targets);
  }

  /** Aborts what is under way. */
  @Override
  public void close() {
    registration.close();
    reading.cancel(ChromaError.CANCELLED.exception());
    log.finish();
  }
}
