package io.github.chromajdbc.calcite.validate;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNumericLiteral;
import org.jspecify.annotations.Nullable;

/**
 * LIMIT and OFFSET of a statement. Calcite (1.42) counts rows in an int: what is greater is more
 * than any result has, and the greatest int says the same.
 */
final class RowCounts {
  private static final BigDecimal MOST = BigDecimal.valueOf(Integer.MAX_VALUE);

  private final Map<Integer, String> parameters = new HashMap<>();

  /** The parameters that are one, with the name of their clause, by their index. */
  Map<Integer, String> parameters() {
    return parameters;
  }

  /** The same count in an int. */
  @Nullable SqlNode bounded(String clause, @Nullable SqlNode count) {
    if (count instanceof SqlDynamicParam parameter) {
      parameters.put(parameter.getIndex(), clause);
    }
    return count instanceof SqlNumericLiteral number
            && number.getValueAs(BigDecimal.class).compareTo(MOST) > 0
        ? SqlLiteral.createExactNumeric(MOST.toPlainString(), count.getParserPosition())
        : count;
  }
}
