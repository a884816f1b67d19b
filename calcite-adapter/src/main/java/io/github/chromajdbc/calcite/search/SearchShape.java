package io.github.chromajdbc.calcite.search;

import io.github.chromajdbc.calcite.function.Measure;
import io.github.chromajdbc.client.Space;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is fixed of a search when its statement is parsed; the values come as operands.
 *
 * @param batch whether each row says which query it answers
 * @param sources one for each query
 * @param similarity what SIMILARITY names, or ORDER BY; null for the collection's own space
 * @param topK whether TOPK gives the count; else LIMIT and OFFSET do, which may be 0
 * @param threshold whether there is a score threshold
 * @param exact whether exact distances are asked for
 */
public record SearchShape(
    boolean batch,
    List<Source> sources,
    @Nullable Measure similarity,
    boolean topK,
    boolean threshold,
    Rerank rerank,
    boolean exact) {

  public SearchShape {
    sources = List.copyOf(sources);
  }

  /** What a query is made of. */
  public enum Source {
    /** One operand: a vector. */
    VECTOR,
    /** One operand: a vector as {@link #VECTOR}, or NULL, from which all rows are as far. */
    VECTOR_OR_NULL,
    /** One operand: a text to embed. */
    TEXT,
    /** Two operands: a text to embed and the model. */
    TEXT_WITH_MODEL;

    /** Whether the vector is given, not made of a text. */
    public boolean isVector() {
      return this == VECTOR || this == VECTOR_OR_NULL;
    }
  }

  /** How rows of a collection of this space are ranked. */
  public Measure measure(Space space) {
    return similarity == null ? Measure.of(space) : similarity;
  }

  /** The same search near to vectors, whatever it was near to. */
  public SearchShape ofVectors() {
    return new SearchShape(
        batch,
        sources.stream().map(source -> Source.VECTOR).toList(),
        similarity,
        topK,
        threshold,
        rerank,
        exact);
  }

  /** What becomes of the nearest rows. */
  public enum Rerank {
    /** They come by distance. */
    NONE,
    /** One operand: lambda of maximal marginal relevance. */
    MMR,
    /** Two operands: lambda, and how many of the nearest are reranked. */
    MMR_AMONG
  }
}
