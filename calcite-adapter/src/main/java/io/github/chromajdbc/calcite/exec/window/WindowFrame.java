package io.github.chromajdbc.calcite.exec.window;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * Which rows around a row, in the order of its partition, a call is about.
 *
 * @param ofRows whether the distances count rows; else they are of the one column that rows are
 *     ordered by
 * @param lower distance of the first from the row, below zero when it comes before; null without a
 *     bound
 * @param upper of the last
 */
public record WindowFrame(
    boolean ofRows, @Nullable BigDecimal lower, @Nullable BigDecimal upper, Exclusion exclusion) {

  /** Rows of a frame that are left out. */
  public enum Exclusion {
    NOTHING,
    CURRENT_ROW,
    /** The row and its peers, which are equal by the columns of the order. */
    PEERS_AND_ROW,
    PEERS
  }
}
