package io.github.chromajdbc.embedding.minilm;

import io.github.chromajdbc.client.Cancellation;
import io.github.chromajdbc.embedding.EmbeddingProvider;
import io.github.chromajdbc.embedding.EmbeddingPurpose;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** Embeds with the one model of this process, which is loaded when the first text comes. */
final class MiniLmProvider implements EmbeddingProvider {
  private final String name;

  MiniLmProvider(String name) {
    this.name = name;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public OptionalInt dimension() {
    return OptionalInt.of(MiniLmModel.DIMENSION);
  }

  @Override
  public List<float[]> embed(
      List<String> texts, EmbeddingPurpose purpose, Cancellation cancellation) {
    List<float[]> vectors = new ArrayList<>(texts.size());
    for (String text : texts) {
      cancellation.throwIfCancelled();
      vectors.add(MiniLmModel.shared().embed(text));
    }
    return vectors;
  }

  @Override
  public void close() {
    // The model stays: loading it costs a second, and tools open and close connections freely.
  }
}
