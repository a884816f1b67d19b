package io.github.chromajdbc.calcite.exec.generated;

import io.github.chromajdbc.calcite.exec.context.ReadContext;
import io.github.chromajdbc.calcite.exec.page.IdPages;
import io.github.chromajdbc.calcite.exec.page.NoPages;
import io.github.chromajdbc.calcite.exec.page.PageSource;
import io.github.chromajdbc.calcite.exec.page.PickedRows;
import io.github.chromajdbc.calcite.exec.page.ScanPages;
import io.github.chromajdbc.calcite.exec.read.ReadPlan;
import io.github.chromajdbc.calcite.exec.row.RowReader;
import io.github.chromajdbc.calcite.exec.row.RowSource;
import io.github.chromajdbc.calcite.exec.row.StoredTimes;
import io.github.chromajdbc.calcite.exec.search.IndexedSearch;
import io.github.chromajdbc.calcite.exec.search.NearestRecords;
import io.github.chromajdbc.calcite.exec.search.SearchBounds;
import io.github.chromajdbc.calcite.exec.search.SearchPages;
import io.github.chromajdbc.calcite.exec.search.SearchVectors;
import io.github.chromajdbc.calcite.pushdown.BoundSelection;
import io.github.chromajdbc.calcite.search.SearchPlan;
import io.github.chromajdbc.client.CollectionInfo;
import io.github.chromajdbc.client.RecordFields;
import io.github.chromajdbc.client.RecordPage;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.apache.calcite.DataContext;
import org.apache.calcite.linq4j.Enumerable;
import org.apache.calcite.linq4j.Enumerator;
import org.apache.calcite.linq4j.tree.Types;
import org.jspecify.annotations.Nullable;

/**
 * A search with a condition that Chroma cannot take, the residual.
 *
 * <p>Chroma's index is asked for the nearest k and 4k. If enough of them remain, those are as near
 * as the index of any search tells. If not, few records satisfy the residual. Of a collection that
 * few requests read, the driver then reads what the residual needs of all records that Chroma's
 * part of the condition admits, and compares the embeddings of those that remain: the answer is
 * exact. Of a larger one it goes on with 16k, 64k, ..., and reads all only when the index has no
 * more to give: HNSW leaves rows out, so what it does not find may still be there.
 *
 * @param plan the read of the result, with Chroma's part of the condition and the search
 * @param idPosition where a remaining row has its id, when it has several columns
 */
public record ResidualSearch(ReadPlan plan, CandidateRows candidates, int idPosition) {
  /** Requests that reading all records may take; the index is asked instead of more. */
  static final int MOST_PAGES = 32;

  /** {@link #nearest}. */
  public static final Method NEAREST =
      Types.lookupMethod(
          ResidualSearch.class,
          "nearest",
          DataContext.class,
          ResidualSearch.class,
          Enumerable.class,
          Object[].class);

  /**
   * The rows of the search.
   *
   * @param remaining those of the candidates that the residual admits
   */
  public static Enumerable<@Nullable Object> nearest(
      DataContext root,
      ResidualSearch search,
      Enumerable<@Nullable Object> remaining,
      @Nullable Object[] operands) {
    ChromaDataContext dataContext = (ChromaDataContext) root;
    return ReadRuntime.enumerable(
        () ->
            new RowSource(
                search.open(dataContext, remaining, operands),
                new RowReader(
                    search.plan.collection(),
                    search.plan.columns(),
                    new StoredTimes(dataContext.readContext())),
                0,
                Long.MAX_VALUE),
        dataContext.readContext());
  }

  private PageSource open(
      ChromaDataContext dataContext,
      Enumerable<@Nullable Object> remaining,
      @Nullable Object[] operands) {
    ReadContext context = dataContext.readContext();
    SearchPlan search = Objects.requireNonNull(plan.search(), "search");
    SearchBounds bounds = SearchBounds.of(search, operands, context.options());
    BoundSelection selection = context.bind(plan.conditions(), operands);
    CollectionInfo collection = plan.collection();
    if (selection.nothing() || bounds.count() == 0 || SearchPages.isEmpty(collection, context)) {
      return new NoPages();
    }
    List<float[]> vectors = SearchVectors.of(search, collection, operands, context);
    Run run =
        new Run(
            this,
            new NearestRecords(
                collection, selection, plan.fields(), search.shape(), bounds, context),
            dataContext,
            remaining);
    return SearchPages.of(run.answers(vectors));
  }

  /** One run of the search. */
  private record Run(
      ResidualSearch search,
      NearestRecords records,
      ChromaDataContext dataContext,
      Enumerable<@Nullable Object> remaining) {

    List<RecordPage> answers(List<float[]> vectors) {
      @Nullable RecordPage[] answers =
          records.isExact() ? new RecordPage[vectors.size()] : byIndex(vectors);
      List<Integer> open = new ArrayList<>();
      for (int i = 0; i < answers.length; i++) {
        if (answers[i] == null) {
          open.add(i);
        }
      }
      if (!open.isEmpty()) {
        List<RecordPage> exact = exactly(open.stream().map(vectors::get).toList());
        for (int i = 0; i < exact.size(); i++) {
          answers[open.get(i)] = exact.get(i);
        }
      }
      return Arrays.asList(answers);
    }

    private boolean isSmall() {
      ReadContext context = records.context();
      return context.store().count(records.collection(), context.cancellation())
          <= (long) MOST_PAGES * context.pageSize();
    }

    private List<RecordPage> exactly(List<float[]> vectors) {
      BoundSelection selection = records.selection();
      List<String> ids = selection.ids();
      RecordFields fields = search.candidates.fields();
      List<String> left =
          remainingOf(
              ids == null
                  ? new ScanPages(
                      records.context(), records.collection(), selection, fields, 0, Long.MAX_VALUE)
                  : new IdPages(records.context(), records.collection(), selection, ids, fields));
      return records.among(BoundSelection.ofIds(left)).answers(vectors);
    }

    /** The ids of the rows that remain of these. */
    private List<String> remainingOf(PageSource pages) {
      List<String> ids = new ArrayList<>();
      dataContext.setCandidates(search.candidates, pages);
      try (Enumerator<@Nullable Object> rows = remaining.enumerator()) {
        while (rows.moveNext()) {
          Object row = rows.current();
          ids.add(String.valueOf(row instanceof Object[] values ? values[search.idPosition] : row));
        }
      }
      return ids;
    }

    /** The answer of each vector; null of one for which the index does not give enough. */
    private @Nullable RecordPage[] byIndex(List<float[]> vectors) {
      SearchBounds bounds = records.bounds();
      int most = records.most();
      IndexedSearch index =
          new IndexedSearch(
              records.collection(),
              records.selection(),
              search.candidates.fields(),
              bounds,
              most,
              records.context());
      @Nullable RecordPage[] answers = new RecordPage[vectors.size()];
      List<Integer> open = new ArrayList<>();
      for (int i = 0; i < answers.length; i++) {
        open.add(i);
      }
      long first = bounds.asked(records.context().options(), most);
      long last = isSmall() ? Math.min(most, 4 * first) : most;
      for (long asked = first; !open.isEmpty(); asked *= 4) {
        List<RecordPage> pages = index.ask(open.stream().map(vectors::get).toList(), (int) asked);
        List<Integer> more = new ArrayList<>();
        for (int i = 0; i < pages.size(); i++) {
          RecordPage nearest = remainingRows(pages.get(i));
          boolean mayAskMore = pages.get(i).size() >= asked && 4 * asked <= most;
          boolean enough = nearest.size() >= bounds.wanted() || reachesThreshold(pages.get(i));
          if (mayAskMore && (enough ? isTied(pages.get(i), nearest, asked) : 4 * asked <= last)) {
            more.add(open.get(i));
          } else if (enough) {
            answers[open.get(i)] = records.ranked(records.withFields(nearest));
          }
        }
        open = more;
      }
      return answers;
    }

    /**
     * Whether rows that were not answered may be as near as the last of these, and have less ids.
     */
    private boolean isTied(RecordPage page, RecordPage nearest, long asked) {
      if (asked >= IndexedSearch.MOST_FOR_TIES || nearest.size() == 0) {
        return false;
      }
      double[] distances = PickedRows.distances(nearest);
      double farthest = Arrays.stream(PickedRows.distances(page)).max().orElseThrow();
      return distances[distances.length - 1] == farthest;
    }

    private boolean reachesThreshold(RecordPage page) {
      double threshold = records.bounds().threshold();
      return Arrays.stream(PickedRows.distances(page)).anyMatch(distance -> distance > threshold);
    }

    private RecordPage remainingRows(RecordPage page) {
      SearchBounds bounds = records.bounds();
      RecordPage nearest = PickedRows.nearest(page, bounds.threshold(), page.size());
      List<String> ids =
          nearest.size() == 0 ? List.of() : remainingOf(SearchPages.of(List.of(nearest)));
      return PickedRows.ofIds(nearest, ids.subList(0, Math.min(ids.size(), bounds.wanted())));
    }
  }
}
