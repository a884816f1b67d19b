package io.github.chromajdbc.client;

import java.util.Map;

/**
 * The embedding function a collection stores with itself. It is data that others wrote: it says
 * which model made the vectors, and nothing else in it is to be trusted.
 *
 * @param name normalised: lower case, underscores where JavaScript clients write hyphens
 * @param config values are String, Long, Double, Boolean, List or Map
 */
public record EmbeddingFunctionConfig(String name, Map<String, Object> config) {
  public EmbeddingFunctionConfig {
    config = Map.copyOf(config);
  }
}
