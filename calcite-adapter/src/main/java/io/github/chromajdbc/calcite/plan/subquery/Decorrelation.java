package io.github.chromajdbc.calcite.plan.subquery;

import io.github.chromajdbc.calcite.function.ChromaFunctions;
import io.github.chromajdbc.calcite.plan.join.JoinConditions;
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
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql2rel.RelDecorrelator;
import org.apache.calcite.tools.RelBuilder;
import org.apache.calcite.util.ImmutableBitSet;

/**
 * Makes joins of correlated subqueries, each on its own: whatever names no row around it is hidden
 * from Calcite's decorrelator. It would rewrite that too, and wrongly: {@code EXISTS}, which reads
 * {@code SELECT DISTINCT TRUE FROM ...}, becomes an aggregate without a key, which has a row where
 * there is none to read.
 */
public final class Decorrelation {
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
   * @param named the columns of those rows
   * @param leaves of its tree
   * @param sound whether Calcite's decorrelator makes equal rows of it
   * @param scalar whether it has one row, of aggregates none of which counts, and names variables
   */
  private record Part(
      RelNode rel,
      Set<CorrelationId> open,
      Set<NamedColumn> named,
      int leaves,
      boolean sound,
      boolean scalar) {
    static Part closed(RelNode rel, int leaves) {
      return new Part(rel, Set.of(), Set.of(), leaves, true, false);
    }

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

  public static RelNode rewrite(RelNode rel, RelBuilder relBuilder) {
    return new Decorrelation(relBuilder).part(rel).rel();
  }

  private Part part(RelNode rel) {
    List<Part> inputs = new ArrayList<>();
    for (RelNode input : rel.getInputs()) {
      inputs.add(part(input));
    }
    Set<CorrelationId> open = open(rel, inputs);
    Set<NamedColumn> namedBelow = new HashSet<>();
    inputs.forEach(input -> namedBelow.addAll(input.named()));
    Set<NamedColumn> named = NamedColumn.of(rel);
    boolean sound =
        inputs.stream().allMatch(Part::sound) && CorrelatedShapes.isSound(named, namedBelow);
    named.addAll(namedBelow);
    named.removeIf(column -> !open.contains(column.row()));
    boolean isCorrelate = rel instanceof Correlate;
    List<RelNode> rewritten = new ArrayList<>();
    for (Part input : inputs) {
      boolean sealed = input.isClosed() && (isCorrelate || !open.isEmpty());
      rewritten.add(
          sealed ? new SealedRows(input.rel(), () -> visitLeaves(input.leaves())) : input.rel());
    }
    RelNode copy = RelInputs.replaced(rel, rewritten);
    int leaves = Math.max(1, inputs.stream().mapToInt(Part::leaves).sum());
    if (copy instanceof Correlate correlate) {
      sound &=
          !inputs.get(0).scalar()
              && namesRowAroundAlone(correlate, inputs.get(1))
              && CorrelatedShapes.isSound(correlate, inputs.get(1).scalar());
      RelNode exact = ofWhatIsNamed(correlate);
      if (!open.isEmpty()) {
        return new Part(exact, open, named, leaves, sound, false);
      }
      return sound ? decorrelated(exact) : closed(exact);
    }
    if (open.isEmpty()) {
      return Part.closed(copy, leaves);
    }
    boolean overOpen = inputs.stream().anyMatch(input -> !input.isClosed());
    boolean overScalar = inputs.stream().anyMatch(Part::scalar);
    return new Part(
        overOpen && copy instanceof Filter filter ? opaque(filter) : copy,
        open,
        named,
        leaves,
        sound && CorrelatedShapes.isSound(copy, overScalar),
        CorrelatedShapes.isScalar(copy, overScalar));
  }

  /** Of a subquery that names rows farther around, too, the decorrelator confuses the rows. */
  private static boolean namesRowAroundAlone(Correlate correlate, Part right) {
    return right.open().stream().allMatch(correlate.getCorrelationId()::equals);
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
   * Hides a condition. Calcite's decorrelator takes {@code around.a = column} for a way to read the
   * former from the latter, but looks for the column where it stood before variables were added.
   */
  private static RelNode opaque(Filter filter) {
    RexNode condition =
        filter
            .getCluster()
            .getRexBuilder()
            .makeCall(ChromaFunctions.IS_TRUE, filter.getCondition());
    return filter.copy(filter.getTraitSet(), filter.getInput(), condition);
  }

  private static RelNode transparent(RelNode rel) {
    if (rel instanceof Filter filter) {
      RexNode condition = transparent(filter.getCondition(), rel);
      return condition.equals(filter.getCondition())
          ? rel
          : filter.copy(filter.getTraitSet(), filter.getInput(), condition);
    }
    if (rel instanceof Join join) {
      RexNode condition = transparent(join.getCondition(), rel);
      return condition.equals(join.getCondition()) ? rel : JoinConditions.replaced(join, condition);
    }
    return rel;
  }

  private static RexNode transparent(RexNode condition, RelNode rel) {
    List<RexNode> conjuncts = RelOptUtil.conjunctions(condition);
    if (conjuncts.stream().noneMatch(Decorrelation::isOpaque)) {
      return condition;
    }
    List<RexNode> shown = new ArrayList<>();
    for (RexNode conjunct : conjuncts) {
      shown.add(isOpaque(conjunct) ? ((RexCall) conjunct).getOperands().get(0) : conjunct);
    }
    return RexUtil.composeConjunction(rel.getCluster().getRexBuilder(), shown);
  }

  private static boolean isOpaque(RexNode condition) {
    return condition instanceof RexCall call && call.getOperator().equals(ChromaFunctions.IS_TRUE);
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
   * or leaves off, as it does on a few shapes, and where its joins would be too many: they repeat
   * the rows around, within each other.
   */
  private Part decorrelated(RelNode sealed) {
    visits = 0;
    mostVisits = MOST_VISITS;
    try {
      RelNode joins = RelDecorrelator.decorrelateQuery(sealed, relBuilder);
      requireNoCorrelate(joins);
      requireNoVariable(joins);
      return closed(joins);
    } catch (RuntimeException | AssertionError e) {
      LOGGER.log(
          System.Logger.Level.DEBUG,
          "A subquery is run for each row, since it could not be decorrelated",
          e);
    } finally {
      mostVisits = Integer.MAX_VALUE;
    }
    return closed(sealed);
  }

  /** What is left of them asks for columns that the decorrelator no longer requires. */
  private static void requireNoCorrelate(RelNode joins) {
    joins.accept(
        new RelHomogeneousShuttle() {
          @Override
          public RelNode visit(RelNode other) {
            if (other instanceof Correlate) {
              throw new UnsupportedOperationException("A correlate is left");
            }
            return super.visit(other);
          }
        });
  }

  /** The decorrelator was seen to forget a condition below a projection that names the row, too. */
  private static void requireNoVariable(RelNode joins) {
    if (!RelOptUtil.getVariablesUsed(joins).isEmpty()) {
      throw new UnsupportedOperationException("A variable is left");
    }
  }

  private Part closed(RelNode sealed) {
    visits = 0;
    RelNode rel = unsealed(sealed);
    return Part.closed(rel, visits);
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
