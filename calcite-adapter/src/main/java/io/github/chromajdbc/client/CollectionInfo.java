package io.github.chromajdbc.client;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A collection as the store describes it.
 *
 * @param dimension of its vectors; null until the first write
 * @param metadata of the collection itself; values are String, Long, Double, Boolean, List or Map
 * @param schemaKeys metadata keys of its records with the kinds of value seen, without Chroma's own
 *     keys ({@code #...}, {@code chroma:...}); null where the server keeps none. Arrays appear as
 *     their element's kind.
 * @param embeddingFunction null when the collection stores none
 */
public record CollectionInfo(
    DatabaseName database,
    String id,
    String name,
    Space space,
    @Nullable Integer dimension,
    Map<String, Object> metadata,
    @Nullable Map<String, Set<ValueKind>> schemaKeys,
    @Nullable EmbeddingFunctionConfig embeddingFunction) {}
