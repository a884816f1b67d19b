package io.github.chromajdbc.calcite.exec.read;

import io.github.chromajdbc.calcite.pushdown.ConditionText;
import io.github.chromajdbc.calcite.pushdown.Operand;
import org.jspecify.annotations.Nullable;

/**
 * OFFSET and LIMIT of a sort; operands are bound when it runs.
 *
 * @param offset rows to skip; null for none
 * @param fetch most rows; null for all
 */
public record RowBounds(@Nullable Operand offset, @Nullable Operand fetch) {
  public long offset(@Nullable Object[] operands) {
    return RowLimits.rows("OFFSET", offset, operands, 0, 0);
  }

  public long fetch(@Nullable Object[] operands) {
    return RowLimits.rows("LIMIT", fetch, operands, Long.MAX_VALUE, 0);
  }

  /** Rows that have to be kept to have all that are wanted: {@link Long#MAX_VALUE} for all. */
  public long kept(@Nullable Object[] operands) {
    long offset = offset(operands);
    long fetch = fetch(operands);
    return fetch > Long.MAX_VALUE - offset ? Long.MAX_VALUE : offset + fetch;
  }

  /** What is kept, for EXPLAIN. */
  public String text() {
    if (fetch == null) {
      return "all";
    }
    String most = ConditionText.of(fetch);
    return offset == null ? most : ConditionText.of(offset) + " + " + most;
  }
}
