package io.github.chromajdbc.embedding;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The model that a text resolves to, before anything of it is loaded or checked.
 *
 * @param provider normalised name of the provider
 * @param model name of the model as the statement or the property has it; null leaves it to the
 *     stored configuration, or to the provider
 * @param stored configuration that the collection stores. Others wrote it: it may choose a model
 *     and its parameters, not where texts and keys go.
 * @param options what the property {@code embedding} says about this provider; the user's own word
 * @param subject how messages name what asked for the model, such as {@code Collection invoices}
 */
public record EmbeddingModel(
    String provider,
    @Nullable String model,
    Map<String, Object> stored,
    Map<String, String> options,
    EmbeddingSettings settings,
    String subject) {

  public EmbeddingModel {
    stored = Map.copyOf(stored);
    options = Map.copyOf(options);
  }

  /** A stored text, or null when there is none. */
  public @Nullable String storedText(String key) {
    return stored.get(key) instanceof String text && !text.isEmpty() ? text : null;
  }

  /** A setting of the user's, else the stored one; null when neither is there. */
  public @Nullable String setting(String key) {
    String option = options.get(key);
    if (option != null) {
      return option;
    }
    Object value = stored.get(key);
    return value == null ? null : value.toString();
  }

  /** Without options and stored values, which may hold what is not to be shown. */
  @Override
  public String toString() {
    return model == null ? provider : provider + ":" + model;
  }
}
