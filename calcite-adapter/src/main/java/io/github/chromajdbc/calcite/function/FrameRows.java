package io.github.chromajdbc.calcite.function;

import io.github.chromajdbc.error.ChromaError;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** How many rows a frame of a window reaches: the n of {@code ROWS n PRECEDING}. */
public final class FrameRows {
  /**
   * More rows than a window can hold. Calcite's generated code (1.42) adds the distance to the
   * index of a row, as ints: greater ones would turn negative.
   */
  public static final int MOST = 1 << 30;

  private FrameRows() {}

  /**
   * The distance as generated code takes it, at most {@link #MOST}. Called by generated code.
   *
   * @param rows a number
   * @throws io.github.chromajdbc.error.ChromaException 22013 for NULL, and for what is no whole
   *     number from 0 on
   */
  public static int of(@Nullable Object rows) {
    BigDecimal number = rows == null ? null : new BigDecimal(rows.toString());
    if (number == null || number.signum() < 0 || number.stripTrailingZeros().scale() > 0) {
      throw ChromaError.INVALID_FRAME.exception(
          "a whole number from 0 on", number == null ? "NULL" : number);
    }
    return number.min(BigDecimal.valueOf(MOST)).intValueExact();
  }
}
