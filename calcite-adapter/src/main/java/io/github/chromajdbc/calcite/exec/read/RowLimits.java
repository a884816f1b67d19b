package io.github.chromajdbc.calcite.exec.read;

import io.github.chromajdbc.calcite.pushdown.Operand;
import io.github.chromajdbc.error.ChromaError;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** LIMIT, OFFSET and TOPK once their values are known. */
public final class RowLimits {
  /** More rows than a result has. */
  private static final BigDecimal MOST = BigDecimal.valueOf(Integer.MAX_VALUE);

  private RowLimits() {}

  /**
   * The number of rows.
   *
   * @param name what the statement calls it
   * @param absent what holds when the statement has none
   * @throws io.github.chromajdbc.error.ChromaException 2201W when it is no whole number or less
   *     than {@code least}
   */
  public static long rows(
      String name,
      @Nullable Operand operand,
      @Nullable Object[] operands,
      long absent,
      long least) {
    return operand == null ? absent : rows(name, operand.value(operands), least);
  }

  /**
   * The number of rows that a value is.
   *
   * @throws io.github.chromajdbc.error.ChromaException 2201W as above
   */
  public static int rows(String name, @Nullable Object value, long least) {
    if (value instanceof Number number) {
      BigDecimal exact = new BigDecimal(number.toString());
      if (exact.stripTrailingZeros().scale() <= 0
          && exact.compareTo(BigDecimal.valueOf(least)) >= 0) {
        return exact.min(MOST).intValueExact();
      }
    }
    throw ChromaError.INVALID_ROW_COUNT.exception(
        name, "a whole number from " + least + " on", value);
  }
}
