package io.github.chromajdbc.calcite.plan;

import io.github.chromajdbc.calcite.function.ChromaFunctions;
import io.github.chromajdbc.calcite.rel.RelInputs;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Correlate;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
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
   * How often Calcite's decorrelator may come by a leaf. Subqueries within each other share their
   * joins, so that a plan of few objects is a tree of millions, and whatever walks it walks the
   * tree. NOT IN within NOT IN needs 200 to 600 visits and becomes a plan of some 20 to 60 leaves;
   * three of them need 1,200 to 3,200.
   */
  private static final int MOST_VISITS = 2_000;

  private static final class TooManyVisitsException extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  /**
   * @param open the variables of rows around it that it names
   * @param leaves of its tree
   */
  private record Part(RelNode rel, Set<CorrelationId> open, int leaves) {
    boolean isClosed() {
      return open.isEmpty();
    }
  }

  private final RelBuilder relBuilder;
  private int visits;
  private int mostVisits = Integer.MAX_VALUE;

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
      rewritten.add(
          sealed ? new SealedRows(input.rel(), () -> visitLeaves(input.leaves())) : input.rel());
    }
    RelNode copy = RelInputs.replaced(rel, rewritten);
    RelNode exact = copy instanceof Correlate correlate ? exact(correlate, inputs) : copy;
    if (!open.isEmpty()) {
      exact = misread(exact) ? opaque(exact) : exact;
    }
    if (exact instanceof Correlate && open.isEmpty()) {
      return decorrelated(exact);
    }
    int leaves = inputs.stream().mapToInt(Part::leaves).sum();
    return new Part(exact, open, Math.max(1, leaves));
  }

  private static RelNode exact(Correlate correlate, List<Part> inputs) {
    Correlate named = ofWhatIsNamed(correlate);
    Set<CorrelationId> farther = new HashSet<>(inputs.get(1).open());
    farther.remove(correlate.getCorrelationId());
    boolean passes =
        correlate.getJoinType() != JoinRelType.INNER
            ? !farther.isEmpty()
            : inputs.get(0).open().stream().anyMatch(farther::contains);
    return passes ? PassedVariables.of(named, farther) : named;
  }

  /** Of columns that a simplification left unnamed the decorrelator expects values all the same. */
  private static Correlate ofWhatIsNamed(Correlate correlate) {
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
   * Whether Calcite's decorrelator (1.42) draws wrong conclusions from what the node asks.
   *
   * <p>It takes a column for never NULL when NULL fails the condition of a join below, even of an
   * outer one, which keeps the row; and then loses the rows around whose column is NULL. And it
   * takes {@code around.a = key} over an aggregate for a way to read the former from the latter,
   * but looks for the key where it stood before literals among the keys were left out.
   */
  private static boolean misread(RelNode rel) {
    return rel instanceof Join join
        ? join.getJoinType().isOuterJoin()
        : rel instanceof Filter filter
            && filter.getInput() instanceof Aggregate aggregate
            && aggregate.getInput() instanceof Project project
            && aggregate.getGroupSet().asList().stream()
                .anyMatch(key -> project.getProjects().get(key) instanceof RexLiteral);
  }

  private static RelNode opaque(RelNode rel) {
    RexBuilder rexBuilder = rel.getCluster().getRexBuilder();
    return withCondition(rel, condition -> rexBuilder.makeCall(ChromaFunctions.IS_TRUE, condition));
  }

  private static RelNode transparent(RelNode rel) {
    return withCondition(
        rel,
        condition ->
            condition instanceof RexCall call && call.getOperator().equals(ChromaFunctions.IS_TRUE)
                ? call.getOperands().get(0)
                : condition);
  }

  private static RelNode withCondition(RelNode rel, UnaryOperator<RexNode> change) {
    if (rel instanceof Join join) {
      RexNode condition = change.apply(join.getCondition());
      return condition.equals(join.getCondition()) ? rel : JoinConditions.replaced(join, condition);
    }
    return rel instanceof Filter filter
        ? filter.copy(filter.getTraitSet(), filter.getInput(), change.apply(filter.getCondition()))
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
   * What is given, to be run as it is, once for each row around, where Calcite's decorrelator fails
   * with an index out of bounds or an assertion, as it does on a few shapes, and where its joins
   * would be too many: they repeat the rows around, within each other.
   */
  private Part decorrelated(RelNode sealed) {
    visits = 0;
    mostVisits = MOST_VISITS;
    try {
      return closed(RelDecorrelator.decorrelateQuery(sealed, relBuilder));
    } catch (TooManyVisitsException
        | IndexOutOfBoundsException
        | NullPointerException
        | AssertionError e) {
      LOGGER.log(
          System.Logger.Level.DEBUG,
          "A subquery is run for each row, since it could not be decorrelated",
          e);
    } finally {
      mostVisits = Integer.MAX_VALUE;
    }
    return closed(sealed);
  }

  private Part closed(RelNode sealed) {
    visits = 0;
    RelNode rel = unsealed(sealed);
    return new Part(rel, Set.of(), visits);
  }

  private void visitLeaves(int leaves) {
    visits += leaves;
    if (visits > mostVisits) {
      throw new TooManyVisitsException();
    }
  }

  private static RelNode unsealed(RelNode rel) {
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
