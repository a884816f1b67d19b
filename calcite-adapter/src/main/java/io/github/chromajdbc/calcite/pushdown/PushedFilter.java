package io.github.chromajdbc.calcite.pushdown;

import java.util.List;
import org.apache.calcite.rex.RexNode;

/**
 * A predicate, split.
 *
 * @param conditions conjuncts that Chroma evaluates
 * @param operands expressions whose values the conditions need at execution, by position
 * @param residual what the driver still has to evaluate; TRUE when everything was pushed exactly
 * @param remaining the conjuncts of the residual, and why each remains
 */
public record PushedFilter(
    List<Condition> conditions,
    List<RexNode> operands,
    RexNode residual,
    List<Remaining> remaining) {
  public PushedFilter {
    conditions = List.copyOf(conditions);
    operands = List.copyOf(operands);
    remaining = List.copyOf(remaining);
  }
}
