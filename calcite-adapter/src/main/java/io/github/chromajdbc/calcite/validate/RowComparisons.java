package io.github.chromajdbc.calcite.validate;

import io.github.chromajdbc.error.ChromaError;
import io.github.chromajdbc.error.ChromaException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.calcite.sql.SqlBinaryOperator;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.fun.SqlBetweenOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * Rows compared with rows, {@code (a, b) < (c, d)}, as conditions over their columns: {@code a < c
 * OR (a = c AND b < d)}, as ISO/IEC 9075-2 defines them. Calcite (1.42) compares the rows as values
 * of their own, in which NULL is a value, too. With a subquery, {@code (a, b) < (SELECT c, d ...)},
 * it compares none: that becomes {@code (SELECT (a, b) < (c, d) FROM (SELECT c, d ...))}, which is
 * NULL where there is no row.
 */
final class RowComparisons {
  private static final String ROW = "$row";

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
    if (isOfSeveralColumns(left) && isQuery(right)) {
      throw notComparable();
    }
    boolean rowFirst = left.getKind() == SqlKind.ROW;
    if (rowFirst ? !isQuery(right) : right.getKind() != SqlKind.ROW || !isQuery(left)) {
      return comparison.apply(call);
    }
    SqlCall row = (SqlCall) (rowFirst ? left : right);
    if (call.getKind() == SqlKind.IS_DISTINCT_FROM
        || call.getKind() == SqlKind.IS_NOT_DISTINCT_FROM
        || AggregateFinder.isIn(row)) {
      throw notComparable();
    }
    SqlCall columns = columns(row);
    SqlNode condition =
        rowFirst
            ? ofRows(call.getOperator(), row, columns)
            : ofRows(call.getOperator(), columns, row);
    return ofSubquery(condition, rowFirst ? right : left, columns);
  }

  private static boolean isQuery(SqlNode node) {
    return node.getKind().belongsTo(SqlKind.QUERY)
        || node.getKind() == SqlKind.ORDER_BY
        || node.getKind() == SqlKind.WITH;
  }

  private static boolean isOfSeveralColumns(SqlNode node) {
    return node instanceof SqlSelect select && select.getSelectList().size() > 1;
  }

  private static ChromaException notComparable() {
    return ChromaError.NOT_SUPPORTED.exception(
        "The row of a subquery is compared by =, <>, <, <=, > or >= with a row (a, b) in which there"
            + " is no aggregate. Write a comparison for each column: a = (SELECT c ...) AND b ="
            + " (SELECT d ...)");
  }

  /** As many columns of a table as a row has, under names that none of a query is hidden by. */
  private static SqlCall columns(SqlCall row) {
    List<SqlNode> columns = new ArrayList<>();
    for (int i = 0; i < row.operandCount(); i++) {
      columns.add(new SqlIdentifier(List.of(ROW, ROW + i), row.getParserPosition()));
    }
    return SqlStdOperatorTable.ROW.createCall(row.getParserPosition(), columns);
  }

  private static SqlNode ofSubquery(SqlNode condition, SqlNode query, SqlCall columns) {
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
