package io.github.chromajdbc.calcite.function;

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

  /** The same array. */
  public static @Nullable List<?> withNulls(@Nullable List<?> array) {
    return array;
  }
}
