package io.github.chromajdbc.embedding.minilm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.chromajdbc.client.Cancellation;
import io.github.chromajdbc.embedding.EmbeddingModel;
import io.github.chromajdbc.embedding.EmbeddingProvider;
import io.github.chromajdbc.embedding.EmbeddingPurpose;
import io.github.chromajdbc.embedding.EmbeddingSettings;
import io.github.chromajdbc.embedding.JsonTree;
import io.github.chromajdbc.error.ChromaError;
import io.github.chromajdbc.error.ChromaException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MiniLmTest {
  private final MiniLmFactory factory = new MiniLmFactory();

  private static EmbeddingModel model(
      String provider, @Nullable String model, Map<String, Object> stored) {
    return new EmbeddingModel(
        provider, model, stored, Map.of(), EmbeddingSettings.DEFAULT, "Collection invoices");
  }

  private List<float[]> embed(List<String> texts) {
    try (EmbeddingProvider provider = factory.create(model("default", null, Map.of()))) {
      return provider.embed(texts, EmbeddingPurpose.QUERY, Cancellation.never());
    }
  }

  @Test
  void vectorsAreThoseOfChromasPipelineTheLongTextIncluded() throws IOException {
    Map<?, ?> reference;
    try (InputStream json = MiniLmTest.class.getResourceAsStream("minilm-reference.json")) {
      reference = (Map<?, ?>) Objects.requireNonNull(JsonTree.read(Objects.requireNonNull(json)));
    }
    List<?> rows = (List<?>) Objects.requireNonNull(reference.get("rows"));
    assertThat(rows).hasSize(5);
    for (Object entry : rows) {
      Map<?, ?> row = (Map<?, ?>) entry;
      String text = (String) Objects.requireNonNull(row.get("text"));
      List<?> expected = (List<?>) Objects.requireNonNull(row.get("vector"));
      float[] actual = embed(List.of(text)).get(0);
      assertThat(actual).hasSize(384);
      for (int i = 0; i < actual.length; i++) {
        assertThat((double) actual[i])
            .as("component %d of %.40s", i, text)
            .isCloseTo(((Number) expected.get(i)).doubleValue(), within(1e-5));
      }
    }
  }

  @Test
  void vectorsDoNotDependOnTheirNeighbours() {
    List<float[]> together = embed(List.of("credit limit", "x ".repeat(500), ""));
    assertThat(together).hasSize(3);
    assertThat(together.get(0)).isEqualTo(embed(List.of("credit limit")).get(0));
    assertThat(together.get(2)).isEqualTo(embed(List.of("")).get(0)).doesNotContain(Float.NaN);
  }

  @Test
  void aWarmModelEmbedsAShortTextInMilliseconds() {
    embed(List.of("warm up"));
    long best = Long.MAX_VALUE;
    for (int i = 0; i < 30; i++) {
      long start = System.nanoTime();
      embed(List.of("credit limit of customer number " + i));
      best = Math.min(best, System.nanoTime() - start);
    }
    assertThat(best / 1e6).isLessThan(15);
  }

  @Test
  void acceptsTheOtherNamesOfTheSameWeights() {
    assertThat(factory.create(model("onnx_mini_lm_l6_v2", null, Map.of())).dimension())
        .hasValue(384);
    assertThat(
            factory
                .create(
                    model(
                        "sentence_transformer",
                        null,
                        Map.of("model_name", "sentence-transformers/all-MiniLM-L6-v2")))
                .name())
        .isEqualTo("sentence_transformer:all-MiniLM-L6-v2");
    factory.create(model("default", "all-MiniLM-L6-v2", Map.of())).close();
  }

  @Test
  void refusesOtherModelsAndOtherWeights() {
    assertThatThrownBy(
            () ->
                factory.create(
                    model("sentence_transformer", null, Map.of("model_name", "all-mpnet-base-v2"))))
        .isInstanceOfSatisfying(
            ChromaException.class,
            e -> {
              assertThat(e.error()).isEqualTo(ChromaError.EMBEDDING_NOT_AVAILABLE);
              assertThat(e).hasMessageContaining("all-mpnet-base-v2");
            });
    assertThatThrownBy(
            () ->
                factory.create(
                    model(
                        "transformers",
                        null,
                        Map.of("model", "Xenova/all-MiniLM-L6-v2", "quantized", true))))
        .hasMessageContaining("quantised");
  }

  @Test
  void withoutItsJarsItSaysWhichJarToUse() {
    ClassLoader bare =
        new ClassLoader(null) {
          @Override
          protected Class<?> findClass(String name) throws ClassNotFoundException {
            throw new ClassNotFoundException(name);
          }
        };
    assertThatThrownBy(() -> new MiniLmFactory(bare).create(model("default", null, Map.of())))
        .isInstanceOfSatisfying(
            ChromaException.class,
            e -> {
              assertThat(e.error().sqlState()).isEqualTo("0A000");
              assertThat(e)
                  .hasMessageContaining("Collection invoices")
                  .hasMessageContaining("-all.jar")
                  .hasMessageContaining("onnxruntime");
            });
  }

  @Test
  void aCancelledStatementEmbedsNothing() {
    Cancellation cancellation = Cancellation.never();
    cancellation.cancel(ChromaError.CANCELLED.exception());
    try (EmbeddingProvider provider = factory.create(model("default", null, Map.of()))) {
      assertThatThrownBy(
              () -> provider.embed(List.of("text"), EmbeddingPurpose.QUERY, cancellation))
          .isInstanceOfSatisfying(
              ChromaException.class, e -> assertThat(e.error()).isEqualTo(ChromaError.CANCELLED));
    }
  }
}
