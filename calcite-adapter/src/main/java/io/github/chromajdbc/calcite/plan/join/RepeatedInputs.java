package io.github.chromajdbc.calcite.plan.join;

import io.github.chromajdbc.calcite.rel.DeferredRows;
import io.github.chromajdbc.calcite.rel.EnumerableResidualSearch;
import io.github.chromajdbc.calcite.rel.KeyRestriction;
import io.github.chromajdbc.calcite.rel.KeySource;
import io.github.chromajdbc.calcite.rel.ReadsCollection;
import io.github.chromajdbc.calcite.rel.RelInputs;
import io.github.chromajdbc.calcite.rel.RepeatedRows;
import io.github.chromajdbc.calcite.rel.SideKeys;
import io.github.chromajdbc.calcite.rel.WorkTableScan;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Correlate;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rel.core.RepeatUnion;
import org.apache.calcite.rel.core.TableSpool;

/**
 * What a lateral join asks for with each row of its left side, or a recursive query with each step,
 * and what is the same each time, need not be asked of the server again. It is the largest parts
 * that name no row around them, nor the rows of the last step.
 */
public final class RepeatedInputs {
  /**
   * What a node takes from around it.
   *
   * @param rows variables of lateral joins around it
   * @param keys that go from one side of a join to the other, with one of the sides in the node
   */
  private record Taken(Set<CorrelationId> rows, Set<SideKeys> keys) {
    boolean isNothing() {
      return rows.isEmpty() && keys.isEmpty();
    }
  }

  private final IdentityHashMap<RelNode, Taken> known = new IdentityHashMap<>();

  private int parts;

  private RepeatedInputs() {}

  public static RelNode in(RelNode rel) {
    return new RepeatedInputs().visit(rel, false);
  }

  /**
   * @param repeated whether it is asked for more than once
   */
  private RelNode visit(RelNode rel, boolean repeated) {
    if (repeated && reads(rel) && taken(rel).isNothing() && !WorkTableScan.isIn(rel)) {
      return RepeatedRows.of(visit(rel, false), parts++);
    }
    if (rel instanceof KeyRestriction || rel instanceof EnumerableResidualSearch) {
      return rel; // which give their inputs what to read
    }
    boolean repeats = rel instanceof Correlate || rel instanceof RepeatUnion;
    List<RelNode> inputs = new ArrayList<>();
    for (RelNode input : rel.getInputs()) {
      RelNode inner = visit(input, repeated || (repeats && !inputs.isEmpty()));
      inputs.add(rel instanceof RepeatUnion && !inputs.isEmpty() ? begunAnew(inner) : inner);
    }
    return RelInputs.replaced(rel, inputs);
  }

  /** Generated code computes aggregates and set operations where it makes them, which is once. */
  private static RelNode begunAnew(RelNode step) {
    return step instanceof TableSpool spool
        ? RelInputs.replaced(spool, List.of(DeferredRows.of(spool.getInput())))
        : DeferredRows.of(step);
  }

  private static boolean reads(RelNode rel) {
    return rel instanceof ReadsCollection
        || rel.getInputs().stream().anyMatch(RepeatedInputs::reads);
  }

  private Taken taken(RelNode rel) {
    Taken before = known.get(rel);
    if (before != null) {
      return before;
    }
    Set<CorrelationId> rows = variables(rel);
    Set<SideKeys> keys = new HashSet<>();
    for (RelNode input : rel.getInputs()) {
      Taken taken = taken(input);
      rows.addAll(taken.rows());
      taken.keys().forEach(each -> meet(keys, each));
    }
    if (rel instanceof Correlate correlate) {
      rows.remove(correlate.getCorrelationId());
    } else if (rel instanceof KeySource source) {
      meet(keys, source.keys());
    } else if (rel instanceof KeyRestriction restriction) {
      meet(keys, restriction.keys());
    }
    Taken taken = new Taken(rows, keys);
    known.put(rel, taken);
    return taken;
  }

  private static Set<CorrelationId> variables(RelNode rel) {
    RelOptUtil.VariableUsedVisitor visitor = new RelOptUtil.VariableUsedVisitor(null);
    rel.accept(visitor);
    if (rel instanceof ReadsCollection read) {
      read.operands().forEach(operand -> operand.accept(visitor));
    }
    return visitor.variables;
  }

  /** Keys that are told and those that are asked for are as if neither were. */
  private static void meet(Set<SideKeys> keys, SideKeys each) {
    if (!keys.remove(each)) {
      keys.add(each);
    }
  }
}
