package io.github.chromajdbc.calcite.exec.generated;

import io.github.chromajdbc.calcite.catalog.TableColumn;
import io.github.chromajdbc.calcite.catalog.TableColumn.Role;
import io.github.chromajdbc.calcite.exec.context.ReadContext;
import io.github.chromajdbc.calcite.exec.routed.RoutedReads;
import io.github.chromajdbc.calcite.exec.search.SearchBounds;
import io.github.chromajdbc.calcite.exec.search.SearchVectors;
import io.github.chromajdbc.calcite.function.Measure;
import io.github.chromajdbc.calcite.function.VectorValue;
import io.github.chromajdbc.calcite.function.Vectors;
import io.github.chromajdbc.calcite.route.RoutedTable;
import io.github.chromajdbc.calcite.search.MarginalRelevance;
import io.github.chromajdbc.calcite.search.NearestRows;
import io.github.chromajdbc.calcite.search.SearchPlan;
import io.github.chromajdbc.client.CollectionInfo;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.calcite.DataContext;
import org.apache.calcite.linq4j.Enumerable;
import org.apache.calcite.linq4j.Enumerator;
import org.apache.calcite.linq4j.Linq4j;
import org.apache.calcite.linq4j.tree.Types;
import org.jspecify.annotations.Nullable;

/**
 * A search among rows of a routed table that the driver has to decide on: they come with their
 * embeddings, and exact distances tell the nearest of all collections.
 *
 * @param columns of the result
 * @param inputPositions the column of a candidate for each column of the result, -1 for distance
 *     and query_index
 * @param inputNames the columns of a candidate
 */
public record RowSearch(
    RoutedTable table,
    CollectionInfo description,
    SearchPlan search,
    List<TableColumn> columns,
    List<Integer> inputPositions,
    List<String> inputNames) {

  /** {@link #nearest}. */
  public static final Method NEAREST =
      Types.lookupMethod(
          RowSearch.class,
          "nearest",
          DataContext.class,
          RowSearch.class,
          Enumerable.class,
          Object[].class);

  public RowSearch {
    columns = List.copyOf(columns);
    inputPositions = List.copyOf(inputPositions);
    inputNames = List.copyOf(inputNames);
  }

  /** The nearest rows, in the order of a search. */
  public static Enumerable<@Nullable Object> nearest(
      DataContext root,
      RowSearch rowSearch,
      Enumerable<@Nullable Object[]> candidates,
      @Nullable Object[] operands) {
    ReadContext context = ((ChromaDataContext) root).readContext();
    return Linq4j.asEnumerable(rowSearch.rows(candidates, operands, context));
  }

  private List<@Nullable Object> rows(
      Enumerable<@Nullable Object[]> candidates, @Nullable Object[] operands, ReadContext context) {
    SearchBounds bounds = SearchBounds.of(search, operands, context.options());
    List<@Nullable Object> rows = new ArrayList<>();
    if (bounds.count() == 0) {
      return rows;
    }
    RoutedReads.requireOneMeasure(table, search);
    Measure measure = search.shape().measure(description.space());
    List<float[]> vectors = SearchVectors.of(search, description, operands, context);
    List<NearestRows<@Nullable Object[]>> nearest =
        nearest(candidates, vectors, measure, bounds, context);
    for (int query = 0; query < nearest.size(); query++) {
      for (NearestRows.Row<@Nullable Object[]> row :
          ranked(nearest.get(query).sorted(), measure, bounds)) {
        @Nullable Object[] result = result(row, query);
        rows.add(result.length == 1 ? result[0] : result);
      }
    }
    return rows;
  }

  private List<NearestRows<@Nullable Object[]>> nearest(
      Enumerable<@Nullable Object[]> candidates,
      List<float[]> vectors,
      Measure measure,
      SearchBounds bounds,
      ReadContext context) {
    int id = inputNames.indexOf("id");
    int embedding = inputNames.indexOf("embedding");
    List<NearestRows<@Nullable Object[]>> nearest = new ArrayList<>();
    vectors.forEach(vector -> nearest.add(new NearestRows<>(bounds.wanted())));
    try (Enumerator<@Nullable Object[]> enumerator = candidates.enumerator()) {
      while (enumerator.moveNext()) {
        context.cancellation().throwIfCancelled();
        @Nullable Object[] row = enumerator.current();
        if (row[embedding] instanceof VectorValue vector) {
          for (int i = 0; i < vectors.size(); i++) {
            double distance = measure.between(vectors.get(i), vector.numbers());
            if (!(distance > bounds.threshold())) {
              nearest.get(i).offer(distance, String.valueOf(row[id]), row);
            }
          }
        }
      }
    }
    return nearest;
  }

  private List<NearestRows.Row<@Nullable Object[]>> ranked(
      List<NearestRows.Row<@Nullable Object[]>> rows, Measure measure, SearchBounds bounds) {
    SearchBounds.Rerank rerank = bounds.rerank();
    if (rerank == null) {
      return rows;
    }
    int embedding = inputNames.indexOf("embedding");
    List<float[]> embeddings =
        rows.stream().map(row -> Vectors.parse(row.value()[embedding])).toList();
    int[] picks =
        MarginalRelevance.picks(
            measure,
            rows.stream().mapToDouble(NearestRows.Row::distance).toArray(),
            embeddings,
            rerank.lambda(),
            bounds.count());
    return Arrays.stream(picks).mapToObj(rows::get).toList();
  }

  private @Nullable Object[] result(NearestRows.Row<@Nullable Object[]> row, int queryIndex) {
    @Nullable Object[] values = new Object[columns.size()];
    for (int i = 0; i < values.length; i++) {
      int position = inputPositions.get(i);
      if (position >= 0) {
        values[i] = row.value()[position];
      } else {
        values[i] =
            columns.get(i).role() == Role.DISTANCE ? (Object) row.distance() : (Object) queryIndex;
      }
    }
    return values;
  }
}
