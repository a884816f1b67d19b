package io.github.chromajdbc.calcite.exec.routed;

import io.github.chromajdbc.calcite.exec.context.ReadContext;
import io.github.chromajdbc.calcite.route.CollectionFailure;
import io.github.chromajdbc.calcite.route.RoutedTable;
import io.github.chromajdbc.error.ChromaError;
import io.github.chromajdbc.error.ChromaException;
import org.jspecify.annotations.Nullable;

/** What becomes of a statement when collections fail: a warning for each, unless all fail. */
public final class TargetFailures {
  private final RoutedTable table;
  private final ReadContext context;
  private final int targets;
  private int failed;
  private @Nullable ChromaException first;

  TargetFailures(RoutedTable table, ReadContext context, int targets) {
    this.table = table;
    this.context = context;
    this.targets = targets;
  }

  /**
   * Takes note of a failure.
   *
   * @throws ChromaException when the statement cannot go on without the collection
   */
  public void add(String collection, ChromaException failure) {
    context.cancellation().throwIfCancelled();
    if (table.settings().failing() || !CollectionFailure.isOfOne(failure.error())) {
      throw failure;
    }
    failed++;
    first = first == null ? failure : first;
    if (failed == targets) {
      throw first;
    }
    context
        .warnings()
        .warn(
            ChromaError.COLLECTION_NOT_READ.warning(
                collection, table.name(), failure.sentence(), failure.error().sqlState()));
  }
}
