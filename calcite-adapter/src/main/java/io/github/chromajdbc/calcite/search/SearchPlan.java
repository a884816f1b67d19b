package io.github.chromajdbc.calcite.search;

import io.github.chromajdbc.calcite.pushdown.Operand;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A search with its operands: how many rows, up to which distance, near to what.
 *
 * @param count k, at least 1
 * @param threshold greatest distance of a row; null for none
 * @param sources one for each query of {@code shape}
 */
public record SearchPlan(
    SearchShape shape, Operand count, @Nullable Operand threshold, List<SourceOperands> sources) {

  public SearchPlan {
    sources = List.copyOf(sources);
  }

  /**
   * What a query is made of.
   *
   * @param value a vector or a text, as the shape says
   * @param model null unless the shape says that there is one
   */
  public record SourceOperands(Operand value, @Nullable Operand model) {}
}
