package io.github.chromajdbc.calcite.exec.search;

import io.github.chromajdbc.calcite.exec.context.ReadContext;
import io.github.chromajdbc.calcite.exec.page.PickedRows;
import io.github.chromajdbc.calcite.exec.page.RecordPages;
import io.github.chromajdbc.calcite.function.Measure;
import io.github.chromajdbc.calcite.pushdown.BoundSelection;
import io.github.chromajdbc.calcite.search.MarginalRelevance;
import io.github.chromajdbc.calcite.search.SearchShape;
import io.github.chromajdbc.client.CollectionInfo;
import io.github.chromajdbc.client.GetRequest;
import io.github.chromajdbc.client.RecordFields;
import io.github.chromajdbc.client.RecordPage;
import io.github.chromajdbc.error.ChromaError;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * The records nearest to vectors, by Chroma's index where it can tell them, else by exact
 * distances.
 *
 * <p>Trap: HNSW is incomplete. It was seen to answer 1995 of 2000 records, with a filter or
 * without. So an answer with fewer rows than asked for is believed only when no more records match.
 */
public record NearestRecords(
    CollectionInfo collection,
    BoundSelection selection,
    RecordFields fields,
    SearchShape shape,
    SearchBounds bounds,
    ReadContext context) {

  /** The rows of each vector as the search answers them: by distance, or by rank when reranked. */
  public List<RecordPage> answers(List<float[]> vectors) {
    List<RecordPage> answers = new ArrayList<>();
    for (RecordPage page : candidates(vectors)) {
      answers.add(ranked(page));
    }
    return answers;
  }

  /**
   * The nearest rows within the threshold, by distance, ties by id: as many as are answered, or, if
   * they are to be reranked, as many as that takes, with their embeddings.
   */
  List<RecordPage> candidates(List<float[]> vectors) {
    warnOfOtherSpace();
    List<RecordPage> nearest =
        isExact(selection, shape, collection, bounds, most()) ? exactly(vectors) : byIndex(vectors);
    return nearest.stream()
        .map(page -> PickedRows.nearest(page, bounds.threshold(), bounds.wanted()))
        .toList();
  }

  /** The answer of one query from its candidates. */
  public RecordPage ranked(RecordPage candidates) {
    SearchBounds.Rerank rerank = bounds.rerank();
    if (rerank == null) {
      return candidates;
    }
    float[][] embeddings = candidates.embeddings();
    if (embeddings == null && candidates.size() > 0) {
      throw new IllegalStateException("Embeddings were asked for, but none came");
    }
    return PickedRows.of(
        candidates,
        MarginalRelevance.picks(
            measure(),
            PickedRows.distances(candidates),
            embeddings == null ? List.of() : Arrays.asList(embeddings),
            rerank.lambda(),
            bounds.count()));
  }

  /** Whether exact distances decide, not Chroma's index. */
  public boolean isExact() {
    return isExact(selection, shape, collection, bounds, most());
  }

  public static boolean isExact(
      BoundSelection selection,
      SearchShape shape,
      CollectionInfo collection,
      SearchBounds bounds,
      int most) {
    return shape.exact()
        || shape.measure(collection.space()) != Measure.of(collection.space())
        || selection.ids() != null // an id that is not there makes a single node answer 500
        || bounds.wanted() > most;
  }

  /** The same search among other records. */
  public NearestRecords among(BoundSelection newSelection) {
    return new NearestRecords(collection, newSelection, fields, shape, bounds, context);
  }

  /** These records as {@link #candidates} has them, with all fields; those deleted left out. */
  public RecordPage withFields(RecordPage found) {
    RecordPage records = RecordPages.ofIds(collection, found.idList(), neededFields(), context);
    Set<String> there = Set.of(records.ids());
    RecordPage kept =
        PickedRows.ofIds(found, found.idList().stream().filter(there::contains).toList());
    return RecordPages.withDistances(
        PickedRows.ofIds(records, kept.idList()), PickedRows.distances(kept));
  }

  public int most() {
    return context.store().abilities(context.cancellation()).maxQueryRows();
  }

  private Measure measure() {
    return shape.measure(collection.space());
  }

  private RecordFields neededFields() {
    return bounds.rerank() == null ? fields : fields.withEmbeddings();
  }

  private List<RecordPage> exactly(List<float[]> vectors) {
    return ExactSearch.nearest(
        collection, selection, neededFields(), measure(), vectors, bounds.wanted(), context);
  }

  private List<RecordPage> byIndex(List<float[]> vectors) {
    List<RecordPage> answers =
        new IndexedSearch(collection, selection, neededFields(), bounds, most(), context)
            .nearest(vectors);
    List<Integer> incomplete = new ArrayList<>();
    for (int i = 0; i < answers.size(); i++) {
      if (answers.get(i).size() < bounds.wanted()) {
        incomplete.add(i);
      }
    }
    if (incomplete.isEmpty()) {
      return answers;
    }
    long matching = matching();
    incomplete.removeIf(i -> answers.get(i).size() >= matching);
    if (incomplete.isEmpty()) {
      return answers;
    }
    List<RecordPage> completed = new ArrayList<>(answers);
    List<RecordPage> exact = exactly(incomplete.stream().map(vectors::get).toList());
    for (int i = 0; i < exact.size(); i++) {
      completed.set(incomplete.get(i), exact.get(i));
    }
    return completed;
  }

  /** How many records match, counted up to what is wanted. */
  private long matching() {
    if (selection.everything()) {
      return Math.min(bounds.wanted(), context.store().count(collection, context.cancellation()));
    }
    return context
        .store()
        .get(
            collection,
            new GetRequest(
                null,
                selection.where(),
                selection.whereDocument(),
                RecordFields.ID_ONLY,
                Math.min(
                    bounds.wanted(),
                    context.store().abilities(context.cancellation()).maxPageRows()),
                0),
            context.cancellation())
        .size();
  }

  /** Says that the index is of no use to a search, unless exact distances are asked for. */
  private void warnOfOtherSpace() {
    Measure named = shape.similarity();
    if (named != null && named != Measure.of(collection.space()) && !shape.exact()) {
      context
          .warnings()
          .warn(
              ChromaError.COMPUTED_EXACTLY.warning(
                  "SIMILARITY "
                      + named
                      + " is not how collection "
                      + collection.name()
                      + " is indexed ("
                      + collection.space()
                      + "): the distances were computed from all matching embeddings"));
    }
  }
}
