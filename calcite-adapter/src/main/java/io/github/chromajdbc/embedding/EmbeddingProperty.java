package io.github.chromajdbc.embedding;

import io.github.chromajdbc.error.ChromaError;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The connection property {@code embedding}, taken apart: {@code
 * provider[:model][;option=value]...}.
 *
 * @param provider normalised, or the class name of a factory, which has a dot in it
 * @param model null when it is left to the provider
 * @param options by name, as Chroma's clients store them; may hold a key
 */
record EmbeddingProperty(String provider, @Nullable String model, Map<String, String> options) {
  EmbeddingProperty {
    options = Map.copyOf(options);
  }

  /**
   * @throws io.github.chromajdbc.error.ChromaException 08001 when it does not have that form
   */
  static EmbeddingProperty parse(String text) {
    int semicolon = text.indexOf(';');
    String model = (semicolon < 0 ? text : text.substring(0, semicolon)).strip();
    Map<String, String> options = new LinkedHashMap<>();
    int from = semicolon + 1;
    while (semicolon >= 0 && from < text.length()) {
      int next = text.indexOf(';', from);
      int end = next < 0 ? text.length() : next;
      int equals = text.indexOf('=', from);
      if (equals < 0 || equals >= end) {
        // What stands there is not repeated: it may be a key.
        throw invalid(model, "after each ; there must be option=value");
      }
      String option = text.substring(from, equals).strip().toLowerCase(Locale.ROOT);
      if (options.put(option, text.substring(equals + 1, end).strip()) != null) {
        throw invalid(model, "option " + option + " is there twice");
      }
      from = end + 1;
    }
    int colon = model.indexOf(':');
    String provider = colon < 0 ? model : model.substring(0, colon);
    String name = colon < 0 ? "" : model.substring(colon + 1).strip();
    if (provider.isBlank() || (colon >= 0 && name.isEmpty())) {
      throw invalid(model, "it must be provider[:model][;option=value]...");
    }
    return new EmbeddingProperty(
        provider.indexOf('.') < 0 ? normalize(provider) : provider.strip(),
        colon < 0 ? null : name,
        options);
  }

  /** A provider's name as the collection's configuration has it. */
  static String normalize(String provider) {
    return provider.strip().toLowerCase(Locale.ROOT).replace('-', '_');
  }

  private static RuntimeException invalid(String model, String why) {
    return ChromaError.INVALID_PROPERTY_VALUE.exception("embedding", model, why);
  }

  boolean namesClass() {
    return provider.indexOf('.') >= 0;
  }

  @Override
  public String toString() {
    return model == null ? provider : provider + ":" + model;
  }
}
