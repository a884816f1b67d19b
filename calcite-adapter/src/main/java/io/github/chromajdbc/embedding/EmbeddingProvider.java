package io.github.chromajdbc.embedding;

import io.github.chromajdbc.client.Cancellation;
import java.util.List;
import java.util.OptionalInt;

/** One model that turns texts into vectors. Implementations are thread-safe. */
public interface EmbeddingProvider extends AutoCloseable {
  /**
   * What runs, as {@code provider:model}, for messages and EXPLAIN. It tells models apart whose
   * vectors differ, and it never holds a key.
   */
  String name();

  /** Number of components of its vectors; empty as long as it is not known. */
  OptionalInt dimension();

  /**
   * The vectors of the texts.
   *
   * @param texts at least one
   * @param purpose some models give a question another vector than a document
   * @return one vector a text, in the same order
   * @throws io.github.chromajdbc.error.ChromaException when the model cannot be reached or refuses
   *     (SQLSTATE 08001, 28000, 58000), or the reason of the cancellation
   */
  List<float[]> embed(List<String> texts, EmbeddingPurpose purpose, Cancellation cancellation);

  /** Frees what the provider holds. A later {@link #embed} is undefined. */
  @Override
  void close();
}
