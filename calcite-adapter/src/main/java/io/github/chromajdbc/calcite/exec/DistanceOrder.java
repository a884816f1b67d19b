package io.github.chromajdbc.calcite.exec;

import io.github.chromajdbc.client.RecordPage;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The rows of a search within its threshold, by distance, ties by id. */
final class DistanceOrder {
  private DistanceOrder() {}

  static RecordPage sorted(RecordPage page, double threshold) {
    double[] distances = page.distances();
    if (distances == null) {
      throw new IllegalStateException("A search has distances");
    }
    String[] ids = page.ids();
    int[] order =
        IntStream.range(0, page.size())
            .filter(i -> distances[i] <= threshold)
            .boxed()
            .sorted(
                Comparator.<Integer>comparingDouble(i -> distances[i]).thenComparing(i -> ids[i]))
            .mapToInt(i -> i)
            .toArray();
    Map<String, @Nullable Object[]> metadata = new HashMap<>();
    page.metadata()
        .forEach((key, values) -> metadata.put(key, picked(values, order, Object[]::new)));
    return new RecordPage(
        Arrays.stream(order).mapToObj(i -> ids[i]).toArray(String[]::new),
        pickedOrNull(page.documents(), order, String[]::new),
        pickedOrNull(page.uris(), order, String[]::new),
        pickedOrNull(page.embeddings(), order, float[][]::new),
        metadata,
        pickedOrNull(page.metadataJson(), order, String[]::new),
        Arrays.stream(order).mapToDouble(i -> distances[i]).toArray());
  }

  private static <T> @Nullable T @Nullable [] pickedOrNull(
      @Nullable T @Nullable [] values, int[] order, IntFunction<@Nullable T[]> array) {
    return values == null ? null : picked(values, order, array);
  }

  private static <T> @Nullable T[] picked(
      @Nullable T[] values, int[] order, IntFunction<@Nullable T[]> array) {
    @Nullable T[] picked = array.apply(order.length);
    for (int i = 0; i < order.length; i++) {
      picked[i] = values[order[i]];
    }
    return picked;
  }
}
