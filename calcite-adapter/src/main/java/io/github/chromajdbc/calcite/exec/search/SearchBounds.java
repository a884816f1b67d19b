package io.github.chromajdbc.calcite.exec.search;

import io.github.chromajdbc.calcite.exec.read.RowLimits;
import io.github.chromajdbc.calcite.pushdown.Operand;
import io.github.chromajdbc.calcite.search.SearchPlan;
import io.github.chromajdbc.calcite.statement.EngineOptions;
import io.github.chromajdbc.error.ChromaError;
import org.jspecify.annotations.Nullable;

/**
 * How many rows a search is to answer for each of its queries, once the values are known.
 *
 * @param count most rows of each query
 * @param threshold greatest distance of a row, infinite for none
 * @param rerank null for rows by distance
 */
public record SearchBounds(int count, double threshold, @Nullable Rerank rerank) {
  private static final int DEFAULT_CANDIDATES = 50;

  /**
   * How the nearest rows are reranked.
   *
   * @param lambda from 0 to 1
   * @param candidates how many of the nearest rows are reranked, at least the count
   */
  public record Rerank(double lambda, int candidates) {}

  /**
   * Reads the values.
   *
   * @throws io.github.chromajdbc.error.ChromaException 2201W for a count that is none, 22023 for a
   *     threshold or a lambda that is none
   */
  public static SearchBounds of(
      SearchPlan search, @Nullable Object[] operands, EngineOptions options) {
    boolean topK = search.shape().topK();
    int count =
        (int) RowLimits.rows(topK ? "TOPK" : "LIMIT", search.count(), operands, 0, topK ? 1 : 0);
    double threshold =
        search.threshold() == null
            ? Double.POSITIVE_INFINITY
            : number(
                search.threshold(),
                operands,
                "WITH SCORE THRESHOLD takes a number, the greatest distance of a row, not ");
    return new SearchBounds(count, threshold, rerank(search, operands, options, count));
  }

  private static @Nullable Rerank rerank(
      SearchPlan search, @Nullable Object[] operands, EngineOptions options, int count) {
    if (search.lambda() == null) {
      return null;
    }
    String takes = "RERANK BY MMR takes a lambda from 0 to 1, not ";
    double lambda = number(search.lambda(), operands, takes);
    if (!(lambda >= 0 && lambda <= 1)) {
      throw ChromaError.INVALID_PARAMETER_VALUE.exception(takes + lambda);
    }
    long candidates =
        RowLimits.rows(
            "candidates",
            search.candidates(),
            operands,
            Math.max(DEFAULT_CANDIDATES, options.candidates()),
            1);
    return new Rerank(lambda, Math.max(count, (int) candidates));
  }

  private static double number(Operand operand, @Nullable Object[] operands, String takes) {
    Object value = operand.value(operands);
    if (value instanceof Number number && !Double.isNaN(number.doubleValue())) {
      return number.doubleValue();
    }
    throw ChromaError.INVALID_PARAMETER_VALUE.exception(
        takes + (value == null ? "NULL" : "'" + value + "'"));
  }

  /** How many of the nearest rows are needed to answer a query. */
  public int wanted() {
    return rerank == null ? count : rerank.candidates();
  }

  /**
   * How many rows Chroma is asked for: one more than wanted, so that rows at the same distance as
   * the last are seen; at least the property {@code candidates}, since more make HNSW look further.
   *
   * @param most what one request may answer
   */
  public int asked(EngineOptions options, int most) {
    return (int) Math.min(most, Math.max(wanted() + 1L, options.candidates()));
  }
}
