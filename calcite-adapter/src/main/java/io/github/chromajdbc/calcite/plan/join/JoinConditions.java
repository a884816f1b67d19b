package io.github.chromajdbc.calcite.plan.join;

import io.github.chromajdbc.calcite.function.ChromaFunctions;
import io.github.chromajdbc.calcite.rel.RelInputs;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.rex.RexVisitorImpl;

/**
 * Makes a {@code boolean} of what a join asks. Of {@code (x AND NULL) IS NULL} Calcite makes {@code
 * x == null ? true : x}, which is an Object to Java, and the code of the join does not compile.
 */
public final class JoinConditions {
  private JoinConditions() {}

  public static RelNode in(RelNode rel) {
    RelNode visited = RelInputs.rewritten(rel, JoinConditions::in);
    return visited instanceof Join join ? withBoolean(join) : visited;
  }

  private static RelNode withBoolean(Join join) {
    RexBuilder rexBuilder = join.getCluster().getRexBuilder();
    List<RexNode> conjuncts = new ArrayList<>();
    for (RexNode conjunct : RelOptUtil.conjunctions(join.getCondition())) {
      conjuncts.add(
          hasNull(conjunct) ? rexBuilder.makeCall(ChromaFunctions.IS_TRUE, conjunct) : conjunct);
    }
    RexNode condition = RexUtil.composeConjunction(rexBuilder, conjuncts);
    return condition.equals(join.getCondition()) ? join : replaced(join, condition);
  }

  /** The same join on another condition. */
  public static Join replaced(Join join, RexNode condition) {
    return join.copy(
        join.getTraitSet(),
        condition,
        join.getLeft(),
        join.getRight(),
        join.getJoinType(),
        join.isSemiJoinDone());
  }

  private static boolean hasNull(RexNode node) {
    boolean[] found = new boolean[1];
    node.accept(
        new RexVisitorImpl<Void>(true) {
          @Override
          public Void visitLiteral(RexLiteral literal) {
            found[0] |= literal.isNull();
            return null;
          }
        });
    return found[0];
  }
}
