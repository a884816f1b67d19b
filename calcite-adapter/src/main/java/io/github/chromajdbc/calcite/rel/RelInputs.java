package io.github.chromajdbc.calcite.rel;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.calcite.rel.RelNode;

/** Inputs of a plan's nodes. */
public final class RelInputs {
  private RelInputs() {}

  /** The node with each input rewritten; the node itself when none changes. */
  public static RelNode rewritten(RelNode rel, UnaryOperator<RelNode> rewrite) {
    List<RelNode> inputs = new ArrayList<>();
    rel.getInputs().forEach(input -> inputs.add(rewrite.apply(input)));
    return replaced(rel, inputs);
  }

  /** The node over these inputs; the node itself when they are its own. */
  public static RelNode replaced(RelNode rel, List<RelNode> inputs) {
    return inputs.equals(rel.getInputs()) ? rel : rel.copy(rel.getTraitSet(), inputs);
  }
}
