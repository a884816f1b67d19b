package io.github.chromajdbc.calcite.validate;

import io.github.chromajdbc.error.ChromaError;
import io.github.chromajdbc.error.ChromaException;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * Rows of subqueries in comparisons, {@code (a, b) < (SELECT c, d ...)}. Calcite (1.42) compares
 * none: that becomes {@code (SELECT (a, b) < (c, d) FROM (SELECT c, d ...))}, which is NULL where
 * there is no row.
 */
final class SubqueryRows {
  private static final String ROW = "$row";

  private SubqueryRows() {}

  /** Whether a query has rows of several columns. */
  static boolean areOf(SqlNode node) {
    return node instanceof SqlSelect select && select.getSelectList().size() > 1;
  }

  static ChromaException notComparable() {
    return ChromaError.NOT_SUPPORTED.exception(
        "The row of a subquery is compared by =, <>, <, <=, > or >= with a row (a, b) in which there"
            + " is no aggregate. Write a comparison for each column: a = (SELECT c ...) AND b ="
            + " (SELECT d ...)");
  }

  /** As many columns of a table as a row has, under names that none of a query is hidden by. */
  static SqlCall columns(SqlCall row) {
    List<SqlNode> columns = new ArrayList<>();
    for (int i = 0; i < row.operandCount(); i++) {
      columns.add(new SqlIdentifier(List.of(ROW, ROW + i), row.getParserPosition()));
    }
    return SqlStdOperatorTable.ROW.createCall(row.getParserPosition(), columns);
  }

  /**
   * The value of a condition for the row of a query.
   *
   * @param columns those of {@link #columns} that the condition names
   */
  static SqlNode value(SqlNode condition, SqlNode query, SqlCall columns) {
    SqlParserPos position = query.getParserPosition();
    List<SqlNode> named = new ArrayList<>(List.of(query, new SqlIdentifier(ROW, position)));
    for (SqlNode column : columns.getOperandList()) {
      named.add(((SqlIdentifier) column).getComponent(1));
    }
    SqlSelect select =
        StatementRewriter.plainSelect(
            position,
            SqlNodeList.of(condition),
            SqlStdOperatorTable.AS.createCall(position, named),
            null,
            null);
    return SqlStdOperatorTable.SCALAR_QUERY.createCall(position, select);
  }
}
