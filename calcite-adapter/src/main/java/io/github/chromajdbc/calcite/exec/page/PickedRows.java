package io.github.chromajdbc.calcite.exec.page;

import io.github.chromajdbc.client.RecordPage;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Some rows of a page, in an order of their own. */
public final class PickedRows {
  private PickedRows() {}

  /** The nearest rows up to a distance: by distance, ties by id. */
  public static RecordPage nearest(RecordPage page, double threshold, int count) {
    double[] distances = distances(page);
    String[] ids = page.ids();
    return of(
        page,
        IntStream.range(0, page.size())
            .filter(i -> !(distances[i] > threshold)) // what is no number is not beyond it
            .boxed()
            .sorted(
                Comparator.<Integer>comparingDouble(i -> distances[i]).thenComparing(i -> ids[i]))
            .limit(count)
            .mapToInt(i -> i)
            .toArray());
  }

  /** The distances of a page that answers a search. */
  public static double[] distances(RecordPage page) {
    double[] distances = page.distances();
    if (distances == null) {
      throw new IllegalStateException("A search has distances");
    }
    return distances;
  }

  /** The rows with these ids, which are there, in this order. */
  public static RecordPage ofIds(RecordPage page, List<String> ids) {
    Map<String, Integer> positions = new HashMap<>();
    for (int i = 0; i < page.size(); i++) {
      positions.put(page.ids()[i], i);
    }
    return of(page, ids.stream().mapToInt(positions::get).toArray());
  }

  /** The rows at these positions. */
  public static RecordPage of(RecordPage page, int[] rows) {
    String[] ids = page.ids();
    double[] distances = page.distances();
    Map<String, @Nullable Object[]> metadata = new HashMap<>();
    page.metadata()
        .forEach((key, values) -> metadata.put(key, picked(values, rows, Object[]::new)));
    return new RecordPage(
        Arrays.stream(rows).mapToObj(i -> ids[i]).toArray(String[]::new),
        pickedOrNull(page.documents(), rows, String[]::new),
        pickedOrNull(page.uris(), rows, String[]::new),
        pickedOrNull(page.embeddings(), rows, float[][]::new),
        metadata,
        pickedOrNull(page.metadataJson(), rows, String[]::new),
        distances == null ? null : Arrays.stream(rows).mapToDouble(i -> distances[i]).toArray());
  }

  private static <T> @Nullable T @Nullable [] pickedOrNull(
      @Nullable T @Nullable [] values, int[] rows, IntFunction<@Nullable T[]> array) {
    return values == null ? null : picked(values, rows, array);
  }

  private static <T> @Nullable T[] picked(
      @Nullable T[] values, int[] rows, IntFunction<@Nullable T[]> array) {
    @Nullable T[] picked = array.apply(rows.length);
    for (int i = 0; i < rows.length; i++) {
      picked[i] = values[rows[i]];
    }
    return picked;
  }
}
