package io.github.chromajdbc.calcite.validate;

import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.fun.SqlQuantifyOperator;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql.validate.SqlValidatorScope;
import org.jspecify.annotations.Nullable;

/**
 * What parameters beside arrays are: the {@code ?} of {@code x = ANY (?)} is an array of values
 * like x, for which Calcite (1.42) takes a single one, that of {@code ? = ANY (tags)} a value like
 * those of the array, that of {@code tags[?]} a position.
 *
 * @param value what is compared, or the array that an element is of
 * @param other the array, or a position
 */
record ArrayParameters(Operand value, Operand other) {

  /** An operand and the type that a parameter in its place has. */
  record Operand(SqlNode node, RelDataType type) {}

  /** Those of a call; null when it is none with an array. */
  static @Nullable ArrayParameters of(
      SqlValidator validator, SqlValidatorScope scope, SqlCall call) {
    RelDataTypeFactory types = validator.getTypeFactory();
    if (call.getOperator() instanceof SqlQuantifyOperator
        && call.operand(1) instanceof SqlNodeList list
        && list.size() == 1) {
      return quantified(validator, scope, call.operand(0), list.get(0));
    }
    if (call.getKind() == SqlKind.ITEM && !(call.operand(0) instanceof SqlDynamicParam)) {
      RelDataType array = validator.deriveType(scope, call.operand(0));
      return SqlTypeUtil.isArray(array)
          ? new ArrayParameters(
              new Operand(call.operand(0), array),
              new Operand(
                  call.operand(1), nullable(types, types.createSqlType(SqlTypeName.INTEGER))))
          : null;
    }
    return null;
  }

  private static @Nullable ArrayParameters quantified(
      SqlValidator validator, SqlValidatorScope scope, SqlNode value, SqlNode values) {
    RelDataTypeFactory types = validator.getTypeFactory();
    if (values instanceof SqlDynamicParam) {
      RelDataType type =
          value instanceof SqlDynamicParam
              ? types.createSqlType(SqlTypeName.VARCHAR)
              : validator.deriveType(scope, value);
      return !isOfOneValue(type)
          ? null
          : new ArrayParameters(
              new Operand(value, type),
              new Operand(
                  values, nullable(types, types.createArrayType(nullable(types, type), -1))));
    }
    if (values.getKind().belongsTo(SqlKind.QUERY)) {
      return null;
    }
    RelDataType array = validator.deriveType(scope, values);
    RelDataType element = array.getComponentType();
    return element == null || !isOfOneValue(element)
        ? null
        : new ArrayParameters(
            new Operand(value, nullable(types, element)), new Operand(values, array));
  }

  private static boolean isOfOneValue(RelDataType type) {
    return SqlTypeUtil.isCharacter(type)
        || SqlTypeUtil.isNumeric(type)
        || SqlTypeUtil.isBoolean(type)
        || SqlTypeUtil.isDatetime(type);
  }

  /** A text is one of any length. */
  private static RelDataType nullable(RelDataTypeFactory types, RelDataType type) {
    return types.createTypeWithNullability(
        SqlTypeUtil.isCharacter(type) ? types.createSqlType(SqlTypeName.VARCHAR) : type, true);
  }

  List<Operand> operands() {
    return List.of(value, other);
  }
}
