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
   * @param took from when it was wanted to its reply: waiting for its turn, repetitions and their
   *     pauses included
   * @param repetitions how often it was sent again since the server was busy
   * @param failure null when it was answered
   */
  record Request(
      String table,
      String collection,
      Duration took,
      int repetitions,
      @Nullable ChromaError failure) {}

  /**
   * What the requests of a statement to one collection came to.
   *
   * @param requests how many ended
   * @param records how many records came
   * @param took their times added up; requests of one collection may overlap
   * @param failures how many were not answered
   */
  record Totals(
      String table,
      String collection,
      int requests,
      long records,
      Duration took,
      int repetitions,
      int failures) {

    static Totals of(Request request, long records) {
      return new Totals(
          request.table(),
          request.collection(),
          1,
          records,
          request.took(),
          request.repetitions(),
          request.failure() == null ? 0 : 1);
    }

    Totals plus(Totals other) {
      return new Totals(
          table,
          collection,
          requests + other.requests,
          records + other.records,
          took.plus(other.took),
          repetitions + other.repetitions,
          failures + other.failures);
    }
  }

  /** Called from the thread of the request, so it should be quick; what it throws is logged. */
  void ended(Request request);

  /** Called for each collection when the read of a statement ends; what it throws is logged. */
  default void finished(Totals totals) {}
}
