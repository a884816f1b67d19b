package io.github.chromajdbc.calcite.function;

import java.util.Collections;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlCallBinding;
import org.apache.calcite.sql.SqlOperandCountRange;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.type.SqlOperandCountRanges;
import org.apache.calcite.sql.type.SqlOperandMetadata;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;

/** Two vectors: each an array of numbers or a text. A parameter is taken for an array. */
final class VectorOperands implements SqlOperandMetadata {
  static final VectorOperands INSTANCE = new VectorOperands();

  private VectorOperands() {}

  static void inferParameters(
      SqlCallBinding binding, RelDataType returnType, RelDataType[] operandTypes) {
    RelDataTypeFactory factory = binding.getTypeFactory();
    RelDataType vector = factory.createArrayType(factory.createSqlType(SqlTypeName.REAL), -1);
    for (int i = 0; i < operandTypes.length; i++) {
      operandTypes[i] = factory.createTypeWithNullability(vector, true);
    }
  }

  @Override
  public boolean checkOperandTypes(SqlCallBinding callBinding, boolean throwOnFailure) {
    for (int i = 0; i < callBinding.getOperandCount(); i++) {
      if (!isVector(callBinding.getOperandType(i))) {
        if (throwOnFailure) {
          throw callBinding.newValidationSignatureError();
        }
        return false;
      }
    }
    return true;
  }

  private static boolean isVector(RelDataType type) {
    RelDataType element = type.getComponentType();
    return SqlTypeUtil.inCharFamily(type)
        || type.getSqlTypeName() == SqlTypeName.NULL
        || (type.getSqlTypeName() == SqlTypeName.ARRAY
            && element != null
            && SqlTypeUtil.isNumeric(element));
  }

  @Override
  public SqlOperandCountRange getOperandCountRange() {
    return SqlOperandCountRanges.of(2);
  }

  @Override
  public String getAllowedSignatures(SqlOperator op, String opName) {
    return opName + "(<NUMERIC ARRAY or CHARACTER>, <NUMERIC ARRAY or CHARACTER>)";
  }

  @Override
  public List<RelDataType> paramTypes(RelDataTypeFactory typeFactory) {
    return Collections.nCopies(2, typeFactory.createSqlType(SqlTypeName.ANY));
  }

  @Override
  public List<String> paramNames() {
    return List.of("a", "b");
  }

  @Override
  public boolean isFixedParameters() {
    return false;
  }
}
