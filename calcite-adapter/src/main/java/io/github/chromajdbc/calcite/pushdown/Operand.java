package io.github.chromajdbc.calcite.pushdown;

import org.jspecify.annotations.Nullable;

/** The value a column is compared with: known when the statement is planned, or when it runs. */
public sealed interface Operand {

  /** A literal. */
  record Constant(@Nullable Object value) implements Operand {
    @Override
    public @Nullable Object value(@Nullable Object[] operands) {
      return value;
    }
  }

  /** The operand at this position of those that the plan evaluates at execution. */
  record Evaluated(int position) implements Operand {
    @Override
    public @Nullable Object value(@Nullable Object[] operands) {
      return operands[position];
    }
  }

  /** The value: String, a Number, Boolean, or null for NULL. */
  @Nullable Object value(@Nullable Object[] operands);
}
