package io.github.chromajdbc.calcite.exec;

import io.github.chromajdbc.calcite.pushdown.BoundSelection;
import io.github.chromajdbc.calcite.search.SearchPlan;
import io.github.chromajdbc.client.CollectionInfo;
import io.github.chromajdbc.client.GetRequest;
import io.github.chromajdbc.client.QueryRequest;
import io.github.chromajdbc.client.RecordFields;
import io.github.chromajdbc.client.RecordPage;
import io.github.chromajdbc.client.Space;
import io.github.chromajdbc.error.ChromaError;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The nearest records, by Chroma's index where it can tell them, else by exact distances.
 *
 * <p>Trap: HNSW is incomplete. It was seen to answer 1995 of 2000 records, with a filter or
 * without. So an answer with fewer rows than asked for is believed only when no more records match.
 */
final class SearchPages implements PageSource {
  private final Iterator<Page> pages;

  private SearchPages(List<Page> pages) {
    this.pages = pages.iterator();
  }

  static PageSource open(
      ReadPlan plan,
      SearchPlan search,
      BoundSelection selection,
      @Nullable Object[] operands,
      ReadContext context) {
    int count = (int) RowLimits.rows("TOPK", search.count(), operands, 1, 1);
    double threshold = threshold(search, operands);
    CollectionInfo collection = plan.collection();
    if (selection.nothing() || collection.dimension() == null) {
      return new NoPages();
    }
    List<float[]> vectors = SearchVectors.of(search, collection, operands, context);
    List<RecordPage> answers = answers(plan, search, selection, vectors, count, context);
    List<Page> pages = new ArrayList<>();
    for (int i = 0; i < answers.size(); i++) {
      RecordPage page = DistanceOrder.sorted(answers.get(i), threshold);
      if (page.size() > 0) {
        pages.add(new Page(page, i));
      }
    }
    return new SearchPages(pages);
  }

  static double threshold(SearchPlan search, @Nullable Object[] operands) {
    if (search.threshold() == null) {
      return Double.POSITIVE_INFINITY;
    }
    if (search.threshold().value(operands) instanceof Number number) {
      return number.doubleValue();
    }
    throw ChromaError.INVALID_PARAMETER_VALUE.exception(
        "WITH SCORE THRESHOLD takes a number, the greatest distance of a row, not NULL");
  }

  private static List<RecordPage> answers(
      ReadPlan plan,
      SearchPlan search,
      BoundSelection selection,
      List<float[]> vectors,
      int count,
      ReadContext context) {
    CollectionInfo collection = plan.collection();
    Space space = search.shape().similarity();
    if (space != null && space != collection.space()) {
      context
          .warnings()
          .warn(
              ChromaError.COMPUTED_EXACTLY.warning(
                  "SIMILARITY "
                      + space
                      + " is not how collection "
                      + collection.name()
                      + " is indexed ("
                      + collection.space()
                      + "): the distances were computed from all matching embeddings"));
    } else {
      space = collection.space();
    }
    int most = context.store().abilities(context.cancellation()).maxQueryRows();
    boolean exact =
        search.shape().exact()
            || space != collection.space()
            || selection.ids() != null // an id that is not there makes a single node answer 500
            || (long) vectors.size() * count > most;
    List<RecordPage> answers = new ArrayList<>();
    List<RecordPage> indexed =
        exact ? List.of() : indexed(plan, selection, vectors, count, context);
    for (int i = 0; i < vectors.size(); i++) {
      if (!exact && isComplete(collection, indexed.get(i).size(), count, selection, context)) {
        answers.add(indexed.get(i));
      } else {
        answers.add(ExactSearch.nearest(plan, selection, space, vectors.get(i), count, context));
      }
    }
    return answers;
  }

  private static List<RecordPage> indexed(
      ReadPlan plan,
      BoundSelection selection,
      List<float[]> vectors,
      int count,
      ReadContext context) {
    return context
        .store()
        .query(
            plan.collection(),
            new QueryRequest(
                vectors, count, null, selection.where(), selection.whereDocument(), plan.fields()),
            context.cancellation());
  }

  private static boolean isComplete(
      CollectionInfo collection,
      int answered,
      int wanted,
      BoundSelection selection,
      ReadContext context) {
    if (answered >= wanted) {
      return true;
    }
    if (selection.everything()) {
      return answered >= context.store().count(collection, context.cancellation());
    }
    RecordPage matching =
        context
            .store()
            .get(
                collection,
                new GetRequest(
                    null,
                    selection.where(),
                    selection.whereDocument(),
                    RecordFields.ID_ONLY,
                    answered + 1,
                    0),
                context.cancellation());
    return matching.size() <= answered;
  }

  @Override
  public @Nullable Page next() {
    return pages.hasNext() ? pages.next() : null;
  }

  @Override
  public void close() {}
}
