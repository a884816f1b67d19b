package io.github.chromajdbc.it.proof;

import java.sql.Connection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Runs a statement three ways: with what Chroma can do pushed to it, with whole collections read,
 * and in an engine that shares nothing with the driver.
 */
record ThreeWays(Connection driver, Connection independent) {
  /**
   * @param difference null where all agree
   * @param invalid why the independent engine does not take the statement; null where it does
   */
  record Verdict(@Nullable Difference difference, @Nullable String invalid) {
    static final Verdict AGREED = new Verdict(null, null);
  }

  /**
   * @param binds whether values go to the driver as parameters
   */
  Verdict judge(Node statement, boolean binds) {
    Answer right = Answer.of(independent, statement.in(Dialect.INDEPENDENT), List.of());
    if (right instanceof Answer.Failure failure && !failure.isOfData()) {
      return new Verdict(null, failure.message());
    }
    for (Dialect dialect : List.of(Dialect.PUSHED, Dialect.WHOLE_READS)) {
      StatementText text = new StatementText(dialect, binds && dialect == Dialect.PUSHED);
      statement.write(text);
      Difference difference =
          Difference.between(
              right, Answer.of(driver, text.sql(), text.parameters()), statement.toString());
      if (difference != null) {
        return new Verdict(
            new Difference(dialect + " " + difference.sort(), difference.text()), null);
      }
    }
    return Verdict.AGREED;
  }
}
