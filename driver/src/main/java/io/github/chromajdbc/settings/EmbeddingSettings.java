package io.github.chromajdbc.settings;

import java.util.Optional;
import java.util.Set;

/**
 * How texts become vectors.
 *
 * @param embedding {@code provider:model} for collections that store no embedding function
 * @param classNamesAllowed whether {@code embedding} may name a class: not when it came in the URL
 * @param allowedKeyVariables environment variables that a collection may name for its key
 * @param allowedHosts hosts that a collection may name for its embedding service
 */
public record EmbeddingSettings(
    Optional<String> embedding,
    boolean classNamesAllowed,
    Set<String> allowedKeyVariables,
    Set<String> allowedHosts) {}
