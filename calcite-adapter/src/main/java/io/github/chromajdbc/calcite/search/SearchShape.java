package io.github.chromajdbc.calcite.search;

import io.github.chromajdbc.client.Space;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is fixed of a search when its statement is parsed; the values come as operands.
 *
 * @param batch whether each row says which query it answers
 * @param sources one for each query
 * @param similarity what SIMILARITY names; null for the collection's own space
 * @param threshold whether there is a score threshold
 * @param exact whether exact distances are asked for
 */
public record SearchShape(
    boolean batch,
    List<Source> sources,
    @Nullable Space similarity,
    boolean threshold,
    boolean exact) {

  public SearchShape {
    sources = List.copyOf(sources);
  }

  /** What a query is made of. */
  public enum Source {
    /** One operand: a vector. */
    VECTOR,
    /** One operand: a text to embed. */
    TEXT,
    /** Two operands: a text to embed and the model. */
    TEXT_WITH_MODEL;

    /** How many operands it takes. */
    public int operandCount() {
      return this == TEXT_WITH_MODEL ? 2 : 1;
    }
  }

  /** The same search near to vectors, whatever it was near to. */
  public SearchShape ofVectors() {
    return new SearchShape(
        batch,
        sources.stream().map(source -> Source.VECTOR).toList(),
        similarity,
        threshold,
        exact);
  }

  /** How many value operands a search of this shape has: k, the threshold, then the sources'. */
  public int operandCount() {
    int count = threshold ? 2 : 1;
    for (Source source : sources) {
      count += source.operandCount();
    }
    return count;
  }
}
