package io.github.chromajdbc.calcite.route;

import io.github.chromajdbc.error.ChromaError;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Is told of the requests that statements over a routed table send. */
@FunctionalInterface
public interface RouteListener {

  /**
   * A request that has ended.
   *
   * @param table the routed table
   * @param collection that was asked
   * @param took from its turn to its reply, repetitions and their pauses included
   * @param repetitions how often it was sent again since the server was busy
   * @param failure null when it was answered
   */
  record Request(
      String table,
      String collection,
      Duration took,
      int repetitions,
      @Nullable ChromaError failure) {}

  /** Called from the thread of the request, so it should be quick; what it throws is logged. */
  void ended(Request request);
}
