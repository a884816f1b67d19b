package io.github.chromajdbc.calcite.function;

import io.github.chromajdbc.error.ChromaError;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlOperatorBinding;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/**
 * {@code x > ANY (array)}. Calcite's own (1.42) fails where x or the array is NULL. ALL is the
 * negation of ANY with the opposite comparison.
 */
public final class Quantified {
  private Quantified() {}

  /** BOOLEAN, nullable where an operand or an element is. */
  static RelDataType type(SqlOperatorBinding call) {
    RelDataType element = call.getOperandType(2).getComponentType();
    boolean nullable =
        call.getOperandType(0).isNullable()
            || call.getOperandType(2).isNullable()
            || element == null
            || element.isNullable();
    return call.getTypeFactory()
        .createTypeWithNullability(
            call.getTypeFactory().createSqlType(SqlTypeName.BOOLEAN), nullable);
  }

  /**
   * Whether the comparison with an element is true; null when it is not, but unknown of one. Of no
   * elements it is false.
   *
   * @param comparison {@code =}, {@code <>}, {@code <}, {@code <=}, {@code >} or {@code >=}
   */
  public static @Nullable Boolean any(
      @Nullable Object value, String comparison, @Nullable List<?> array) {
    if (array == null) {
      return null;
    }
    boolean unknown = false;
    for (Object element : array) {
      if (value == null || element == null) {
        unknown = true;
      } else if (value instanceof Number != element instanceof Number) {
        throw ChromaError.TYPE_MISMATCH.exception(
            "A number is compared with elements of another type: of ? = ANY (?) say what the first is, as in CAST(? AS BIGINT) = ANY (?)");
      } else if (holds(comparison, value, element)) {
        return true;
      }
    }
    return unknown ? null : Boolean.FALSE;
  }

  private static boolean holds(String comparison, Object left, Object right) {
    int order = ComparableArray.compare(left, right);
    return switch (comparison) {
      case "=" -> order == 0;
      case "<>" -> order != 0;
      case "<" -> order < 0;
      case "<=" -> order <= 0;
      case ">" -> order > 0;
      case ">=" -> order >= 0;
      default -> throw new IllegalArgumentException("No comparison: " + comparison);
    };
  }
}
