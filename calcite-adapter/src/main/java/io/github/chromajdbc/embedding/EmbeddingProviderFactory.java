package io.github.chromajdbc.embedding;

import java.util.Set;

/**
 * Makes providers. Found through {@link java.util.ServiceLoader} with the class loader of the
 * driver, or by its class name in the property {@code embedding}; it then needs a public
 * constructor without parameters. One of the user's wins over a built-in one of the same name.
 */
public interface EmbeddingProviderFactory {
  /**
   * The names it answers to, as Chroma's clients store them: lower case, underscores for hyphens.
   */
  Set<String> names();

  /**
   * Makes the provider without sending a request: what can be found wrong beforehand is an error
   * here.
   *
   * @throws io.github.chromajdbc.error.ChromaException when the model cannot run here (SQLSTATE
   *     0A000), a key is missing (28000) or a stored setting is not allowed (42501)
   */
  EmbeddingProvider create(EmbeddingModel model);
}
