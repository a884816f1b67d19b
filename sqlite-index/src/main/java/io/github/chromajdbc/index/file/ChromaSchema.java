package io.github.chromajdbc.index.file;

import io.github.chromajdbc.index.definition.KeyType;
import java.util.Set;

/**
 * What matters here of the schema that a file has.
 *
 * @param metadataVersion the newest migration of Chroma's {@code metadb}
 * @param segmentInMetadata whether {@code embedding_metadata} names the segment of each row
 * @param arrays whether there is an {@code embedding_metadata_array}
 * @param types the types that {@code embedding_metadata} has a column for
 */
public record ChromaSchema(
    int metadataVersion, boolean segmentInMetadata, boolean arrays, Set<KeyType> types) {

  /** The newest migration of {@code metadb} that this code was tested on (server 1.5.9). */
  public static final int NEWEST_METADATA_VERSION = 6;

  public ChromaSchema {
    types = Set.copyOf(types);
  }

  public boolean isNewer() {
    return metadataVersion > NEWEST_METADATA_VERSION;
  }
}
