package io.github.chromajdbc.calcite.engine;

import java.util.Map;
import org.apache.calcite.sql.SqlBasicTypeNameSpec;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.util.SqlShuttle;
import org.jspecify.annotations.Nullable;

/** Gives parameters types of their own: {@code ?} becomes {@code CAST(? AS type)}. */
final class TypedParameters {
  private static final int MILLISECONDS = 3;

  private TypedParameters() {}

  static SqlNode apply(SqlNode statement, Map<Integer, String> types) {
    if (types.isEmpty()) {
      return statement;
    }
    SqlNode typed =
        statement.accept(
            new SqlShuttle() {
              @Override
              public @Nullable SqlNode visit(SqlDynamicParam parameter) {
                String type = types.get(parameter.getIndex());
                return type == null ? parameter : cast(parameter, type);
              }
            });
    return typed == null ? statement : typed;
  }

  private static SqlNode cast(SqlDynamicParam parameter, String type) {
    SqlParserPos position = parameter.getParserPosition();
    SqlTypeName name = SqlTypeName.valueOf(type.replaceFirst("\\(.*", ""));
    return SqlStdOperatorTable.CAST.createCall(
        position,
        parameter,
        new SqlDataTypeSpec(
            switch (name) {
              case DECIMAL ->
                  new SqlBasicTypeNameSpec(
                      name, DecimalDigits.MOST, DecimalDigits.scaleOf(type), position);
              case TIME, TIMESTAMP -> new SqlBasicTypeNameSpec(name, MILLISECONDS, position);
              default -> new SqlBasicTypeNameSpec(name, position);
            },
            position));
  }
}
