package io.github.chromajdbc.calcite.validate;

import java.util.function.Predicate;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.apache.calcite.util.Util;
import org.jspecify.annotations.Nullable;

/** Finds out whether an expression has a call of some kind in it. */
public final class CallFinder {
  private CallFinder() {}

  /** Whether it is a query itself, with an order or common table expressions or without. */
  static boolean isQuery(SqlNode node) {
    return node.getKind().belongsTo(SqlKind.QUERY)
        || node.getKind() == SqlKind.ORDER_BY
        || node.getKind() == SqlKind.WITH;
  }

  /** Whether there is a query in it. */
  public static boolean isQueryIn(SqlNode node) {
    return isIn(node, SqlSelect.class::isInstance, call -> false);
  }

  /** Whether it divides, in a query of its own, too. */
  public static boolean isQuotientIn(SqlNode node) {
    return isIn(node, call -> call.getKind() == SqlKind.DIVIDE, call -> false);
  }

  /** Whether there is an aggregate or a window in it, not in a query of its own. */
  static boolean isAggregateIn(SqlNode node) {
    return isIn(
        node,
        call -> StatementValidator.knowsAggregate(call.getOperator().getName()),
        SqlSelect.class::isInstance);
  }

  /**
   * @param sought what is looked for
   * @param closed calls into which is not looked
   */
  private static boolean isIn(SqlNode node, Predicate<SqlCall> sought, Predicate<SqlCall> closed) {
    try {
      node.accept(
          new SqlBasicVisitor<@Nullable Void>() {
            @Override
            public @Nullable Void visit(SqlCall call) {
              if (closed.test(call)) {
                return null;
              }
              if (sought.test(call)) {
                throw Util.FoundOne.NULL;
              }
              return super.visit(call);
            }
          });
      return false;
    } catch (Util.FoundOne found) {
      return true;
    }
  }
}
