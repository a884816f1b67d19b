package io.github.chromajdbc.calcite.exec.search;

import io.github.chromajdbc.calcite.exec.context.ReadContext;
import io.github.chromajdbc.calcite.exec.page.IdPages;
import io.github.chromajdbc.calcite.exec.page.PageSource;
import io.github.chromajdbc.calcite.exec.page.PickedRows;
import io.github.chromajdbc.calcite.exec.page.RecordPages;
import io.github.chromajdbc.calcite.exec.page.ScanPages;
import io.github.chromajdbc.calcite.function.Measure;
import io.github.chromajdbc.calcite.pushdown.BoundSelection;
import io.github.chromajdbc.calcite.search.NearestRows;
import io.github.chromajdbc.client.CollectionInfo;
import io.github.chromajdbc.client.RecordFields;
import io.github.chromajdbc.client.RecordPage;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads the embeddings of all matching records once, keeps the nearest to each vector, then reads
 * what else is wanted of those. Memory is bounded by the rows kept and two pages.
 */
public final class ExactSearch {
  public static final RecordFields EMBEDDING_ONLY =
      new RecordFields(false, false, true, Set.of(), false);

  private ExactSearch() {}

  /**
   * The nearest rows.
   *
   * @param count how many for each vector
   * @return a page for each vector, by distance, ties by id
   */
  static List<RecordPage> nearest(
      CollectionInfo collection,
      BoundSelection selection,
      RecordFields fields,
      Measure measure,
      List<float[]> vectors,
      int count,
      ReadContext context) {
    List<NearestRows<float[]>> nearest = new ArrayList<>();
    vectors.forEach(vector -> nearest.add(new NearestRows<>(count)));
    List<String> ids = selection.ids();
    try (PageSource pages =
        ids == null
            ? new ScanPages(context, collection, selection, EMBEDDING_ONLY, 0, Long.MAX_VALUE)
            : new IdPages(context, collection, selection, ids, EMBEDDING_ONLY)) {
      for (PageSource.Page page = pages.next(); page != null; page = pages.next()) {
        offer(page.records(), measure, vectors, nearest);
      }
    }
    List<List<NearestRows.Row<float[]>>> found = nearest.stream().map(NearestRows::sorted).toList();
    if (fields.equals(RecordFields.ID_ONLY) || fields.equals(EMBEDDING_ONLY)) {
      return found.stream().map(ExactSearch::page).toList();
    }
    return withFields(collection, fields, found, context);
  }

  private static void offer(
      RecordPage page, Measure measure, List<float[]> vectors, List<NearestRows<float[]>> nearest) {
    float[][] embeddings = page.embeddings();
    if (embeddings == null) {
      throw new IllegalStateException("Embeddings were asked for, but none came");
    }
    for (int i = 0; i < page.size(); i++) {
      float[] embedding = embeddings[i];
      if (embedding != null) {
        for (int v = 0; v < vectors.size(); v++) {
          double distance = measure.between(vectors.get(v), embedding);
          nearest.get(v).offer(distance, page.ids()[i], embedding);
        }
      }
    }
  }

  private static RecordPage page(List<NearestRows.Row<float[]>> rows) {
    return new RecordPage(
        rows.stream().map(NearestRows.Row::id).toArray(String[]::new),
        null,
        null,
        rows.stream().map(NearestRows.Row::value).toArray(float[][]::new),
        Map.of(),
        null,
        rows.stream().mapToDouble(NearestRows.Row::distance).toArray());
  }

  private static List<RecordPage> withFields(
      CollectionInfo collection,
      RecordFields fields,
      List<List<NearestRows.Row<float[]>>> found,
      ReadContext context) {
    Set<String> ids = new LinkedHashSet<>();
    found.forEach(rows -> rows.forEach(row -> ids.add(row.id())));
    RecordPage records = RecordPages.ofIds(collection, List.copyOf(ids), fields, context);
    Set<String> there = Set.of(records.ids());
    return found.stream()
        .map(rows -> rows.stream().filter(row -> there.contains(row.id())).toList())
        .map(
            rows ->
                RecordPages.withDistances(
                    PickedRows.ofIds(records, rows.stream().map(NearestRows.Row::id).toList()),
                    rows.stream().mapToDouble(NearestRows.Row::distance).toArray()))
        .toList();
  }
}
