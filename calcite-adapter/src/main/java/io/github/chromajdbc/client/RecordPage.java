package io.github.chromajdbc.client;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Records, column by column. All arrays have {@link #size} entries; a part that was not asked for
 * is null. A value that a record lacks is a null entry. The arrays belong to the page: nobody
 * writes to them.
 *
 * @param metadata by key, for the keys asked for: String, Long, Double, Boolean, or a List of one
 *     of them; 3 is a Long and 3.0 a Double, as the server writes them
 * @param metadataJson the whole metadata as JSON text, keys sorted; null entry where a record has
 *     none
 * @param distances null unless the page answers a query
 */
@SuppressWarnings("ArrayRecordComponent") // Columns of one page, read by position in the hot loop.
public record RecordPage(
    String[] ids,
    @Nullable String @Nullable [] documents,
    @Nullable String @Nullable [] uris,
    float @Nullable [] @Nullable [] embeddings,
    Map<String, @Nullable Object[]> metadata,
    @Nullable String @Nullable [] metadataJson,
    double @Nullable [] distances) {

  public RecordPage {
    metadata = Map.copyOf(metadata);
  }

  /** Number of records. */
  public int size() {
    return ids.length;
  }

  /** The ids as a list. */
  public List<String> idList() {
    return List.of(ids);
  }
}
