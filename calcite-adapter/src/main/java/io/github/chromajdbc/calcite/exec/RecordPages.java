package io.github.chromajdbc.calcite.exec;

import io.github.chromajdbc.client.RecordPage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Several pages of the same fields as one. */
final class RecordPages {
  private final List<RecordPage> pages = new ArrayList<>();

  void add(RecordPage page) {
    pages.add(page);
  }

  /** All rows, with the distance that is known of each id. */
  RecordPage withDistances(Map<String, Double> distanceById) {
    String[] ids = pages.stream().flatMap(page -> Arrays.stream(page.ids())).toArray(String[]::new);
    double[] distances = new double[ids.length];
    for (int i = 0; i < ids.length; i++) {
      distances[i] = distanceById.getOrDefault(ids[i], Double.NaN);
    }
    Map<String, @Nullable Object[]> metadata = new HashMap<>();
    if (!pages.isEmpty()) {
      for (String key : pages.get(0).metadata().keySet()) {
        @Nullable Object[] column = new Object[ids.length];
        int position = 0;
        for (RecordPage page : pages) {
          Object[] values = page.metadata().get(key);
          if (values != null) {
            System.arraycopy(values, 0, column, position, page.size());
          }
          position += page.size();
        }
        metadata.put(key, column);
      }
    }
    return new RecordPage(
        ids,
        joined(RecordPage::documents, String[]::new),
        joined(RecordPage::uris, String[]::new),
        joined(RecordPage::embeddings, float[][]::new),
        metadata,
        joined(RecordPage::metadataJson, String[]::new),
        distances);
  }

  private <T> @Nullable T @Nullable [] joined(
      Function<RecordPage, @Nullable T @Nullable []> part,
      java.util.function.IntFunction<@Nullable T[]> array) {
    List<@Nullable T> all = new ArrayList<>();
    for (RecordPage page : pages) {
      @Nullable T[] values = part.apply(page);
      if (values == null) {
        return null;
      }
      all.addAll(Arrays.asList(values));
    }
    return pages.isEmpty() ? null : all.toArray(array);
  }
}
