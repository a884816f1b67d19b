package io.github.chromajdbc.embedding;

import io.github.chromajdbc.error.ChromaError;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The factories by the names they answer to. */
final class ProviderRegistry {
  private static final String BUILT_IN = EmbeddingProviderFactory.class.getPackageName() + ".";

  private final Map<String, EmbeddingProviderFactory> factories;

  private ProviderRegistry(Map<String, EmbeddingProviderFactory> factories) {
    this.factories = factories;
  }

  /**
   * The factories that the driver's class loader finds, not the thread's: in an application server
   * the two differ, and a connection pool's thread may belong to another application.
   */
  static ProviderRegistry load(@Nullable EmbeddingProperty property, boolean classNamesAllowed) {
    try {
      return of(
          ServiceLoader.load(
              EmbeddingProviderFactory.class, EmbeddingProviderFactory.class.getClassLoader()),
          property != null && property.namesClass()
              ? instantiate(property.provider(), classNamesAllowed)
              : null,
          property);
    } catch (ServiceConfigurationError e) {
      throw ChromaError.EMBEDDING_NOT_AVAILABLE.causedBy(
          e, "An embedding provider on the class path cannot be loaded: " + e.getMessage());
    }
  }

  static ProviderRegistry of(
      Iterable<EmbeddingProviderFactory> found,
      @Nullable EmbeddingProviderFactory chosen,
      @Nullable EmbeddingProperty property) {
    Map<String, EmbeddingProviderFactory> factories = new HashMap<>();
    for (EmbeddingProviderFactory factory : found) {
      boolean builtIn = factory.getClass().getName().startsWith(BUILT_IN);
      for (String name : factory.names()) {
        if (builtIn) {
          factories.putIfAbsent(name, factory);
        } else {
          factories.put(name, factory);
        }
      }
    }
    if (chosen != null && property != null) {
      chosen.names().forEach(name -> factories.put(name, chosen));
      factories.put(property.provider(), chosen);
    }
    return new ProviderRegistry(factories);
  }

  private static EmbeddingProviderFactory instantiate(String className, boolean classNamesAllowed) {
    if (!classNamesAllowed) {
      throw ChromaError.EMBEDDING_NOT_ALLOWED.exception(
          String.format(
              Locale.ROOT,
              "The property embedding names the class %s. A class is taken from Properties only, not from a URL",
              className));
    }
    try {
      Class<?> named =
          Class.forName(className, true, EmbeddingProviderFactory.class.getClassLoader());
      return named
          .asSubclass(EmbeddingProviderFactory.class)
          .getDeclaredConstructor()
          .newInstance();
    } catch (ReflectiveOperationException | ClassCastException | LinkageError e) {
      throw ChromaError.INVALID_PROPERTY_VALUE.causedBy(
          e,
          "embedding",
          className,
          "it must be a class beside the driver that implements EmbeddingProviderFactory and has a public constructor without parameters ("
              + e
              + ")");
    }
  }

  @Nullable EmbeddingProviderFactory find(String name) {
    return factories.get(name);
  }

  boolean knows(String name) {
    return factories.containsKey(name);
  }

  /** All names, for messages. */
  String names() {
    return String.join(", ", new TreeSet<>(factories.keySet()));
  }
}
