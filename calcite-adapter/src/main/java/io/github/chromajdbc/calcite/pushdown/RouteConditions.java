package io.github.chromajdbc.calcite.pushdown;

import io.github.chromajdbc.calcite.catalog.ColumnType;
import io.github.chromajdbc.calcite.catalog.TableColumn;
import io.github.chromajdbc.calcite.catalog.TableColumn.Role;
import io.github.chromajdbc.calcite.function.ChromaFunctions;
import io.github.chromajdbc.calcite.pushdown.PushdownScope.Reference;
import io.github.chromajdbc.calcite.pushdown.RouteCondition.Reading;
import io.github.chromajdbc.calcite.pushdown.RouteCondition.Subject;
import io.github.chromajdbc.client.RecordFilter.Operator;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.jspecify.annotations.Nullable;

/**
 * What a predicate says of metadata keys and of {@code _collection}. Unlike pushdown it looks at
 * conjuncts that stay with the driver, too: they decide about records just the same.
 *
 * <p>Negations are carried down to the leaves first. A leaf that it does not understand may be true
 * of any record, negated or not.
 */
public final class RouteConditions {
  private static final int MAX_DEPTH = 200;

  private final PushdownScope scope;

  private RouteConditions(PushdownScope scope) {
    this.scope = scope;
  }

  /**
   * Conditions and the operands they need.
   *
   * @param conditions conjuncts that restrict something
   * @param operands those given, then the new ones
   */
  public record Extracted(List<RouteCondition> conditions, List<RexNode> operands) {}

  /** Reads a predicate over columns; {@code operands} are evaluated at execution already. */
  public static Extracted of(
      RexNode predicate,
      List<TableColumn> columns,
      io.github.chromajdbc.client.StoreAbilities abilities,
      RexBuilder rexBuilder,
      List<RexNode> operands) {
    PushdownScope scope = new PushdownScope(columns, abilities, rexBuilder, operands);
    RouteConditions reader = new RouteConditions(scope);
    List<RouteCondition> conditions = new ArrayList<>();
    for (RexNode conjunct : RelOptUtil.conjunctions(predicate)) {
      RouteCondition condition = reader.read(conjunct, false, 0);
      if (!(condition instanceof RouteCondition.Anything)) {
        conditions.add(condition);
      }
    }
    return new Extracted(conditions, scope.operands());
  }

  private RouteCondition read(RexNode node, boolean negated, int depth) {
    if (depth > MAX_DEPTH) {
      return new RouteCondition.Anything();
    }
    if (node instanceof RexLiteral literal) {
      return literal.isNull() || literal.isAlwaysTrue() == negated
          ? new RouteCondition.Never()
          : new RouteCondition.Anything();
    }
    if (!(node instanceof RexCall call)) {
      return truth(node, !negated);
    }
    return switch (call.getKind()) {
      case NOT -> read(call.getOperands().get(0), !negated, depth + 1);
      case AND -> negated ? or(call, true, depth) : and(call, false, depth);
      case OR -> negated ? and(call, true, depth) : or(call, false, depth);
      case EQUALS, NOT_EQUALS, LESS_THAN, LESS_THAN_OR_EQUAL, GREATER_THAN, GREATER_THAN_OR_EQUAL ->
          comparison(call, negated);
      case IS_NULL -> nullTest(call, !negated);
      case IS_NOT_NULL -> nullTest(call, negated);
      case IS_TRUE -> negated ? new RouteCondition.Anything() : read(first(call), false, depth + 1);
      case IS_FALSE -> negated ? new RouteCondition.Anything() : read(first(call), true, depth + 1);
      case SEARCH -> search(call, negated, depth);
      default -> new RouteCondition.Anything();
    };
  }

  private static RexNode first(RexCall call) {
    return call.getOperands().get(0);
  }

  private RouteCondition and(RexCall call, boolean negated, int depth) {
    List<RouteCondition> conditions = new ArrayList<>();
    for (RexNode operand : call.getOperands()) {
      RouteCondition condition = read(operand, negated, depth + 1);
      if (condition instanceof RouteCondition.Never) {
        return condition;
      }
      if (!(condition instanceof RouteCondition.Anything)) {
        conditions.add(condition);
      }
    }
    return switch (conditions.size()) {
      case 0 -> new RouteCondition.Anything();
      case 1 -> conditions.get(0);
      default -> new RouteCondition.And(conditions);
    };
  }

  private RouteCondition or(RexCall call, boolean negated, int depth) {
    List<RouteCondition> conditions = new ArrayList<>();
    for (RexNode operand : call.getOperands()) {
      RouteCondition condition = read(operand, negated, depth + 1);
      if (condition instanceof RouteCondition.Anything) {
        return condition;
      }
      if (!(condition instanceof RouteCondition.Never)) {
        conditions.add(condition);
      }
    }
    return switch (conditions.size()) {
      case 0 -> new RouteCondition.Never();
      case 1 -> conditions.get(0);
      default -> new RouteCondition.Or(conditions);
    };
  }

  /** The key or the collection that an expression reads, or null. */
  private @Nullable Subject subject(RexNode node) {
    if (node instanceof RexCall call
        && (call.getOperator().equals(ChromaFunctions.NUMBER_OR_NULL)
            || call.getOperator().equals(ChromaFunctions.TRUTH_OR_NULL))) {
      Subject inner = subject(first(call));
      return inner == null
          ? null
          : new Subject(
              inner.key(),
              inner.type(),
              call.getOperator().equals(ChromaFunctions.NUMBER_OR_NULL)
                  ? Reading.NUMBER
                  : Reading.TRUTH);
    }
    Reference reference = scope.reference(node);
    if (reference == null) {
      return null;
    }
    TableColumn column = reference.column();
    if (column.role() == Role.COLLECTION) {
      return new Subject(null, ColumnType.TEXT, Reading.AS_IT_IS);
    }
    return column.role() == Role.METADATA_KEY && !column.type().isArray()
        ? new Subject(column.requireKey(), column.type(), Reading.AS_IT_IS)
        : null;
  }

  private RouteCondition truth(RexNode node, boolean wanted) {
    Subject subject = subject(node);
    return subject != null && subject.type() == ColumnType.BOOLEAN
        ? new RouteCondition.Comparison(subject, Operator.EQUAL, new Operand.Constant(wanted))
        : new RouteCondition.Anything();
  }

  private RouteCondition comparison(RexCall call, boolean negated) {
    SqlKind kind = negated ? call.getKind().negateNullSafe() : call.getKind();
    Subject subject = subject(call.getOperands().get(0));
    Operand operand = subject == null ? null : scope.operand(call.getOperands().get(1));
    if (subject == null || operand == null) {
      subject = subject(call.getOperands().get(1));
      operand = subject == null ? null : scope.operand(call.getOperands().get(0));
      kind = kind.reverse();
    }
    if (subject == null || operand == null) {
      return new RouteCondition.Anything();
    }
    return new RouteCondition.Comparison(subject, ComparisonPushdown.operatorOf(kind), operand);
  }

  private RouteCondition nullTest(RexCall call, boolean wantNull) {
    Subject subject = subject(first(call));
    if (subject == null) {
      return new RouteCondition.Anything();
    }
    if (subject.key() == null) {
      return wantNull ? new RouteCondition.Never() : new RouteCondition.Anything();
    }
    return new RouteCondition.NullTest(subject, wantNull);
  }

  private RouteCondition search(RexCall call, boolean negated, int depth) {
    Subject subject = subject(first(call));
    if (subject == null) {
      return new RouteCondition.Anything();
    }
    List<Operand> points = MembershipPushdown.pointsOfList(call);
    if (points != null) {
      return new RouteCondition.Membership(subject, negated, points);
    }
    List<Operand> excluded = MembershipPushdown.pointsOfExclusion(call);
    if (excluded != null) {
      return new RouteCondition.Membership(subject, !negated, excluded);
    }
    RexNode expanded = RexUtil.expandSearch(scope.rexBuilder(), null, call);
    return expanded.isA(SqlKind.SEARCH)
        ? new RouteCondition.Anything()
        : read(expanded, negated, depth + 1);
  }
}
