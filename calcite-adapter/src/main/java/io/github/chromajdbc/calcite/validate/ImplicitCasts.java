package io.github.chromajdbc.calcite.validate;

import io.github.chromajdbc.error.ChromaError;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlCallBinding;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlNumericLiteral;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql.validate.implicit.TypeCoercionImpl;

/**
 * Calcite's implicit casts, but for some: to compare an array with a scalar it would cast the
 * scalar to an array, which no implementation can do.
 */
final class ImplicitCasts extends TypeCoercionImpl {

  ImplicitCasts(RelDataTypeFactory typeFactory, SqlValidator validator) {
    super(typeFactory, validator);
  }

  @Override
  public boolean binaryComparisonCoercion(SqlCallBinding binding) {
    List<RelDataType> types = binding.collectOperandTypes();
    requireNoScalarBesideArray(binding, types);
    if (binding.getCall().getKind() == SqlKind.BETWEEN) {
      ComparedTypes.requireAlike(binding.getCall(), types);
    }
    return super.binaryComparisonCoercion(binding);
  }

  /**
   * A truth value beside a number is 1 or 0. Calcite (1.42) takes any other literal for 1, too, and
   * fails over fractions.
   */
  @Override
  protected boolean booleanEquality(SqlCallBinding binding, RelDataType left, RelDataType right) {
    return isZeroOrOne(binding.operand(0), left)
        && isZeroOrOne(binding.operand(1), right)
        && super.booleanEquality(binding, left, right);
  }

  private static boolean isZeroOrOne(SqlNode node, RelDataType type) {
    if (!SqlTypeUtil.isNumeric(type)) {
      return true;
    }
    if (!(node instanceof SqlNumericLiteral literal)) {
      return SqlTypeUtil.isIntType(type);
    }
    BigDecimal value = literal.bigDecimalValue();
    return value != null && (value.signum() == 0 || value.compareTo(BigDecimal.ONE) == 0);
  }

  @Override
  public boolean inOperationCoercion(SqlCallBinding binding) {
    RelDataType left = binding.getOperandType(0);
    List<RelDataType> types = new ArrayList<>(List.of(left));
    for (SqlNode item :
        binding.operand(1) instanceof SqlNodeList list ? list : List.<SqlNode>of()) {
      RelDataType type = binding.getValidator().deriveType(binding.getScope(), item);
      requireNoScalarBesideArray(binding, List.of(left, type));
      types.add(type);
    }
    ComparedTypes.requireAlike(binding.getCall(), types);
    return super.inOperationCoercion(binding);
  }

  /** Also of texts with lengths of their own, {@code 'x' = ANY (tags)}. */
  @Override
  public boolean quantifyOperationCoercion(SqlCallBinding binding) {
    RelDataType left = binding.getOperandType(0);
    RelDataType right = binding.getOperandType(1);
    RelDataType element = right.getComponentType();
    if (!SqlTypeUtil.isArray(right)
        || element == null
        || !SqlTypeUtil.isCharacter(left)
        || !SqlTypeUtil.isCharacter(element)) {
      return super.quantifyOperationCoercion(binding);
    }
    if (left.getSqlTypeName() != SqlTypeName.VARCHAR) {
      cast(binding, 0, varchar(left.isNullable()));
    }
    if (element.getSqlTypeName() != SqlTypeName.VARCHAR) {
      cast(
          binding,
          1,
          factory.createTypeWithNullability(
              factory.createArrayType(varchar(element.isNullable()), -1), right.isNullable()));
    }
    return true;
  }

  /**
   * Calcite's own leaves out casts of a text to a text. What is cast has the new type from now on,
   * as Calcite has it: that is where it looks for it.
   */
  private void cast(SqlCallBinding binding, int operand, RelDataType type) {
    SqlNode original = binding.operand(operand);
    SqlNode cast =
        SqlStdOperatorTable.CAST.createCall(
            SqlParserPos.ZERO, original, SqlTypeUtil.convertTypeToSpec(type));
    updateInferredType(original, type);
    binding.getCall().setOperand(operand, cast);
    binding.getValidator().deriveType(binding.getScope(), cast);
  }

  private RelDataType varchar(boolean nullable) {
    return factory.createTypeWithNullability(factory.createSqlType(SqlTypeName.VARCHAR), nullable);
  }

  private static void requireNoScalarBesideArray(
      SqlCallBinding binding, List<RelDataType> operandTypes) {
    if (operandTypes.stream().anyMatch(SqlTypeUtil::isArray)
        && operandTypes.stream().anyMatch(ImplicitCasts::isScalar)) {
      throw ChromaError.TYPE_MISMATCH.exception(
          binding.getCall().getOperator().getName()
              + " compares an array with a single value"
              + ValidationErrors.at(binding.getCall())
              + ": write CONTAINS to find a value among those of an array, or compare it with"
              + " ARRAY[...]");
    }
  }

  private static boolean isScalar(RelDataType type) {
    return SqlTypeUtil.isCharacter(type)
        || SqlTypeUtil.isNumeric(type)
        || SqlTypeUtil.isBoolean(type)
        || SqlTypeUtil.isDatetime(type);
  }
}
