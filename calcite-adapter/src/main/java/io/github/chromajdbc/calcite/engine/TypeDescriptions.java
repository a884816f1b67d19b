package io.github.chromajdbc.calcite.engine;

import io.github.chromajdbc.calcite.statement.TypeDescription;
import java.sql.Types;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.type.SqlTypeName;

/** Calcite's types as JDBC describes them. */
final class TypeDescriptions {
  private TypeDescriptions() {}

  static TypeDescription of(RelDataType type) {
    RelDataType component = type.getComponentType();
    TypeDescription element = component == null ? null : of(component);
    int precision = precision(type);
    int scale = type.getSqlTypeName() == SqlTypeName.DECIMAL ? type.getScale() : 0;
    return new TypeDescription(
        jdbcType(type.getSqlTypeName()),
        element == null ? name(type.getSqlTypeName()) : element.name() + " ARRAY",
        precision,
        scale,
        type.isNullable(),
        element);
  }

  private static int precision(RelDataType type) {
    return switch (type.getSqlTypeName()) {
      case BOOLEAN -> 1;
      case TINYINT -> 3;
      case SMALLINT -> 5;
      case INTEGER -> 10;
      case BIGINT -> 19;
      case REAL -> 7;
      case FLOAT, DOUBLE -> 15;
      case DATE -> 10;
      default -> Math.max(0, type.getPrecision());
    };
  }

  private static String name(SqlTypeName type) {
    return switch (type) {
      case NULL, ANY -> "VARCHAR";
      case FLOAT -> "DOUBLE";
      default -> type.getName();
    };
  }

  private static int jdbcType(SqlTypeName type) {
    return switch (type) {
      case BOOLEAN -> Types.BOOLEAN;
      case TINYINT -> Types.TINYINT;
      case SMALLINT -> Types.SMALLINT;
      case INTEGER -> Types.INTEGER;
      case BIGINT -> Types.BIGINT;
      case DECIMAL -> Types.DECIMAL;
      case REAL -> Types.REAL;
      case FLOAT, DOUBLE -> Types.DOUBLE;
      case DATE -> Types.DATE;
      case TIME -> Types.TIME;
      case TIMESTAMP -> Types.TIMESTAMP;
      case CHAR -> Types.CHAR;
      case VARCHAR, NULL, ANY -> Types.VARCHAR;
      case BINARY -> Types.BINARY;
      case VARBINARY -> Types.VARBINARY;
      case ARRAY, MULTISET -> Types.ARRAY;
      case ROW -> Types.STRUCT;
      default -> SqlTypeName.INTERVAL_TYPES.contains(type) ? Types.VARCHAR : Types.OTHER;
    };
  }
}
