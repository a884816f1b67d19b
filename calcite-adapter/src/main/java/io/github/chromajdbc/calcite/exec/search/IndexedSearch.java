package io.github.chromajdbc.calcite.exec.search;

import io.github.chromajdbc.calcite.exec.context.ReadContext;
import io.github.chromajdbc.calcite.exec.page.PickedRows;
import io.github.chromajdbc.calcite.pushdown.BoundSelection;
import io.github.chromajdbc.client.CollectionInfo;
import io.github.chromajdbc.client.QueryRequest;
import io.github.chromajdbc.client.RecordFields;
import io.github.chromajdbc.client.RecordPage;
import io.github.chromajdbc.client.StoreAbilities;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Asks Chroma's index. One request serves many vectors, up to the rows that a request may answer.
 *
 * <p>Trap: which of several rows at the same distance come changes with {@code n_results}. One more
 * row than wanted is asked for, and while the rows beyond the wanted ones are all as near as the
 * last of those, more: then the ids can decide.
 */
public final class IndexedSearch {
  /** Rows up to which ties are followed. */
  public static final int MOST_FOR_TIES = 1_024;

  private final CollectionInfo collection;
  private final BoundSelection selection;
  private final RecordFields fields;
  private final SearchBounds bounds;
  private final ReadContext context;
  private final int most;

  /**
   * @param most what one request may answer, as {@code embeddings x n_results}
   */
  public IndexedSearch(
      CollectionInfo collection,
      BoundSelection selection,
      RecordFields fields,
      SearchBounds bounds,
      int most,
      ReadContext context) {
    this.collection = collection;
    this.selection = selection;
    this.fields = fields;
    this.bounds = bounds;
    this.most = most;
    this.context = context;
  }

  /** At least the wanted rows of each vector, if so many are found, in no order. */
  List<RecordPage> nearest(List<float[]> vectors) {
    int asked = bounds.asked(context.options(), most);
    RecordPage[] answers = ask(vectors, asked).toArray(RecordPage[]::new);
    while (asked < Math.min(most, MOST_FOR_TIES)) {
      List<Integer> tied = new ArrayList<>();
      for (int i = 0; i < answers.length; i++) {
        if (answers[i].size() == asked && isTied(answers[i])) {
          tied.add(i);
        }
      }
      if (tied.isEmpty()) {
        break;
      }
      asked = Math.min(Math.min(most, MOST_FOR_TIES), asked * 4);
      List<RecordPage> more = ask(tied.stream().map(vectors::get).toList(), asked);
      for (int i = 0; i < more.size(); i++) {
        answers[tied.get(i)] = more.get(i);
      }
    }
    return Arrays.asList(answers);
  }

  /** Whether the last of the wanted rows is as far as the last of all. */
  private boolean isTied(RecordPage page) {
    double[] distances = PickedRows.distances(page).clone();
    int wanted = bounds.wanted();
    if (distances.length <= wanted) {
      return false;
    }
    Arrays.sort(distances);
    double last = distances[wanted - 1];
    return last == distances[distances.length - 1] && last <= bounds.threshold();
  }

  /** How many vectors one request may have when so many rows are asked for each. */
  public static int vectorsAtOnce(int count, StoreAbilities abilities) {
    return Math.max(
        1, Math.min(abilities.maxQueryRows() / count, abilities.quotas().maxQueryVectors()));
  }

  /** What the index answers when so many rows are asked for. */
  public List<RecordPage> ask(List<float[]> vectors, int count) {
    List<RecordPage> answers = new ArrayList<>();
    int atOnce = vectorsAtOnce(count, context.abilities());
    for (int from = 0; from < vectors.size(); from += atOnce) {
      context.cancellation().throwIfCancelled();
      answers.addAll(
          context
              .store()
              .query(
                  collection,
                  new QueryRequest(
                      vectors.subList(from, Math.min(vectors.size(), from + atOnce)),
                      count,
                      null,
                      selection.where(),
                      selection.whereDocument(),
                      fields),
                  context.cancellation()));
    }
    return answers;
  }
}
