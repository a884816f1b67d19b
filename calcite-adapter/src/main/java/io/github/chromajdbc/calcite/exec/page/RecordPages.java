package io.github.chromajdbc.calcite.exec.page;

import io.github.chromajdbc.calcite.exec.context.ReadContext;
import io.github.chromajdbc.calcite.pushdown.BoundSelection;
import io.github.chromajdbc.client.CollectionInfo;
import io.github.chromajdbc.client.RecordFields;
import io.github.chromajdbc.client.RecordPage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Several pages of the same fields as one. */
public final class RecordPages {
  private RecordPages() {}

  /** The records with these ids, those that are there, in no order. */
  public static RecordPage ofIds(
      CollectionInfo collection, List<String> ids, RecordFields fields, ReadContext context) {
    List<RecordPage> all = new ArrayList<>();
    try (PageSource pages =
        new IdPages(context, collection, BoundSelection.ofIds(ids), ids, fields)) {
      for (PageSource.Page page = pages.next(); page != null; page = pages.next()) {
        all.add(page.records());
      }
    }
    return joined(all);
  }

  /** The same records with these distances. */
  public static RecordPage withDistances(RecordPage page, double[] distances) {
    return new RecordPage(
        page.ids(),
        page.documents(),
        page.uris(),
        page.embeddings(),
        page.metadata(),
        page.metadataJson(),
        distances);
  }

  private static RecordPage joined(List<RecordPage> pages) {
    if (pages.size() == 1) {
      return pages.get(0);
    }
    String[] ids = pages.stream().flatMap(page -> Arrays.stream(page.ids())).toArray(String[]::new);
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
        joined(pages, RecordPage::documents, String[]::new),
        joined(pages, RecordPage::uris, String[]::new),
        joined(pages, RecordPage::embeddings, float[][]::new),
        metadata,
        joined(pages, RecordPage::metadataJson, String[]::new),
        null);
  }

  private static <T> @Nullable T @Nullable [] joined(
      List<RecordPage> pages,
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
