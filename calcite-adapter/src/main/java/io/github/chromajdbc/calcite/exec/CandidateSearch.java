package io.github.chromajdbc.calcite.exec;

import io.github.chromajdbc.calcite.catalog.TableColumn;
import io.github.chromajdbc.calcite.catalog.TableColumn.Role;
import io.github.chromajdbc.calcite.function.VectorValue;
import io.github.chromajdbc.calcite.function.Vectors;
import io.github.chromajdbc.calcite.search.NearestRows;
import io.github.chromajdbc.calcite.search.SearchPlan;
import io.github.chromajdbc.client.CollectionInfo;
import io.github.chromajdbc.client.Space;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.DataContext;
import org.apache.calcite.linq4j.Enumerable;
import org.apache.calcite.linq4j.Enumerator;
import org.apache.calcite.linq4j.Linq4j;
import org.jspecify.annotations.Nullable;

/**
 * A search over rows that the driver has already: exact distances, the nearest k kept.
 *
 * @param columns of the result
 * @param inputPositions the column of a candidate for each column of the result, -1 for distance
 *     and query_index
 * @param inputNames the columns of a candidate
 */
public record CandidateSearch(
    CollectionInfo collection,
    SearchPlan search,
    List<TableColumn> columns,
    List<Integer> inputPositions,
    List<String> inputNames) {

  /** {@link #nearest}. */
  public static final Method NEAREST = method();

  public CandidateSearch {
    columns = List.copyOf(columns);
    inputPositions = List.copyOf(inputPositions);
    inputNames = List.copyOf(inputNames);
  }

  private static Method method() {
    try {
      return CandidateSearch.class.getMethod(
          "nearest", DataContext.class, CandidateSearch.class, Enumerable.class, Object[].class);
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The nearest rows, by query, then distance, then id. */
  public static Enumerable<@Nullable Object> nearest(
      DataContext root,
      CandidateSearch plan,
      Enumerable<@Nullable Object[]> candidates,
      @Nullable Object[] operands) {
    ReadContext context = ((ChromaDataContext) root).readContext();
    return Linq4j.asEnumerable(plan.rows(candidates, operands, context));
  }

  private List<@Nullable Object> rows(
      Enumerable<@Nullable Object[]> candidates, @Nullable Object[] operands, ReadContext context) {
    int count = (int) RowLimits.rows("TOPK", search.count(), operands, 1, 1);
    double threshold = SearchPages.threshold(search, operands);
    List<float[]> vectors = SearchVectors.of(search, collection, operands, context);
    Space named = search.shape().similarity();
    Space space = named == null ? collection.space() : named;
    int id = inputNames.indexOf("id");
    int embedding = inputNames.indexOf("embedding");
    List<NearestRows<@Nullable Object[]>> nearest = new ArrayList<>();
    vectors.forEach(vector -> nearest.add(new NearestRows<>(count)));
    try (Enumerator<@Nullable Object[]> enumerator = candidates.enumerator()) {
      while (enumerator.moveNext()) {
        @Nullable Object[] row = enumerator.current();
        if (row[embedding] instanceof VectorValue vector) {
          for (int i = 0; i < vectors.size(); i++) {
            double distance = Vectors.distance(space, vectors.get(i), vector.numbers());
            if (distance <= threshold) {
              nearest.get(i).offer(distance, String.valueOf(row[id]), row);
            }
          }
        }
      }
    }
    List<@Nullable Object> rows = new ArrayList<>();
    for (int i = 0; i < nearest.size(); i++) {
      for (NearestRows.Row<@Nullable Object[]> row : nearest.get(i).sorted()) {
        @Nullable Object[] result = result(row, i);
        rows.add(result.length == 1 ? result[0] : result);
      }
    }
    return rows;
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
