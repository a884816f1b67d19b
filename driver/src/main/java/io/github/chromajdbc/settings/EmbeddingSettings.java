package io.github.chromajdbc.settings;

import java.util.Optional;
import java.util.Set;

/**
 * How texts become vectors.
 *
 * @param embedding {@code provider:model} for collections that store no embedding function
 * @param allowedKeyVariables environment variables that a collection may name for its key
 * @param allowedHosts hosts that a collection may name for its embedding service
 */
public record EmbeddingSettings(
    Optional<String> embedding, Set<String> allowedKeyVariables, Set<String> allowedHosts) {}
