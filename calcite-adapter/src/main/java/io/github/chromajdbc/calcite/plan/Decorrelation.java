package io.github.chromajdbc.calcite.plan;

import io.github.chromajdbc.calcite.function.ChromaFunctions;
import io.github.chromajdbc.calcite.rel.RelInputs;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Correlate;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.sql2rel.RelDecorrelator;
import org.apache.calcite.tools.RelBuilder;
import org.apache.calcite.util.ImmutableBitSet;

/**
 * Makes joins of correlated subqueries, each on its own: whatever names no row around it is hidden
 * from Calcite's decorrelator. It would rewrite that too, and wrongly: {@code EXISTS}, which reads
 * {@code SELECT DISTINCT TRUE FROM ...}, becomes an aggregate without a key, which has a row where
 * there is none to read.
 */
final class Decorrelation {
  private static final System.Logger LOGGER = System.getLogger(Decorrelation.class.getName());

  /**
   * @param open the variables of rows around it that it names
   */
  private record Part(RelNode rel, Set<CorrelationId> open) {
    boolean isClosed() {
      return open.isEmpty();
    }
  }

  private final RelBuilder relBuilder;

  private Decorrelation(RelBuilder relBuilder) {
    this.relBuilder = relBuilder;
  }

  static RelNode rewrite(RelNode rel, RelBuilder relBuilder) {
    return new Decorrelation(relBuilder).part(rel).rel();
  }

  private Part part(RelNode rel) {
    List<Part> inputs = new ArrayList<>();
    for (RelNode input : rel.getInputs()) {
      inputs.add(part(input));
    }
    Set<CorrelationId> open = open(rel, inputs);
    boolean isCorrelate = rel instanceof Correlate;
    List<RelNode> rewritten = new ArrayList<>();
    for (Part input : inputs) {
      boolean sealed = input.isClosed() && (isCorrelate || !open.isEmpty());
      rewritten.add(sealed ? new SealedRows(input.rel()) : input.rel());
    }
    RelNode copy = RelInputs.replaced(rel, rewritten);
    RelNode exact = copy instanceof Correlate correlate ? ofWhatIsNamed(correlate) : copy;
    if (copy instanceof Join join && join.getJoinType().isOuterJoin() && !open.isEmpty()) {
      exact = opaque(join);
    }
    return new Part(
        exact instanceof Correlate && open.isEmpty() ? decorrelated(exact) : exact, open);
  }

  /** Of columns that a simplification left unnamed the decorrelator expects values all the same. */
  private static RelNode ofWhatIsNamed(Correlate correlate) {
    ImmutableBitSet named =
        RelOptUtil.correlationColumns(correlate.getCorrelationId(), correlate.getRight());
    if (named.equals(correlate.getRequiredColumns())) {
      return correlate;
    }
    return correlate.copy(
        correlate.getTraitSet(),
        correlate.getLeft(),
        correlate.getRight(),
        correlate.getCorrelationId(),
        named.isEmpty() ? correlate.getRequiredColumns() : named,
        correlate.getJoinType());
  }

  /**
   * Hides what an outer join asks. The decorrelator takes a column for never NULL when NULL fails
   * the condition of a join below, even of an outer one, which keeps the row; and then loses the
   * rows around whose column is NULL.
   */
  private static Join opaque(Join join) {
    return JoinConditions.replaced(
        join,
        join.getCluster().getRexBuilder().makeCall(ChromaFunctions.IS_TRUE, join.getCondition()));
  }

  private static RelNode transparent(RelNode rel) {
    return rel instanceof Join join
            && join.getCondition() instanceof RexCall call
            && call.getOperator().equals(ChromaFunctions.IS_TRUE)
        ? JoinConditions.replaced(join, call.getOperands().get(0))
        : rel;
  }

  private static Set<CorrelationId> open(RelNode rel, List<Part> inputs) {
    RelOptUtil.VariableUsedVisitor own = new RelOptUtil.VariableUsedVisitor(null);
    rel.accept(own);
    Set<CorrelationId> open = new HashSet<>(own.variables);
    inputs.forEach(input -> open.addAll(input.open()));
    open.removeAll(rel.getVariablesSet());
    return open;
  }

  /**
   * A few shapes Calcite's decorrelator fails on, with an index out of bounds or an assertion:
   * those are run as they are, once for each row around.
   */
  private RelNode decorrelated(RelNode sealed) {
    RelNode rel = sealed;
    try {
      rel = RelDecorrelator.decorrelateQuery(sealed, relBuilder);
    } catch (IndexOutOfBoundsException | NullPointerException | AssertionError e) {
      LOGGER.log(
          System.Logger.Level.DEBUG,
          "A subquery is run for each row, since it could not be decorrelated",
          e);
    }
    return rel.accept(
        new RelHomogeneousShuttle() {
          @Override
          public RelNode visit(RelNode other) {
            return other instanceof SealedRows rows
                ? rows.content()
                : transparent(super.visit(other));
          }
        });
  }
}
