package io.github.chromajdbc.calcite.exec.window;

import io.github.chromajdbc.calcite.function.Statistic;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One function over a window.
 *
 * @param statistic null where the function is none
 * @param result the class of its values
 */
public record WindowCall(
    WindowFunction function,
    @Nullable Statistic statistic,
    List<Operand> operands,
    boolean distinct,
    boolean ignoresNulls,
    Class<?> result) {

  /**
   * What a function is given: the value of a column or a constant.
   *
   * @param column 0-based; -1 for a constant
   */
  public record Operand(int column, @Nullable Object constant) {
    @Nullable Object of(@Nullable Object[] row) {
      return column < 0 ? constant : row[column];
    }
  }
}
