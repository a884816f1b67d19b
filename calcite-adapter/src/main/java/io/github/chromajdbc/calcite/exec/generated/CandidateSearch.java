package io.github.chromajdbc.calcite.exec.generated;

import io.github.chromajdbc.calcite.exec.context.ReadContext;
import io.github.chromajdbc.calcite.exec.read.ReadPlan;
import io.github.chromajdbc.calcite.exec.row.RowReader;
import io.github.chromajdbc.calcite.exec.row.RowSource;
import io.github.chromajdbc.calcite.exec.row.StoredTimes;
import io.github.chromajdbc.calcite.exec.search.SearchPages;
import io.github.chromajdbc.calcite.pushdown.BoundSelection;
import io.github.chromajdbc.calcite.search.SearchPlan;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.calcite.DataContext;
import org.apache.calcite.linq4j.Enumerable;
import org.apache.calcite.linq4j.Enumerator;
import org.apache.calcite.linq4j.tree.Types;
import org.jspecify.annotations.Nullable;

/**
 * A search among records that the driver has to decide on: their ids are gathered first, then exact
 * distances of these records only.
 *
 * @param plan the read of the result, without conditions
 * @param idPosition where a candidate has its id, when it has several columns
 */
public record CandidateSearch(ReadPlan plan, SearchPlan search, int idPosition) {

  /** {@link #nearest}. */
  public static final Method NEAREST =
      Types.lookupMethod(
          CandidateSearch.class,
          "nearest",
          DataContext.class,
          CandidateSearch.class,
          Enumerable.class,
          Object[].class);

  /** The nearest of the candidates, in the order of a search. */
  public static Enumerable<@Nullable Object> nearest(
      DataContext root,
      CandidateSearch candidateSearch,
      Enumerable<@Nullable Object> candidates,
      @Nullable Object[] operands) {
    ReadContext context = ((ChromaDataContext) root).readContext();
    return ReadRuntime.enumerable(
        () -> candidateSearch.open(candidates, operands, context), context);
  }

  private RowSource open(
      Enumerable<@Nullable Object> candidates, @Nullable Object[] operands, ReadContext context) {
    BoundSelection selection = BoundSelection.ofIds(ids(candidates, context));
    return new RowSource(
        SearchPages.open(plan, search, selection, operands, context),
        new RowReader(plan.collection(), plan.columns(), new StoredTimes(context)),
        0,
        Long.MAX_VALUE);
  }

  private List<String> ids(Enumerable<@Nullable Object> candidates, ReadContext context) {
    Set<String> ids = new LinkedHashSet<>();
    try (Enumerator<@Nullable Object> rows = candidates.enumerator()) {
      while (rows.moveNext()) {
        context.cancellation().throwIfCancelled();
        Object row = rows.current();
        ids.add(String.valueOf(row instanceof Object[] values ? values[idPosition] : row));
      }
    }
    return new ArrayList<>(ids);
  }
}
