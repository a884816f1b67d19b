package io.github.chromajdbc.calcite.pushdown;

import io.github.chromajdbc.calcite.catalog.TableColumn;
import io.github.chromajdbc.client.StoreAbilities;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;

/**
 * Splits a predicate into what Chroma evaluates and what remains.
 *
 * <p>A pushed condition may let through more records than SQL asks for, never fewer; where it may
 * let through more, the conjunct stays in the residual. Negations are carried down to the leaves
 * first: in three-valued logic {@code NOT (a AND b)} is true exactly where {@code NOT a OR NOT b}
 * is.
 */
public final class FilterPushdown {
  /** A wide {@code $or} is answered with 500, a wider one kills a 1.4.4 server. */
  private static final int MAX_CONDITIONS = 400;

  private static final int MAX_DEPTH = 24;

  /**
   * Conjuncts after which further ones remain: each costs the server a subquery over all records
   * (measured: 300 conjuncts of two comparisons took it 90 seconds on 6,000).
   */
  private static final int ENOUGH_TO_ASK = 40;

  private final PushdownScope scope;
  private final ComparisonPushdown comparisons;
  private final MembershipPushdown memberships;
  private final NullTestPushdown nullTests;
  private final TextPushdown texts;

  private FilterPushdown(PushdownScope scope) {
    this.scope = scope;
    this.comparisons = new ComparisonPushdown(scope);
    this.memberships = new MembershipPushdown(scope);
    this.nullTests = new NullTestPushdown(scope);
    this.texts = new TextPushdown(scope);
  }

  /**
   * Splits a predicate over the columns of a read.
   *
   * @param operands what the read evaluates at execution already
   * @param before the conditions that the read has already
   */
  public static PushedFilter push(
      RexNode predicate,
      List<TableColumn> columns,
      StoreAbilities abilities,
      RexBuilder rexBuilder,
      List<RexNode> operands,
      List<Condition> before) {
    FilterPushdown pushdown =
        new FilterPushdown(new PushdownScope(columns, abilities, rexBuilder, operands));
    List<RexNode> conjuncts = new ArrayList<>();
    for (RexNode conjunct : RelOptUtil.conjunctions(predicate)) {
      // Alone in a filter, where it may come to stand, it must not be a cast to NOT NULL.
      conjuncts.add(RexUtil.removeNullabilityCast(rexBuilder.getTypeFactory(), conjunct));
    }
    List<Pushed> pushed = new ArrayList<>();
    int asked = before.size();
    for (RexNode conjunct : conjuncts) {
      Pushed each =
          asked >= ENOUGH_TO_ASK
              ? Pushed.nothing("the server has much to evaluate already")
              : pushdown.conjunct(conjunct);
      pushed.add(each);
      if (each.condition() != null) {
        asked++;
      }
    }
    pushed = PushedWithinQuota.of(pushed, before, abilities);
    List<Condition> conditions = new ArrayList<>();
    List<RexNode> residual = new ArrayList<>();
    List<Remaining> remaining = new ArrayList<>();
    for (int i = 0; i < conjuncts.size(); i++) {
      Condition condition = pushed.get(i).condition();
      if (condition != null) {
        conditions.add(condition);
      }
      if (!pushed.get(i).exact()) {
        residual.add(conjuncts.get(i));
        remaining.add(Remaining.of(conjuncts.get(i), pushed.get(i).reason(), columns, rexBuilder));
      }
    }
    return new PushedFilter(
        conditions,
        pushdown.scope.operands(),
        RexUtil.composeConjunction(rexBuilder, residual),
        remaining);
  }

  private Pushed conjunct(RexNode node) {
    Pushed onIds = memberships.ids(node);
    if (onIds != null) {
      return onIds;
    }
    Pushed pushed = push(node, false, 0);
    Condition condition = pushed.condition();
    if (condition == null) {
      return pushed;
    }
    if (scope.abilities().index().isDistributed()) {
      Pushed found = condition.accept(new DistributedPushdown(scope.abilities()));
      return found.exact() ? new Pushed(found.condition(), pushed.exact(), pushed.reason()) : found;
    }
    ConditionScope about = ConditionScope.of(condition);
    return about.document() && !scope.abilities().documentInWhere()
        ? onOldServer(condition)
        : pushed;
  }

  /**
   * A condition on documents for a server that takes none in {@code where}. Server 1.0.0 knows no
   * regular expressions either (400), and reads {@code %} and {@code _} in the text of {@code
   * $contains} as wildcards: it lets through more, its negation less.
   */
  private static Pushed onOldServer(Condition condition) {
    return condition instanceof Condition.DocumentText text
            && text.match() == Condition.TextMatch.CONTAINS
            && !text.negated()
        ? new Pushed(condition, false, "this server reads % and _ in a text as wildcards")
        : Pushed.nothing("this server only knows whether a document contains a text");
  }

  /** What becomes of {@code node} where it is to be true, or, negated, where it is to be false. */
  private Pushed push(RexNode node, boolean negated, int depth) {
    if (depth > MAX_DEPTH) {
      return Pushed.nothing("nested too deep");
    }
    if (node instanceof RexLiteral literal) {
      return constant(literal, negated);
    }
    if (!(node instanceof RexCall call)) {
      return comparisons.booleanColumn(node, negated);
    }
    return switch (call.getKind()) {
      case NOT -> push(call.getOperands().get(0), !negated, depth + 1);
      case AND -> negated ? or(call, true, depth) : and(call, false, depth);
      case OR -> negated ? and(call, true, depth) : or(call, false, depth);
      case EQUALS, NOT_EQUALS, LESS_THAN, LESS_THAN_OR_EQUAL, GREATER_THAN, GREATER_THAN_OR_EQUAL ->
          comparisons.comparison(call, negated);
      case IS_NULL -> nullTests.isNull(call, !negated);
      case IS_NOT_NULL -> nullTests.isNull(call, negated);
      case IS_TRUE, IS_FALSE, IS_NOT_TRUE, IS_NOT_FALSE -> nullTests.truthTest(call, negated);
      case SEARCH -> search(call, negated, depth);
      case LIKE -> texts.like(call, negated);
      case OTHER_FUNCTION -> texts.function(call, negated);
      default -> Pushed.nothing("Chroma has no " + call.getOperator().getName());
    };
  }

  private static Pushed constant(RexLiteral literal, boolean negated) {
    if (literal.isNull() || literal.isAlwaysTrue() == negated) {
      return Pushed.exactly(new Condition.Never());
    }
    return Pushed.exactly(new Condition.And(List.of()));
  }

  private Pushed and(RexCall call, boolean negated, int depth) {
    List<Condition> conditions = new ArrayList<>();
    String reason = "";
    for (RexNode operand : call.getOperands()) {
      Pushed pushed = push(operand, negated, depth + 1);
      if (pushed.condition() != null) {
        conditions.add(pushed.condition());
      }
      if (!pushed.exact()) {
        reason = pushed.reason();
      }
    }
    if (conditions.size() > MAX_CONDITIONS) {
      return Pushed.nothing("more conditions than the server takes");
    }
    if (conditions.isEmpty()) {
      return Pushed.nothing(reason);
    }
    Condition all = conditions.size() == 1 ? conditions.get(0) : new Condition.And(conditions);
    return new Pushed(all, reason.isEmpty(), reason);
  }

  private Pushed or(RexCall call, boolean negated, int depth) {
    List<Condition> conditions = new ArrayList<>();
    String reason = "";
    for (RexNode operand : call.getOperands()) {
      Pushed pushed = push(operand, negated, depth + 1);
      if (pushed.condition() == null) {
        return pushed; // a branch that cannot be asked may be true anywhere
      }
      conditions.add(pushed.condition());
      if (!pushed.exact()) {
        reason = pushed.reason();
      }
    }
    if (conditions.size() > MAX_CONDITIONS) {
      return Pushed.nothing("more conditions than the server takes");
    }
    return new Pushed(new Condition.Or(conditions), reason.isEmpty(), reason);
  }

  private Pushed search(RexCall call, boolean negated, int depth) {
    Pushed asList = memberships.searchOfPoints(call, negated);
    if (asList != null) {
      return asList;
    }
    RexNode expanded = RexUtil.expandSearch(scope.rexBuilder(), null, call);
    return expanded.isA(SqlKind.SEARCH)
        ? Pushed.nothing("a range that Chroma has no filter for")
        : push(expanded, negated, depth + 1);
  }
}
