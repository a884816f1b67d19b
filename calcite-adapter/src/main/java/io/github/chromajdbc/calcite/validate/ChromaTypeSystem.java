package io.github.chromajdbc.calcite.validate;

import java.math.RoundingMode;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rel.type.RelDataTypeSystemImpl;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.jspecify.annotations.Nullable;

/**
 * The limits and derivations of SQL's types here.
 *
 * <p>Calcite's default fails on 2^62 against {@code .0} literals (19 digits), truncates AVG of
 * BIGINT, lets SUM wrap and pads CASE's strings.
 */
final class ChromaTypeSystem extends RelDataTypeSystemImpl {
  private static final int DECIMAL_DIGITS = 38;
  private static final int DIGITS_OF_QUOTIENT = 16;

  @Override
  public int getMaxPrecision(SqlTypeName typeName) {
    return switch (typeName) {
      case DECIMAL -> DECIMAL_DIGITS;
      case CHAR, VARCHAR, BINARY, VARBINARY -> Integer.MAX_VALUE;
      default -> super.getMaxPrecision(typeName);
    };
  }

  @Override
  public int getMaxScale(SqlTypeName typeName) {
    return typeName == SqlTypeName.DECIMAL ? DECIMAL_DIGITS : super.getMaxScale(typeName);
  }

  @Override
  public int getDefaultPrecision(SqlTypeName typeName) {
    return typeName == SqlTypeName.DECIMAL ? DECIMAL_DIGITS : super.getDefaultPrecision(typeName);
  }

  @Override
  public RelDataType deriveAvgAggType(RelDataTypeFactory factory, RelDataType argumentType) {
    return factory.createTypeWithNullability(
        factory.createSqlType(SqlTypeName.DOUBLE), argumentType.isNullable());
  }

  @Override
  public RelDataType deriveSumType(RelDataTypeFactory factory, RelDataType argumentType) {
    if (SqlTypeUtil.isExactNumeric(argumentType)) {
      int scale = SqlTypeUtil.isDecimal(argumentType) ? argumentType.getScale() : 0;
      return factory.createTypeWithNullability(
          factory.createSqlType(SqlTypeName.DECIMAL, DECIMAL_DIGITS, scale),
          argumentType.isNullable());
    }
    if (SqlTypeUtil.isApproximateNumeric(argumentType)) {
      return factory.createTypeWithNullability(
          factory.createSqlType(SqlTypeName.DOUBLE), argumentType.isNullable());
    }
    return argumentType;
  }

  /**
   * Quotients of DECIMALs with 16 digits behind the point or more, as PostgreSQL has them. By
   * Calcite's rule, SQL Server's, those of sums of BIGINT have six: two percent of a millionth is
   * 0.
   */
  @Override
  public @Nullable RelDataType deriveDecimalDivideType(
      RelDataTypeFactory factory, RelDataType dividend, RelDataType divisor) {
    RelDataType type = super.deriveDecimalDivideType(factory, dividend, divisor);
    if (type == null || type.getScale() >= DIGITS_OF_QUOTIENT) {
      return type;
    }
    int whole = type.getPrecision() - type.getScale();
    int digits = Math.min(DECIMAL_DIGITS, whole + DIGITS_OF_QUOTIENT);
    return factory.createTypeWithNullability(
        factory.createSqlType(SqlTypeName.DECIMAL, digits, DIGITS_OF_QUOTIENT), type.isNullable());
  }

  /** Of casts to numbers with fewer digits, as most engines do it; Calcite's default cuts off. */
  @Override
  public RoundingMode roundingMode() {
    return RoundingMode.HALF_UP;
  }

  @Override
  public boolean shouldConvertRaggedUnionTypesToVarying() {
    return true;
  }
}
