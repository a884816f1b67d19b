package io.github.chromajdbc.calcite.validate;

import org.apache.calcite.sql.SqlBasicTypeNameSpec;
import org.apache.calcite.sql.SqlCollectionTypeNameSpec;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;

/** Casts in a statement's tree. */
final class SqlTypes {
  private SqlTypes() {}

  static SqlNode castToInteger(SqlNode node, SqlParserPos position) {
    return cast(node, SqlTypeName.INTEGER, position);
  }

  static SqlNode castToBigint(SqlNode node, SqlParserPos position) {
    return cast(node, SqlTypeName.BIGINT, position);
  }

  static SqlNode castToDouble(SqlNode node, SqlParserPos position) {
    return cast(node, SqlTypeName.DOUBLE, position);
  }

  /** To REAL ARRAY. */
  static SqlNode castToVector(SqlNode node, SqlParserPos position) {
    return SqlStdOperatorTable.CAST.createCall(
        position,
        node,
        new SqlDataTypeSpec(
            new SqlCollectionTypeNameSpec(
                new SqlBasicTypeNameSpec(SqlTypeName.REAL, position), SqlTypeName.ARRAY, position),
            position));
  }

  static SqlNode cast(SqlNode node, SqlTypeName type, SqlParserPos position) {
    return SqlStdOperatorTable.CAST.createCall(
        position, node, new SqlDataTypeSpec(new SqlBasicTypeNameSpec(type, position), position));
  }
}
