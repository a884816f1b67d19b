package io.github.chromajdbc.calcite.pushdown;

import io.github.chromajdbc.calcite.function.ExactNumbers;
import io.github.chromajdbc.client.RecordFilter.Operator;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A short range of whole numbers as the list of them: {@code year BETWEEN 2000 AND 2005}. An index
 * that would miss some in a range finds them one by one.
 */
final class ListedRange {
  private static final BigInteger LONGEST = BigInteger.valueOf(500);

  private ListedRange() {}

  /** The list that stands for a lower and an upper bound of one key; null for anything else. */
  static @Nullable Condition of(Condition.And condition) {
    BigInteger low = null;
    BigInteger high = null;
    String key = null;
    for (Condition child : condition.children()) {
      if (!(child instanceof Condition.NumberComparison comparison)
          || !comparison.wholeNumbers()
          || comparison.asDouble()
          || !(comparison.operand() instanceof Operand.Constant constant)
          || !(constant.value() instanceof Number number)
          || !Double.isFinite(number.doubleValue())
          || (key != null && !key.equals(comparison.key()))) {
        return null;
      }
      key = comparison.key();
      Operator operator = comparison.operator();
      WholeNumberBounds bounds = WholeNumberBounds.of(operator, ExactNumbers.of(number));
      switch (operator) {
        case GREATER, GREATER_OR_EQUAL -> low = low == null ? bounds.low() : low.max(bounds.low());
        case LESS, LESS_OR_EQUAL -> high = high == null ? bounds.high() : high.min(bounds.high());
        case EQUAL, NOT_EQUAL -> {
          return null;
        }
      }
    }
    if (key == null
        || low == null
        || high == null
        || low.compareTo(high) > 0
        || high.subtract(low).compareTo(LONGEST) >= 0) {
      return null;
    }
    List<Operand> members = new ArrayList<>();
    for (BigInteger each = low; each.compareTo(high) <= 0; each = each.add(BigInteger.ONE)) {
      members.add(new Operand.Constant(new BigDecimal(each)));
    }
    return new Condition.NumberMembership(key, true, false, members);
  }
}
