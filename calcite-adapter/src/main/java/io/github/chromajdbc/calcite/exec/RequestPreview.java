package io.github.chromajdbc.calcite.exec;

import io.github.chromajdbc.calcite.function.Vectors;
import io.github.chromajdbc.calcite.pushdown.BoundSelection;
import io.github.chromajdbc.calcite.pushdown.ConditionBinder;
import io.github.chromajdbc.calcite.search.SearchPlan;
import io.github.chromajdbc.calcite.search.SearchShape.Source;
import io.github.chromajdbc.calcite.statement.EngineOptions;
import io.github.chromajdbc.client.ChromaStore;
import io.github.chromajdbc.client.GetRequest;
import io.github.chromajdbc.client.QueryRequest;
import io.github.chromajdbc.client.RequestText;
import io.github.chromajdbc.client.Space;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The requests that a read would send first, without sending them. */
public final class RequestPreview {
  private RequestPreview() {}

  /** One text for each request; of a scan the first page. */
  public static List<RequestText> of(
      ReadPlan plan, @Nullable Object[] operands, ChromaStore store, EngineOptions options) {
    BoundSelection selection =
        ConditionBinder.bind(plan.conditions(), operands, options.timeZone());
    if (selection.nothing()) {
      return List.of(new RequestText("none: no record can match", ""));
    }
    SearchPlan search = plan.search();
    if (search != null) {
      return ofSearch(plan, search, selection, operands, store);
    }
    if (plan.counting() && selection.everything()) {
      return List.of(store.describeCount(plan.collection()));
    }
    long fetch = RowLimits.rows("LIMIT", plan.fetch(), operands, options.pageSize(), 0);
    long offset = RowLimits.rows("OFFSET", plan.offset(), operands, 0, 0);
    boolean byId = selection.ids() != null;
    return List.of(
        store.describeGet(
            plan.collection(),
            new GetRequest(
                selection.ids(),
                selection.where(),
                selection.whereDocument(),
                plan.fields(),
                byId ? null : (Integer) (int) Math.min(fetch, options.pageSize()),
                byId ? 0 : (int) offset)));
  }

  private static List<RequestText> ofSearch(
      ReadPlan plan,
      SearchPlan search,
      BoundSelection selection,
      @Nullable Object[] operands,
      ChromaStore store) {
    int count = (int) RowLimits.rows("TOPK", search.count(), operands, 1, 1);
    List<RequestText> requests = new ArrayList<>();
    List<float[]> vectors = new ArrayList<>();
    for (int i = 0; i < search.sources().size(); i++) {
      Object value = search.sources().get(i).value().value(operands);
      if (search.shape().sources().get(i) == Source.VECTOR && value != null) {
        vectors.add(Vectors.parse(value));
      } else {
        requests.add(new RequestText("embed the text '" + value + "' for the empty vector", ""));
        vectors.add(new float[0]);
      }
    }
    Space space = search.shape().similarity();
    if (search.shape().exact()
        || selection.ids() != null
        || (space != null && space != plan.collection().space())) {
      requests.add(
          new RequestText("exact distances, computed here from all matching embeddings", ""));
      requests.add(
          store.describeGet(
              plan.collection(),
              new GetRequest(
                  selection.ids(),
                  selection.where(),
                  selection.whereDocument(),
                  ExactSearch.EMBEDDING_ONLY,
                  null,
                  0)));
    } else {
      requests.add(
          store.describeQuery(
              plan.collection(),
              new QueryRequest(
                  vectors,
                  count,
                  null,
                  selection.where(),
                  selection.whereDocument(),
                  plan.fields())));
    }
    return requests;
  }
}
