package io.github.chromajdbc.calcite.validate;

import java.util.function.Function;
import org.apache.calcite.sql.SqlBinaryOperator;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlBetweenOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * Rows compared with rows, {@code (a, b) < (c, d)}, as conditions over their columns: {@code a < c
 * OR (a = c AND b < d)}, as ISO/IEC 9075-2 defines them. Calcite (1.42) compares the rows as values
 * of their own, in which NULL is a value, too.
 */
final class RowComparisons {
  private final Function<SqlCall, SqlNode> comparison;

  /**
   * @param comparison what becomes of a comparison of two columns
   */
  RowComparisons(Function<SqlCall, SqlNode> comparison) {
    this.comparison = comparison;
  }

  /** The call by columns where it compares rows; else as any comparison. */
  SqlNode rewritten(SqlCall call) {
    return switch (call.getKind()) {
      case EQUALS,
          NOT_EQUALS,
          LESS_THAN,
          LESS_THAN_OR_EQUAL,
          GREATER_THAN,
          GREATER_THAN_OR_EQUAL,
          IS_DISTINCT_FROM,
          IS_NOT_DISTINCT_FROM ->
          compared(call, call.operand(0), call.operand(1));
      case IS_NULL, IS_NOT_NULL -> {
        SqlNode operand = call.operand(0);
        yield operand.getKind() == SqlKind.ROW
            ? ofEachColumn(call.getOperator(), (SqlCall) operand)
            : comparison.apply(call);
      }
      case BETWEEN ->
          areRows(call.operand(0), call.operand(1)) && areRows(call.operand(0), call.operand(2))
              ? between(call)
              : comparison.apply(call);
      default -> comparison.apply(call);
    };
  }

  private SqlNode compared(SqlCall call, SqlNode left, SqlNode right) {
    if (areRows(left, right)) {
      return ofRows(call.getOperator(), (SqlCall) left, (SqlCall) right);
    }
    if (SubqueryRows.areOf(left) && CallFinder.isQuery(right)) {
      throw SubqueryRows.notComparable();
    }
    boolean rowFirst = left.getKind() == SqlKind.ROW;
    SqlNode query = rowFirst ? right : left;
    if (!CallFinder.isQuery(query) || (!rowFirst && right.getKind() != SqlKind.ROW)) {
      return comparison.apply(call);
    }
    SqlCall row = (SqlCall) (rowFirst ? left : right);
    if (call.getKind() == SqlKind.IS_DISTINCT_FROM
        || call.getKind() == SqlKind.IS_NOT_DISTINCT_FROM
        || CallFinder.isAggregateIn(row)) {
      throw SubqueryRows.notComparable();
    }
    SqlCall columns = SubqueryRows.columns(row);
    SqlNode condition =
        rowFirst
            ? ofRows(call.getOperator(), row, columns)
            : ofRows(call.getOperator(), columns, row);
    return SubqueryRows.value(condition, query, columns);
  }

  private static boolean areRows(SqlNode left, SqlNode right) {
    return left.getKind() == SqlKind.ROW
        && right.getKind() == SqlKind.ROW
        && ((SqlCall) left).operandCount() == ((SqlCall) right).operandCount();
  }

  private SqlNode compare(SqlOperator operator, SqlNode left, SqlNode right) {
    return rewritten(operator.createCall(left.getParserPosition(), left, right));
  }

  private SqlNode ofRows(SqlOperator operator, SqlCall left, SqlCall right) {
    return switch (operator.getKind()) {
      case EQUALS, IS_NOT_DISTINCT_FROM ->
          eachColumn(operator, left, right, SqlStdOperatorTable.AND);
      case NOT_EQUALS, IS_DISTINCT_FROM ->
          eachColumn(operator, left, right, SqlStdOperatorTable.OR);
      default -> inOrder(operator, left, right);
    };
  }

  private SqlNode eachColumn(
      SqlOperator operator, SqlCall left, SqlCall right, SqlBinaryOperator joining) {
    SqlNode all = compare(operator, left.operand(0), right.operand(0));
    for (int i = 1; i < left.operandCount(); i++) {
      all = join(joining, all, compare(operator, left.operand(i), right.operand(i)));
    }
    return all;
  }

  /** IS NOT NULL is no negation of IS NULL: each is about all columns. */
  private static SqlNode ofEachColumn(SqlOperator operator, SqlCall row) {
    SqlNode all = operator.createCall(row.getParserPosition(), row.getOperandList().get(0));
    for (SqlNode column : row.getOperandList().subList(1, row.operandCount())) {
      all =
          join(SqlStdOperatorTable.AND, all, operator.createCall(row.getParserPosition(), column));
    }
    return all;
  }

  /** The first column that differs decides, and where none does the last. */
  private SqlNode inOrder(SqlOperator operator, SqlCall left, SqlCall right) {
    int last = left.operandCount() - 1;
    SqlNode rest = compare(operator, left.operand(last), right.operand(last));
    for (int i = last - 1; i >= 0; i--) {
      SqlNode a = left.operand(i);
      SqlNode b = right.operand(i);
      SqlNode equal =
          compare(SqlStdOperatorTable.EQUALS, RepeatedOperands.copy(a), RepeatedOperands.copy(b));
      rest =
          join(
              SqlStdOperatorTable.OR,
              compare(strict(operator), a, b),
              join(SqlStdOperatorTable.AND, equal, rest));
    }
    return rest;
  }

  private static SqlOperator strict(SqlOperator operator) {
    return switch (operator.getKind()) {
      case LESS_THAN, LESS_THAN_OR_EQUAL -> SqlStdOperatorTable.LESS_THAN;
      default -> SqlStdOperatorTable.GREATER_THAN;
    };
  }

  private SqlNode between(SqlCall call) {
    SqlBetweenOperator operator = (SqlBetweenOperator) call.getOperator();
    SqlNode value = call.operand(0);
    SqlNode low = call.operand(1);
    SqlNode high = call.operand(2);
    SqlNode within = within(value, low, high);
    if (operator.flag == SqlBetweenOperator.Flag.SYMMETRIC) {
      SqlNode turned =
          within(
              RepeatedOperands.copy(value),
              RepeatedOperands.copy(high),
              RepeatedOperands.copy(low));
      within = join(SqlStdOperatorTable.OR, within, turned);
    }
    return operator.isNegated()
        ? SqlStdOperatorTable.NOT.createCall(call.getParserPosition(), within)
        : within;
  }

  private SqlNode within(SqlNode value, SqlNode low, SqlNode high) {
    return join(
        SqlStdOperatorTable.AND,
        compare(SqlStdOperatorTable.GREATER_THAN_OR_EQUAL, value, low),
        compare(SqlStdOperatorTable.LESS_THAN_OR_EQUAL, RepeatedOperands.copy(value), high));
  }

  private static SqlNode join(SqlBinaryOperator operator, SqlNode left, SqlNode right) {
    SqlParserPos position = left.getParserPosition();
    return operator.createCall(position, left, right);
  }
}
