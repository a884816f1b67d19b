package io.github.chromajdbc.calcite.search;

import io.github.chromajdbc.calcite.pushdown.ConditionText;
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

  /** The same search for another number of rows. */
  public SearchPlan withCount(Operand newCount) {
    return new SearchPlan(shape, newCount, threshold, sources);
  }

  /** As EXPLAIN shows it; searches that differ have different texts. */
  public String text() {
    StringBuilder text = new StringBuilder("near ");
    for (int i = 0; i < sources.size(); i++) {
      SourceOperands source = sources.get(i);
      text.append(i == 0 ? "" : ", ")
          .append(shape.sources().get(i))
          .append(' ')
          .append(ConditionText.of(source.value()));
      if (source.model() != null) {
        text.append(" MODEL ").append(ConditionText.of(source.model()));
      }
    }
    text.append(" TOPK ").append(ConditionText.of(count));
    if (threshold != null) {
      text.append(" THRESHOLD ").append(ConditionText.of(threshold));
    }
    if (shape.similarity() != null) {
      text.append(" SIMILARITY ").append(shape.similarity());
    }
    return text.append(shape.batch() ? " BATCH" : "")
        .append(shape.exact() ? " EXACT" : "")
        .toString();
  }

  /**
   * What a query is made of.
   *
   * @param value a vector or a text, as the shape says
   * @param model null unless the shape says that there is one
   */
  public record SourceOperands(Operand value, @Nullable Operand model) {}
}
