package io.github.chromajdbc.calcite.function;

import io.github.chromajdbc.error.ChromaError;
import io.github.chromajdbc.error.ChromaException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlOperatorBinding;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.jspecify.annotations.Nullable;

/** Functions that give arrays other types. Called by generated code. */
public final class ArrayFunctions {
  private ArrayFunctions() {}

  /** That of the array, its elements nullable; of another collection its own. */
  static RelDataType typeWithNulls(SqlOperatorBinding call) {
    RelDataType type = call.getOperandType(0);
    RelDataType element = type.getComponentType();
    if (!SqlTypeUtil.isArray(type) || element == null) {
      return type;
    }
    RelDataTypeFactory types = call.getTypeFactory();
    return types.createTypeWithNullability(
        types.createArrayType(types.createTypeWithNullability(element, true), -1),
        type.isNullable());
  }

  /** The same array, as generated code can compare it. */
  public static @Nullable List<?> comparable(@Nullable List<?> array) {
    return array == null || array instanceof ComparableArray ? array : ComparableArray.of(array);
  }

  /**
   * The elements as whole numbers, rounded as a cast does.
   *
   * @param type TINYINT, SMALLINT, INTEGER or BIGINT
   * @throws ChromaException 22003 when one does not fit
   */
  public static @Nullable List<?> wholeElements(@Nullable List<?> array, String type) {
    if (array == null) {
      return null;
    }
    List<@Nullable Object> elements = new ArrayList<>();
    for (Object element : array) {
      elements.add(element == null ? null : whole((Number) element, type));
    }
    return elements;
  }

  private static Number whole(Number number, String type) {
    try {
      BigDecimal whole = ExactNumbers.of(number).setScale(0, RoundingMode.HALF_UP);
      return switch (type) {
        case "TINYINT" -> whole.byteValueExact();
        case "SMALLINT" -> whole.shortValueExact();
        case "INTEGER" -> whole.intValueExact();
        default -> whole.longValueExact();
      };
    } catch (ArithmeticException | NumberFormatException tooLarge) {
      throw ChromaError.NUMBER_OUT_OF_RANGE.exception(
          "A number is out of the range of " + type + ": " + number);
    }
  }

  /** The same array. */
  public static @Nullable List<?> withNulls(@Nullable List<?> array) {
    return array;
  }
}
