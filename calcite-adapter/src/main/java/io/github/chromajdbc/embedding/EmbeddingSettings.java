package io.github.chromajdbc.embedding;

import java.net.ProxySelector;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a connection says about embedding.
 *
 * @param embedding the property {@code embedding}: {@code provider[:model][;option=value]...}, or
 *     the class name of an {@link EmbeddingProviderFactory} in place of the provider; null when it
 *     is not set. Options are named as Chroma's clients store them ({@code api_base}, {@code url},
 *     {@code dimensions}, {@code api_key_env_var}), and {@code api_key}.
 * @param classNamesAllowed whether {@code embedding} may name a class: true only when it came from
 *     Properties, never from a URL
 * @param allowedKeyVariables environment variables that a stored function may name besides its
 *     provider's own
 * @param allowedHosts hosts that a stored function may name besides its provider's own: {@code
 *     host}, {@code host:port}, or {@code http://host:port} where a key may go without TLS
 * @param connectTimeout of one request
 * @param requestTimeout of one request, from its start to the last byte of the answer
 * @param environment looks an environment variable up; null when it is not set
 * @param proxy the way to the services; null for the direct one
 */
public record EmbeddingSettings(
    @Nullable String embedding,
    boolean classNamesAllowed,
    Set<String> allowedKeyVariables,
    List<String> allowedHosts,
    Duration connectTimeout,
    Duration requestTimeout,
    Environment environment,
    @Nullable ProxySelector proxy) {

  /** Nothing set: the collection's own function, else the model in process. */
  public static final EmbeddingSettings DEFAULT =
      new EmbeddingSettings(
          null,
          false,
          Set.of(),
          List.of(),
          Duration.ofSeconds(10),
          Duration.ofSeconds(60),
          System::getenv,
          null);

  public EmbeddingSettings {
    allowedKeyVariables = Set.copyOf(allowedKeyVariables);
    allowedHosts = List.copyOf(allowedHosts);
  }

  /** Without the property's value, which may hold a key. */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "EmbeddingSettings[allowedKeyVariables=%s, allowedHosts=%s]",
        allowedKeyVariables,
        allowedHosts);
  }

  /** Where environment variables come from. */
  @FunctionalInterface
  public interface Environment {
    /** The value of a variable; null when it is not set. */
    @Nullable String variable(String name);
  }
}
