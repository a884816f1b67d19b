package io.github.chromajdbc.embedding;

import io.github.chromajdbc.client.CollectionInfo;
import io.github.chromajdbc.client.EmbeddingFunctionConfig;
import io.github.chromajdbc.error.ChromaError;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which model embeds a text: the one of the MODEL clause, else the collection's stored function,
 * else the property {@code embedding}, else {@code default}. A step that names something which
 * cannot run is an error: the next one would give vectors of another space.
 */
final class ModelResolution {
  static final String DEFAULT_PROVIDER = "default";

  private final EmbeddingSettings settings;
  private final ProviderRegistry registry;
  private final @Nullable EmbeddingProperty property;

  ModelResolution(
      EmbeddingSettings settings, ProviderRegistry registry, @Nullable EmbeddingProperty property) {
    this.settings = settings;
    this.registry = registry;
    this.property = property;
  }

  /** The model, and whether nothing but the last resort named it. */
  record Resolved(EmbeddingModel model, boolean assumed) {}

  /**
   * @param clause the text of MODEL; null without the clause
   */
  Resolved resolve(CollectionInfo collection, @Nullable String clause) {
    EmbeddingFunctionConfig stored = collection.embeddingFunction();
    String subject = "Collection " + collection.name();
    if (clause != null) {
      return resolveClause(collection, clause.strip(), stored);
    }
    if (stored != null) {
      return resolved(stored.name(), null, stored, subject, false);
    }
    if (property != null) {
      return resolved(property.provider(), property.model(), null, "Property embedding", false);
    }
    return resolved(DEFAULT_PROVIDER, null, null, subject, true);
  }

  private Resolved resolveClause(
      CollectionInfo collection, String clause, @Nullable EmbeddingFunctionConfig stored) {
    String subject = "MODEL '" + clause + "'";
    if (clause.isEmpty()) {
      throw ChromaError.INVALID_STATEMENT.exception("MODEL '' names no model");
    }
    if (registry.knows(EmbeddingProperty.normalize(clause))) {
      return resolved(EmbeddingProperty.normalize(clause), null, stored, subject, false);
    }
    int colon = clause.indexOf(':');
    // A model may have a colon in its own name (Ollama's tags), so the part before it counts as a
    // provider only when there is such a provider.
    String prefix = colon < 0 ? "" : EmbeddingProperty.normalize(clause.substring(0, colon));
    if (registry.knows(prefix)) {
      String model = clause.substring(colon + 1).strip();
      if (model.isEmpty()) {
        throw ChromaError.INVALID_STATEMENT.exception(
            String.format(Locale.ROOT, "MODEL '%s' names no model after the colon", clause));
      }
      return resolved(prefix, model, stored, subject, false);
    }
    String provider =
        stored != null ? stored.name() : property != null ? property.provider() : DEFAULT_PROVIDER;
    if (colon > 0 && provider.equals(DEFAULT_PROVIDER)) {
      throw ChromaError.EMBEDDING_NOT_AVAILABLE.exception(
          String.format(
              Locale.ROOT,
              "%s on collection %s: there is no embedding provider '%s'. There are: %s",
              subject,
              collection.name(),
              prefix,
              registry.names()));
    }
    return resolved(provider, clause, stored, subject, false);
  }

  private Resolved resolved(
      String provider,
      @Nullable String model,
      @Nullable EmbeddingFunctionConfig stored,
      String subject,
      boolean assumed) {
    return new Resolved(
        new EmbeddingModel(
            provider,
            model,
            stored != null && stored.name().equals(provider) ? stored.config() : Map.of(),
            property != null && property.provider().equals(provider)
                ? property.options()
                : Map.of(),
            settings,
            subject),
        assumed);
  }

  /**
   * @throws io.github.chromajdbc.error.ChromaException 0A000 when nothing here runs that provider,
   *     and what the factory finds wrong
   */
  EmbeddingProvider create(EmbeddingModel model) {
    EmbeddingProviderFactory factory = registry.find(model.provider());
    if (factory == null) {
      throw ChromaError.EMBEDDING_NOT_AVAILABLE.exception(
          String.format(
              Locale.ROOT,
              "%s needs the embedding function '%s', which this driver cannot run. Give vectors with VECTOR [...], name another source of the same vectors with MODEL 'provider:model', or put an EmbeddingProviderFactory for it beside the driver. There are: %s",
              model.subject(),
              model.provider(),
              registry.names()));
    }
    return factory.create(model);
  }
}
