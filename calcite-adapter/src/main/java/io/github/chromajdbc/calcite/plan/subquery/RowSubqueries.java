package io.github.chromajdbc.calcite.plan.subquery;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rel.rules.SubQueryRemoveRule;
import org.apache.calcite.rex.LogicVisitor;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.rex.RexVisitorImpl;
import org.apache.calcite.tools.RelBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Makes joins of all subqueries that the expressions over a row have, one after the other. Of
 * {@code (SELECT ...) IN (SELECT ...)} the operand comes first: Calcite begins with the outer one,
 * and then has a subquery in the condition of a join whose row its variables do not mean.
 */
abstract class RowSubqueries extends SubQueryRemoveRule {
  RowSubqueries(Config config) {
    super(config);
  }

  /**
   * The expressions over the rows that the builder has then: those it had, with further columns.
   *
   * @param own the variables that stand for the row
   * @param logic what is made of the expressions
   */
  final List<RexNode> joined(
      List<RexNode> expressions,
      Set<CorrelationId> own,
      RelOptUtil.Logic logic,
      RelBuilder builder) {
    List<RexNode> left = expressions;
    RexSubQuery subquery = innermost(left);
    for (int index = 0; subquery != null; index++) {
      Set<CorrelationId> variables = RelOptUtil.getVariablesUsed(subquery.rel);
      variables.retainAll(own);
      RelOptUtil.Logic needed =
          isOperand(subquery, left) || isInWindow(subquery, left)
              ? RelOptUtil.Logic.TRUE_FALSE_UNKNOWN
              : LogicVisitor.find(logic, left, subquery);
      int columns = builder.peek().getRowType().getFieldCount();
      RexNode column = apply(subquery, variables, needed, builder, 1, columns, index);
      left = new Replacement(subquery, column).apply(left);
      subquery = innermost(left);
    }
    return left;
  }

  private static @Nullable RexSubQuery innermost(List<RexNode> expressions) {
    Finder finder = new Finder(subquery -> true);
    finder.visitEach(expressions);
    return finder.found;
  }

  private static boolean isOperand(RexSubQuery subquery, List<RexNode> expressions) {
    Finder finder =
        new Finder(
            other -> {
              Finder inside = new Finder(subquery::equals);
              inside.visitEach(other.getOperands());
              return inside.found != null;
            });
    finder.visitEach(expressions);
    return finder.found != null;
  }

  /** Where Calcite's own search for what is needed does not look. */
  private static boolean isInWindow(RexSubQuery subquery, List<RexNode> expressions) {
    Finder inside = new Finder(subquery::equals);
    new RexVisitorImpl<Void>(true) {
      @Override
      public Void visitOver(RexOver over) {
        over.accept(inside);
        return super.visitOver(over);
      }
    }.visitEach(expressions);
    return inside.found != null;
  }

  /** Finds the first subquery, those among its operands before it. */
  private static final class Finder extends RexVisitorImpl<Void> {
    private final Predicate<RexSubQuery> wanted;
    private @Nullable RexSubQuery found;

    Finder(Predicate<RexSubQuery> wanted) {
      super(true);
      this.wanted = wanted;
    }

    @Override
    public Void visitSubQuery(RexSubQuery subquery) {
      super.visitSubQuery(subquery);
      if (found == null && wanted.test(subquery)) {
        found = subquery;
      }
      return null;
    }
  }

  private static final class Replacement extends RexShuttle {
    private final RexSubQuery subquery;
    private final RexNode column;

    Replacement(RexSubQuery subquery, RexNode column) {
      this.subquery = subquery;
      this.column = column;
    }

    @Override
    public RexNode visitSubQuery(RexSubQuery other) {
      return other.equals(subquery) ? column : super.visitSubQuery(other);
    }
  }
}
