package io.github.chromajdbc.embedding;

import io.github.chromajdbc.client.Cancellation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/**
 * A user's provider, found by the service loader: {@code counting:N} makes vectors of N components,
 * the text's length in each, and remembers what it was asked.
 */
public final class CountingFactory implements EmbeddingProviderFactory {
  static final List<List<String>> REQUESTS = Collections.synchronizedList(new ArrayList<>());
  static final List<EmbeddingModel> MODELS = Collections.synchronizedList(new ArrayList<>());

  @Override
  public Set<String> names() {
    return Set.of("counting", "cloudflare_workers_ai");
  }

  @Override
  public EmbeddingProvider create(EmbeddingModel model) {
    MODELS.add(model);
    String setting = model.model();
    if (setting == null) {
      setting = model.setting("dimension");
    }
    int dimension = setting == null ? 3 : Integer.parseInt(setting);
    return new EmbeddingProvider() {
      @Override
      public String name() {
        return "counting:" + dimension;
      }

      @Override
      public OptionalInt dimension() {
        return dimension == 99 ? OptionalInt.empty() : OptionalInt.of(dimension);
      }

      @Override
      public List<float[]> embed(
          List<String> texts, EmbeddingPurpose purpose, Cancellation cancellation) {
        REQUESTS.add(texts);
        if (texts.contains("lose one")) {
          return List.of();
        }
        float direction = purpose == EmbeddingPurpose.QUERY ? 1 : -1;
        return texts.stream()
            .map(
                text -> {
                  float[] vector = new float[dimension];
                  java.util.Arrays.fill(vector, direction * text.length());
                  return vector;
                })
            .toList();
      }

      @Override
      public void close() {
        REQUESTS.add(List.of("closed"));
      }
    };
  }

  static void reset() {
    REQUESTS.clear();
    MODELS.clear();
  }

  static Map<String, Object> lastStored() {
    return MODELS.get(MODELS.size() - 1).stored();
  }
}
