package io.github.chromajdbc.calcite.route;

import io.github.chromajdbc.client.RecordPage;
import io.github.chromajdbc.error.ChromaError;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Tells of a statement's requests to the collections of a routed table: each at level TRACE, and
 * what they came to for each collection at DEBUG; the table's listener hears both. Thread-safe.
 *
 * <p>The logger is the platform's, which SLF4J takes over where {@code slf4j-jdk-platform-logging}
 * is on the class path. SLF4J itself is inside the driver's jar under another name, and an
 * application's binding would never hear of it.
 */
public final class RouteLog {
  /** The logger's name. */
  public static final String NAME = "io.github.chromajdbc.route";

  private static final Logger LOGGER = System.getLogger(NAME);

  private final RoutedTableSettings table;
  private final Map<String, RouteListener.Totals> totals = new TreeMap<>();

  public RouteLog(RoutedTableSettings table) {
    this.table = table;
  }

  /**
   * A request has ended.
   *
   * @param answer null when it failed
   */
  void ended(RouteListener.Request request, @Nullable Object answer) {
    ChromaError failure = request.failure();
    LOGGER.log(
        Level.TRACE,
        () ->
            request.table()
                + ": a request to "
                + request.collection()
                + " took "
                + request.took().toMillis()
                + " ms with "
                + request.repetitions()
                + " repetitions: "
                + (failure == null ? "answered" : failure.sqlState()));
    synchronized (totals) {
      totals.merge(
          request.collection(),
          RouteListener.Totals.of(request, records(answer)),
          RouteListener.Totals::plus);
    }
    tell(listener -> listener.ended(request));
  }

  /** The statement asks no more; tells what there was since it was last asked. */
  public void finish() {
    List<RouteListener.Totals> all;
    synchronized (totals) {
      all = List.copyOf(totals.values());
      totals.clear();
    }
    for (RouteListener.Totals each : all) {
      LOGGER.log(
          Level.DEBUG,
          () ->
              each.table()
                  + ": "
                  + each.collection()
                  + " answered "
                  + each.records()
                  + " records to "
                  + each.requests()
                  + " requests in "
                  + each.took().toMillis()
                  + " ms, "
                  + each.repetitions()
                  + " repetitions, "
                  + each.failures()
                  + " failures");
      tell(listener -> listener.finished(each));
    }
  }

  private void tell(Consumer<RouteListener> news) {
    RouteListener listener = table.listener();
    if (listener != null) {
      try {
        news.accept(listener);
      } catch (RuntimeException e) {
        LOGGER.log(Level.WARNING, "The listener of " + table.name() + " failed", e);
      }
    }
  }

  private static long records(@Nullable Object answer) {
    if (answer instanceof RecordPage page) {
      return page.size();
    }
    return answer instanceof List<?> pages ? pages.stream().mapToLong(RouteLog::records).sum() : 0;
  }
}
