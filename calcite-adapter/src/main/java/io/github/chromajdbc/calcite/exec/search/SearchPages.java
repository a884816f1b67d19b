package io.github.chromajdbc.calcite.exec.search;

import io.github.chromajdbc.calcite.exec.context.ReadContext;
import io.github.chromajdbc.calcite.exec.page.NoPages;
import io.github.chromajdbc.calcite.exec.page.PageSource;
import io.github.chromajdbc.calcite.exec.read.ReadPlan;
import io.github.chromajdbc.calcite.pushdown.BoundSelection;
import io.github.chromajdbc.calcite.search.SearchPlan;
import io.github.chromajdbc.client.CollectionInfo;
import io.github.chromajdbc.client.RecordPage;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The answer of a search: a page for each of its queries that found something. */
public final class SearchPages implements PageSource {
  private final Iterator<Page> pages;

  private SearchPages(List<Page> pages) {
    this.pages = pages.iterator();
  }

  /**
   * Searches among the records of a selection.
   *
   * @return by query, then by distance and id, or by rank when the search reranks
   */
  public static PageSource open(
      ReadPlan plan,
      SearchPlan search,
      BoundSelection selection,
      @Nullable Object[] operands,
      ReadContext context) {
    SearchBounds bounds = SearchBounds.of(search, operands, context.options());
    CollectionInfo collection = plan.collection();
    if (selection.nothing() || bounds.count() == 0 || isEmpty(collection, context)) {
      return new NoPages();
    }
    List<float[]> vectors = SearchVectors.of(search, collection, operands, context);
    return of(
        new NearestRecords(collection, selection, plan.fields(), search.shape(), bounds, context)
            .answers(vectors));
  }

  /** The pages of the queries, in their order. */
  public static PageSource of(List<RecordPage> answers) {
    List<Page> pages = new ArrayList<>();
    for (int i = 0; i < answers.size(); i++) {
      if (answers.get(i).size() > 0) {
        pages.add(new Page(answers.get(i), i));
      }
    }
    return new SearchPages(pages);
  }

  /**
   * A collection without a dimension had no records when it was described; it may have some now.
   */
  public static boolean isEmpty(CollectionInfo collection, ReadContext context) {
    return collection.dimension() == null
        && context.store().count(collection, context.cancellation()) == 0;
  }

  @Override
  public @Nullable Page next() {
    return pages.hasNext() ? pages.next() : null;
  }

  @Override
  public void close() {}
}
