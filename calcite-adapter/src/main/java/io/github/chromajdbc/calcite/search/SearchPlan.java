package io.github.chromajdbc.calcite.search;

import io.github.chromajdbc.calcite.pushdown.ConditionText;
import io.github.chromajdbc.calcite.pushdown.Operand;
import io.github.chromajdbc.calcite.search.SearchShape.Source;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A search with its operands: how many rows, up to which distance, near to what.
 *
 * @param count k, at least 1, or 0 when LIMIT gives it
 * @param threshold greatest distance of a row; null for none
 * @param lambda of MMR, from 0 to 1; null without RERANK
 * @param candidates how many of the nearest MMR chooses from; null for the driver's choice
 * @param sources one for each query of {@code shape}
 */
public record SearchPlan(
    SearchShape shape,
    Operand count,
    @Nullable Operand threshold,
    @Nullable Operand lambda,
    @Nullable Operand candidates,
    List<SourceOperands> sources) {

  public SearchPlan {
    sources = List.copyOf(sources);
  }

  /** The same search for another number of rows. */
  public SearchPlan withCount(Operand newCount) {
    return new SearchPlan(shape, newCount, threshold, lambda, candidates, sources);
  }

  /** The same search near to vectors, one for each of its queries. */
  public SearchPlan near(List<Operand> vectors) {
    return new SearchPlan(
        shape.ofVectors(),
        count,
        threshold,
        lambda,
        candidates,
        vectors.stream().map(vector -> new SourceOperands(vector, null)).toList());
  }

  /**
   * The search whose operands stand one after the other, from position 0 on: the count, the
   * threshold, lambda, the candidates, those of each source.
   */
  public static SearchPlan of(SearchShape shape) {
    int position = 0;
    Operand count = new Operand.Evaluated(position++);
    Operand threshold = shape.threshold() ? new Operand.Evaluated(position++) : null;
    boolean reranks = shape.rerank() != SearchShape.Rerank.NONE;
    Operand lambda = reranks ? new Operand.Evaluated(position++) : null;
    Operand candidates =
        shape.rerank() == SearchShape.Rerank.MMR_AMONG ? new Operand.Evaluated(position++) : null;
    List<SourceOperands> sources = new ArrayList<>();
    for (SearchShape.Source source : shape.sources()) {
      Operand value = new Operand.Evaluated(position++);
      Operand model =
          source == SearchShape.Source.TEXT_WITH_MODEL ? new Operand.Evaluated(position++) : null;
      sources.add(new SourceOperands(value, model));
    }
    return new SearchPlan(shape, count, threshold, lambda, candidates, sources);
  }

  /** The same search when its operands stand so many places further on. */
  public SearchPlan shifted(int by) {
    return new SearchPlan(
        shape,
        shifted(count, by),
        shiftedOrNull(threshold, by),
        shiftedOrNull(lambda, by),
        shiftedOrNull(candidates, by),
        sources.stream()
            .map(
                source ->
                    new SourceOperands(
                        shifted(source.value(), by), shiftedOrNull(source.model(), by)))
            .toList());
  }

  private static Operand shifted(Operand operand, int by) {
    return operand instanceof Operand.Evaluated evaluated
        ? new Operand.Evaluated(evaluated.position() + by)
        : operand;
  }

  private static @Nullable Operand shiftedOrNull(@Nullable Operand operand, int by) {
    return operand == null ? null : shifted(operand, by);
  }

  /** As EXPLAIN shows it; searches that differ have different texts. */
  public String text() {
    StringBuilder text = new StringBuilder("near ");
    for (int i = 0; i < sources.size(); i++) {
      SourceOperands source = sources.get(i);
      text.append(i == 0 ? "" : ", ")
          .append(shape.sources().get(i).isVector() ? Source.VECTOR : shape.sources().get(i))
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
    if (lambda != null) {
      text.append(" RERANK BY MMR lambda ").append(ConditionText.of(lambda));
    }
    if (candidates != null) {
      text.append(" candidates ").append(ConditionText.of(candidates));
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
