package io.github.chromajdbc.calcite.exec.preview;

import io.github.chromajdbc.calcite.exec.generated.CandidateRows;
import io.github.chromajdbc.calcite.exec.read.ReadPlan;
import io.github.chromajdbc.calcite.exec.read.RoutedRead;
import io.github.chromajdbc.calcite.exec.read.RowLimits;
import io.github.chromajdbc.calcite.exec.search.ExactSearch;
import io.github.chromajdbc.calcite.exec.search.IndexedSearch;
import io.github.chromajdbc.calcite.exec.search.NearestRecords;
import io.github.chromajdbc.calcite.exec.search.SearchBounds;
import io.github.chromajdbc.calcite.function.Vectors;
import io.github.chromajdbc.calcite.pushdown.BoundSelection;
import io.github.chromajdbc.calcite.pushdown.ConditionBinder;
import io.github.chromajdbc.calcite.search.SearchPlan;
import io.github.chromajdbc.calcite.statement.EngineOptions;
import io.github.chromajdbc.client.Cancellation;
import io.github.chromajdbc.client.ChromaStore;
import io.github.chromajdbc.client.CollectionInfo;
import io.github.chromajdbc.client.GetRequest;
import io.github.chromajdbc.client.QueryRequest;
import io.github.chromajdbc.client.RecordFields;
import io.github.chromajdbc.client.RequestText;
import io.github.chromajdbc.client.StoreAbilities;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The requests that a read would send first, without sending them. */
public final class RequestPreview {
  private RequestPreview() {}

  /** One text for each request; of a scan the first page. */
  public static List<RequestText> of(
      ReadPlan plan, @Nullable Object[] operands, ChromaStore store, EngineOptions options) {
    RoutedRead routed = plan.routed();
    if (routed != null) {
      return RoutedPreview.of(plan, routed, operands, store, options);
    }
    StoreAbilities abilities = store.abilities(Cancellation.never());
    BoundSelection selection =
        ConditionBinder.bind(plan.conditions(), operands, options.timeZone(), abilities);
    if (selection.nothing()) {
      return List.of(new RequestText("none: no record can match", ""));
    }
    SearchPlan search = plan.search();
    if (search != null) {
      return ofSearch(plan, search, selection, operands, store, options);
    }
    if (plan.counting() && selection.everything()) {
      return List.of(store.describeCount(plan.collection()));
    }
    int page = Math.min(options.pageSize(), abilities.maxPageRows());
    long fetch = RowLimits.rows("LIMIT", plan.fetch(), operands, page, 0);
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
                byId ? null : (Integer) (int) Math.min(fetch, page),
                byId ? 0 : (int) offset)));
  }

  /** Those of a search of whose condition the driver decides a part. */
  public static List<RequestText> ofResidual(
      ReadPlan plan,
      CandidateRows candidates,
      @Nullable Object[] operands,
      ChromaStore store,
      EngineOptions options) {
    SearchPlan search = Objects.requireNonNull(plan.search(), "search");
    StoreAbilities abilities = store.abilities(Cancellation.never());
    BoundSelection selection =
        ConditionBinder.bind(plan.conditions(), operands, options.timeZone(), abilities);
    if (selection.nothing()) {
      return List.of(new RequestText("none: no record can match", ""));
    }
    List<RequestText> requests = new ArrayList<>();
    SearchBounds bounds = SearchBounds.of(search, operands, options);
    int most = abilities.maxQueryRows();
    if (!NearestRecords.isExact(selection, search.shape(), plan.collection(), bounds, most)) {
      requests.addAll(
          ofSearch(
              plan.withSearch(search, candidates.columns()),
              search,
              selection,
              operands,
              store,
              options));
      requests.add(
          new RequestText(
              "the same with 4 times n_results, when fewer than " + bounds.wanted() + " remain",
              ""));
    }
    requests.addAll(
        of(
            ReadPlan.of(plan.collection(), candidates.columns()).withConditions(plan.conditions()),
            operands,
            store,
            options));
    requests.add(
        new RequestText(
            "exact distances, computed here from the embeddings of the records that remain", ""));
    return requests;
  }

  private static List<RequestText> ofSearch(
      ReadPlan plan,
      SearchPlan search,
      BoundSelection selection,
      @Nullable Object[] operands,
      ChromaStore store,
      EngineOptions options) {
    SearchBounds bounds = SearchBounds.of(search, operands, options);
    CollectionInfo collection = plan.collection();
    List<RequestText> requests = new ArrayList<>();
    List<float[]> vectors = new ArrayList<>();
    for (int i = 0; i < search.sources().size(); i++) {
      Object value = search.sources().get(i).value().value(operands);
      if (search.shape().sources().get(i).isVector() && value != null) {
        vectors.add(Vectors.parse(value));
      } else {
        requests.add(new RequestText("embed the text '" + value + "' for the empty vector", ""));
        vectors.add(new float[0]);
      }
    }
    StoreAbilities abilities = store.abilities(Cancellation.never());
    int most = abilities.maxQueryRows();
    if (NearestRecords.isExact(selection, search.shape(), collection, bounds, most)) {
      requests.add(
          new RequestText("exact distances, computed here from all matching embeddings", ""));
      requests.add(
          store.describeGet(
              collection,
              new GetRequest(
                  selection.ids(),
                  selection.where(),
                  selection.whereDocument(),
                  ExactSearch.EMBEDDING_ONLY,
                  null,
                  0)));
      return requests;
    }
    int asked = bounds.asked(options, most);
    int atOnce = IndexedSearch.vectorsAtOnce(asked, abilities);
    RecordFields fields = bounds.rerank() == null ? plan.fields() : plan.fields().withEmbeddings();
    for (int from = 0; from < vectors.size(); from += atOnce) {
      requests.add(
          store.describeQuery(
              collection,
              new QueryRequest(
                  vectors.subList(from, Math.min(vectors.size(), from + atOnce)),
                  asked,
                  null,
                  selection.where(),
                  selection.whereDocument(),
                  fields)));
    }
    return requests;
  }
}
