package io.github.chromajdbc.calcite.validate;

import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.util.Litmus;
import org.jspecify.annotations.Nullable;

/**
 * An expression with a subquery that GROUP BY or ORDER BY repeats from the SELECT, as the position
 * that it has there: each mention of a table becomes one of its own, so that the two would differ.
 */
final class RepeatedSubqueries {
  private RepeatedSubqueries() {}

  /** The items of the clause, which may be null, changed in place. */
  static void asPositions(SqlSelect select, @Nullable SqlNodeList clause) {
    if (clause != null) {
      clause.replaceAll(item -> asPosition(select.getSelectList(), item));
    }
  }

  private static SqlNode asPosition(SqlNodeList items, SqlNode item) {
    if (item.getKind() == SqlKind.DESCENDING
        || item.getKind() == SqlKind.NULLS_FIRST
        || item.getKind() == SqlKind.NULLS_LAST) {
      SqlCall call = (SqlCall) item;
      return call.getOperator()
          .createCall(call.getParserPosition(), asPosition(items, call.operand(0)));
    }
    if (!CallFinder.isQueryIn(item)) {
      return item;
    }
    for (int i = 0; i < items.size(); i++) {
      SqlNode selected = items.get(i);
      if (selected instanceof SqlIdentifier name && name.isStar()) {
        return item; // who knows how many columns
      }
      SqlNode expression =
          selected.getKind() == SqlKind.AS ? ((SqlCall) selected).operand(0) : selected;
      if (expression.equalsDeep(item, Litmus.IGNORE)) {
        return SqlLiteral.createExactNumeric(Integer.toString(i + 1), item.getParserPosition());
      }
    }
    return item;
  }
}
