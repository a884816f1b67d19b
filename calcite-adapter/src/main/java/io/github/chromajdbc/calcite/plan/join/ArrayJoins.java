package io.github.chromajdbc.calcite.plan.join;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * Keeps arrays out of the keys of joins over many columns. Calcite's generated code gathers more
 * than six keys in an array of Comparable, which a list is not, and does not compile. Equal is then
 * written as neither less nor greater, which is no key.
 */
public final class ArrayJoins extends RelHomogeneousShuttle {
  private static final int MOST_KEYS_OF_ANY_TYPE = 6;

  private ArrayJoins() {}

  public static RelNode rewrite(RelNode rel) {
    return rel.accept(new ArrayJoins());
  }

  @Override
  public RelNode visit(RelNode other) {
    RelNode visited = super.visit(other);
    if (!(visited instanceof Join join)
        || join.analyzeCondition().leftKeys.size() <= MOST_KEYS_OF_ANY_TYPE) {
      return visited;
    }
    RexBuilder rexBuilder = join.getCluster().getRexBuilder();
    List<RexNode> conjuncts = new ArrayList<>();
    for (RexNode conjunct : RelOptUtil.conjunctions(join.getCondition())) {
      if (isArrayEquality(conjunct)) {
        List<RexNode> sides = ((RexCall) conjunct).getOperands();
        conjuncts.add(rexBuilder.makeCall(SqlStdOperatorTable.LESS_THAN_OR_EQUAL, sides));
        conjuncts.add(rexBuilder.makeCall(SqlStdOperatorTable.GREATER_THAN_OR_EQUAL, sides));
      } else {
        conjuncts.add(conjunct);
      }
    }
    return join.copy(
        join.getTraitSet(),
        RexUtil.composeConjunction(rexBuilder, conjuncts),
        join.getLeft(),
        join.getRight(),
        join.getJoinType(),
        join.isSemiJoinDone());
  }

  private static boolean isArrayEquality(RexNode node) {
    return node.isA(SqlKind.EQUALS)
        && ((RexCall) node).getOperands().get(0).getType().getSqlTypeName() == SqlTypeName.ARRAY;
  }
}
