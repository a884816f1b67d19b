package io.github.chromajdbc.index.file;

import org.jspecify.annotations.Nullable;

/**
 * A collection as the file holds it.
 *
 * @param metadataSegment the segment its records and metadata belong to, null before it has one
 */
public record ChromaCollection(
    String id, String name, String tenant, String database, @Nullable String metadataSegment) {}
