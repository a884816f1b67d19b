package io.github.chromajdbc.embedding;

import io.github.chromajdbc.client.Cancellation;
import io.github.chromajdbc.client.CollectionInfo;
import io.github.chromajdbc.error.ChromaError;
import io.github.chromajdbc.error.WarningSink;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Turns the texts of statements into vectors, with the model that belongs to a collection. One a
 * connection; nothing is loaded before the first text. Thread-safe.
 */
public final class TextEmbedder implements AutoCloseable {
  private static final long CACHE_BYTES = 16L << 20;

  private final EmbeddingSettings settings;
  private final @Nullable EmbeddingProperty property;
  private final Map<ProviderKey, EmbeddingProvider> providers = new ConcurrentHashMap<>();
  private final VectorCache cache = new VectorCache(CACHE_BYTES);
  private @Nullable ModelResolution resolution;

  /**
   * @throws io.github.chromajdbc.error.ChromaException 08001 when the property {@code embedding}
   *     does not have its form; whether its provider exists is seen with the first text
   */
  public TextEmbedder(EmbeddingSettings settings) {
    this.settings = settings;
    this.property =
        settings.embedding() == null ? null : EmbeddingProperty.parse(settings.embedding());
  }

  /** What makes one provider different from another. */
  private record ProviderKey(
      String provider,
      @Nullable String model,
      Map<String, Object> stored,
      Map<String, String> options) {
    static ProviderKey of(EmbeddingModel model) {
      return new ProviderKey(model.provider(), model.model(), model.stored(), model.options());
    }

    /** Without the options, which may hold a key. */
    @Override
    public String toString() {
      return provider + ":" + model;
    }
  }

  /**
   * The vectors of the texts, in their order. They may be shared: nobody writes to them.
   *
   * @param model the text of the MODEL clause, {@code [provider:]model}; null without it
   * @param warnings is told when the collection stores no function and the default is assumed
   * @throws io.github.chromajdbc.error.ChromaException before any request: 0A000 when the model
   *     cannot run here, 22000 when its vectors do not have the collection's dimension, 28000 when
   *     a key is missing, 42501 when the collection's configuration asks for what it may not; from
   *     a request: 08001, 28000, 58000; or the reason of the cancellation
   */
  public List<float[]> embed(
      CollectionInfo collection,
      @Nullable String model,
      List<String> texts,
      EmbeddingPurpose purpose,
      WarningSink warnings,
      Cancellation cancellation) {
    if (texts.isEmpty()) {
      return List.of();
    }
    ModelResolution.Resolved resolved = resolution().resolve(collection, model);
    EmbeddingProvider provider = provider(resolved.model());
    OptionalInt dimension = provider.dimension();
    if (dimension.isPresent()) {
      checkDimension(collection, provider, dimension.getAsInt());
    }
    if (resolved.assumed()) {
      warnings.warn(
          ChromaError.EMBEDDING_MODEL_ASSUMED.warning(
              String.format(
                  Locale.ROOT,
                  "Collection %s stores no embedding function: its texts are embedded with %s. If another model made its vectors, the distances mean nothing: name that model with MODEL or the property embedding",
                  collection.name(),
                  provider.name())));
    }
    Map<String, float[]> vectors = new LinkedHashMap<>();
    for (String text : texts) {
      float[] known = cache.get(new VectorCache.Key(provider, purpose, text));
      if (known != null) {
        vectors.put(text, known);
      }
    }
    embedMissing(collection, provider, texts, purpose, vectors, cancellation);
    List<float[]> result = new ArrayList<>(texts.size());
    for (String text : texts) {
      result.add(vectors.get(text));
    }
    return result;
  }

  private void embedMissing(
      CollectionInfo collection,
      EmbeddingProvider provider,
      Collection<String> texts,
      EmbeddingPurpose purpose,
      Map<String, float[]> vectors,
      Cancellation cancellation) {
    List<String> missing =
        texts.stream().distinct().filter(text -> !vectors.containsKey(text)).toList();
    if (missing.isEmpty()) {
      return;
    }
    List<float[]> made = provider.embed(missing, purpose, cancellation);
    if (made.size() != missing.size()) {
      throw ChromaError.EMBEDDING_SERVICE_ERROR.exception(
          String.format(
              Locale.ROOT,
              "%s answered %d vectors for %d texts",
              provider.name(),
              made.size(),
              missing.size()));
    }
    for (int i = 0; i < made.size(); i++) {
      checkDimension(collection, provider, made.get(i).length);
      vectors.put(missing.get(i), made.get(i));
    }
    for (int i = 0; i < made.size(); i++) {
      cache.put(new VectorCache.Key(provider, purpose, missing.get(i)), made.get(i));
    }
  }

  /**
   * What would embed a text of the collection, as {@code provider:model}, for EXPLAIN. Sends
   * nothing.
   *
   * @throws io.github.chromajdbc.error.ChromaException as {@link #embed} does before a request
   */
  public String describe(CollectionInfo collection, @Nullable String model) {
    return provider(resolution().resolve(collection, model).model()).name();
  }

  private synchronized ModelResolution resolution() {
    if (resolution == null) {
      ProviderRegistry registry = ProviderRegistry.load(property, settings.classNamesAllowed());
      if (property != null && !registry.knows(property.provider())) {
        throw ChromaError.INVALID_PROPERTY_VALUE.exception(
            "embedding",
            property,
            String.format(
                Locale.ROOT,
                "there is no provider '%s'. There are: %s",
                property.provider(),
                registry.names()));
      }
      resolution = new ModelResolution(settings, registry, property);
    }
    return resolution;
  }

  private EmbeddingProvider provider(EmbeddingModel model) {
    ModelResolution resolver = resolution();
    // Making one sends nothing, and a failure is not kept: it names who asked.
    return providers.computeIfAbsent(ProviderKey.of(model), key -> resolver.create(model));
  }

  private static void checkDimension(
      CollectionInfo collection, EmbeddingProvider provider, int dimension) {
    Integer expected = collection.dimension();
    if (expected != null && expected != dimension) {
      throw ChromaError.EMBEDDING_DIMENSION.exception(
          String.format(
              Locale.ROOT,
              "Collection %s holds vectors of %d dimensions, but %s makes vectors of %d. Name the model that made the collection's vectors with MODEL 'provider:model' or the property embedding",
              collection.name(),
              expected,
              provider.name(),
              dimension));
    }
  }

  /** Closes the providers. */
  @Override
  public void close() {
    for (EmbeddingProvider provider : providers.values()) {
      provider.close();
    }
    providers.clear();
  }
}
