package io.github.chromajdbc.calcite.function;

import java.util.List;
import org.apache.calcite.sql.SqlBasicFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlTypeFamily;

/**
 * ROUND and TRUNCATE to a number of digits that is any whole number, which it is BIGINT when it is
 * a key. Calcite (1.42) takes an INTEGER alone.
 */
public final class RoundingFunctions {
  private RoundingFunctions() {}

  /** Functions that stand for Calcite's of their names until the statement is a plan. */
  public static List<SqlOperator> all() {
    return List.of(
        of(SqlStdOperatorTable.ROUND.getName()), of(SqlStdOperatorTable.TRUNCATE.getName()));
  }

  private static SqlOperator of(String name) {
    return SqlBasicFunction.create(
        name,
        ReturnTypes.ARG0_NULLABLE,
        OperandTypes.NUMERIC.or(OperandTypes.family(SqlTypeFamily.NUMERIC, SqlTypeFamily.INTEGER)),
        SqlFunctionCategory.NUMERIC);
  }
}
