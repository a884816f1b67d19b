package io.github.chromajdbc.client;

import java.util.Set;

/**
 * Which parts of the records are wanted. The id always comes; the distance always comes in a query.
 *
 * @param metadataKeys metadata keys whose values are wanted; the others are not decoded
 * @param wholeMetadata whether the metadata is wanted as JSON text, too
 */
public record RecordFields(
    boolean documents,
    boolean uris,
    boolean embeddings,
    Set<String> metadataKeys,
    boolean wholeMetadata) {

  public static final RecordFields ID_ONLY = new RecordFields(false, false, false, Set.of(), false);

  public RecordFields {
    metadataKeys = Set.copyOf(metadataKeys);
  }

  /** Whether the request has to include metadata. */
  public boolean metadata() {
    return wholeMetadata || !metadataKeys.isEmpty();
  }

  /** These and the embeddings. */
  public RecordFields withEmbeddings() {
    return new RecordFields(documents, uris, true, metadataKeys, wholeMetadata);
  }
}
