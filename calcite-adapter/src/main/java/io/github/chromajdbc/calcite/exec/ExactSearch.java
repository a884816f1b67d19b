package io.github.chromajdbc.calcite.exec;

import io.github.chromajdbc.calcite.function.Vectors;
import io.github.chromajdbc.calcite.pushdown.BoundSelection;
import io.github.chromajdbc.calcite.search.NearestRows;
import io.github.chromajdbc.client.CollectionInfo;
import io.github.chromajdbc.client.RecordFields;
import io.github.chromajdbc.client.RecordPage;
import io.github.chromajdbc.client.Space;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads the embeddings of all matching records, keeps the nearest k, then reads what else is wanted
 * of those. Memory is bounded by k and two pages.
 */
final class ExactSearch {
  static final RecordFields EMBEDDING_ONLY = new RecordFields(false, false, true, Set.of(), false);

  private ExactSearch() {}

  static RecordPage nearest(
      ReadPlan plan,
      BoundSelection selection,
      Space space,
      float[] vector,
      int count,
      ReadContext context) {
    CollectionInfo collection = plan.collection();
    NearestRows<String> nearest = new NearestRows<>(count);
    List<String> ids = selection.ids();
    try (PageSource pages =
        ids == null
            ? new ScanPages(context, collection, selection, EMBEDDING_ONLY, 0, Long.MAX_VALUE)
            : new IdPages(context, collection, selection, ids, EMBEDDING_ONLY)) {
      for (PageSource.Page page = pages.next(); page != null; page = pages.next()) {
        offer(page.records(), space, vector, nearest);
      }
    }
    Map<String, Double> distances = new HashMap<>();
    nearest.sorted().forEach(row -> distances.put(row.id(), row.distance()));
    return records(plan, List.copyOf(distances.keySet()), distances, context);
  }

  private static void offer(
      RecordPage page, Space space, float[] vector, NearestRows<String> nearest) {
    float[][] embeddings = page.embeddings();
    if (embeddings == null) {
      throw new IllegalStateException("Embeddings were asked for, but none came");
    }
    for (int i = 0; i < page.size(); i++) {
      float[] embedding = embeddings[i];
      if (embedding != null) {
        nearest.offer(Vectors.distance(space, vector, embedding), page.ids()[i], page.ids()[i]);
      }
    }
  }

  private static RecordPage records(
      ReadPlan plan, List<String> ids, Map<String, Double> distances, ReadContext context) {
    BoundSelection byId = BoundSelection.ofIds(ids);
    RecordPages all = new RecordPages();
    try (PageSource pages = new IdPages(context, plan.collection(), byId, ids, plan.fields())) {
      for (PageSource.Page page = pages.next(); page != null; page = pages.next()) {
        all.add(page.records());
      }
    }
    return all.withDistances(distances);
  }
}
