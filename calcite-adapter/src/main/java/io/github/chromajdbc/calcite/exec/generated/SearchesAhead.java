package io.github.chromajdbc.calcite.exec.generated;

import io.github.chromajdbc.calcite.exec.context.ReadContext;
import io.github.chromajdbc.calcite.exec.read.ReadPlan;
import io.github.chromajdbc.calcite.exec.search.NearestRecords;
import io.github.chromajdbc.calcite.exec.search.SearchBounds;
import io.github.chromajdbc.calcite.exec.search.SearchPages;
import io.github.chromajdbc.calcite.exec.search.SearchVectors;
import io.github.chromajdbc.calcite.pushdown.BoundSelection;
import io.github.chromajdbc.calcite.search.SearchPlan;
import io.github.chromajdbc.client.RecordPage;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.calcite.DataContext;
import org.apache.calcite.linq4j.AbstractEnumerable;
import org.apache.calcite.linq4j.Enumerable;
import org.apache.calcite.linq4j.Enumerator;
import org.apache.calcite.linq4j.function.Function1;
import org.apache.calcite.linq4j.tree.Types;
import org.jspecify.annotations.Nullable;

/**
 * Runs the searches of a lateral join ahead, for many rows of its left side in one request each.
 * The left side is read in blocks, the first small, since the statement may want few rows.
 */
public record SearchesAhead(List<ReadPlan> plans) {
  private static final int FIRST_BLOCK = 8;
  private static final int LARGEST_BLOCK = 512;

  /** {@link #rows}. */
  public static final Method ROWS =
      Types.lookupMethod(
          SearchesAhead.class,
          "rows",
          DataContext.class,
          SearchesAhead.class,
          Enumerable.class,
          Function1.class);

  public SearchesAhead {
    plans = List.copyOf(plans);
  }

  /**
   * The rows of the left side; before one is given out, its searches have been answered.
   *
   * @param operands of a row, an {@code Object[]} for each plan
   */
  public static Enumerable<@Nullable Object> rows(
      DataContext root,
      SearchesAhead ahead,
      Enumerable<@Nullable Object> left,
      Function1<@Nullable Object, Object[]> operands) {
    return new AbstractEnumerable<>() {
      @Override
      public Enumerator<@Nullable Object> enumerator() {
        return new Blocks((ChromaDataContext) root, ahead, left.enumerator(), operands);
      }
    };
  }

  /** The values that a search is run with. */
  record Values(List<@Nullable Object> values) {
    static Values of(@Nullable Object[] operands) {
      return new Values(Arrays.asList(operands));
    }
  }

  /** The answers of one block. */
  static final class Answers {
    private final IdentityHashMap<ReadPlan, Map<Values, List<RecordPage>>> pages =
        new IdentityHashMap<>();

    /** The pages of a search that was run ahead; null when it was not. */
    @Nullable List<RecordPage> of(ReadPlan plan, @Nullable Object[] operands) {
      Map<Values, List<RecordPage>> ofPlan = pages.get(plan);
      return ofPlan == null ? null : ofPlan.get(Values.of(operands));
    }
  }

  /** What searches must have in common to be asked for in one request. */
  private record Request(BoundSelection selection, SearchBounds bounds) {}

  private Map<Values, List<RecordPage>> answer(
      ReadPlan plan, List<@Nullable Object[]> rows, ReadContext context) {
    SearchPlan search = Objects.requireNonNull(plan.search(), "search");
    if (SearchPages.isEmpty(plan.collection(), context)) {
      return Map.of();
    }
    Map<Request, Map<Values, List<float[]>>> requests = new LinkedHashMap<>();
    for (@Nullable Object[] operands : rows) {
      if (search.sources().stream().anyMatch(source -> source.value().value(operands) == null)) {
        continue; // an error, but only of a statement that asks for this row
      }
      SearchBounds bounds = SearchBounds.of(search, operands, context.options());
      BoundSelection selection = context.bind(plan.conditions(), operands);
      if (!selection.nothing() && bounds.count() > 0) {
        requests
            .computeIfAbsent(new Request(selection, bounds), ignored -> new LinkedHashMap<>())
            .computeIfAbsent(
                Values.of(operands),
                ignored -> SearchVectors.of(search, plan.collection(), operands, context));
      }
    }
    Map<Values, List<RecordPage>> answers = new HashMap<>();
    requests.forEach(
        (request, queries) -> {
          List<float[]> vectors = queries.values().stream().flatMap(List::stream).toList();
          List<RecordPage> pages =
              new NearestRecords(
                      plan.collection(),
                      request.selection(),
                      plan.fields(),
                      search.shape(),
                      request.bounds(),
                      context)
                  .answers(vectors);
          int from = 0;
          for (var query : queries.entrySet()) {
            int to = from + query.getValue().size();
            answers.put(query.getKey(), pages.subList(from, to));
            from = to;
          }
        });
    return answers;
  }

  private static final class Blocks implements Enumerator<@Nullable Object> {
    private final ChromaDataContext dataContext;
    private final SearchesAhead ahead;
    private final Enumerator<@Nullable Object> left;
    private final Function1<@Nullable Object, Object[]> operands;
    private final List<@Nullable Object> block = new ArrayList<>();
    private int position = -1;
    private int size = FIRST_BLOCK;

    Blocks(
        ChromaDataContext dataContext,
        SearchesAhead ahead,
        Enumerator<@Nullable Object> left,
        Function1<@Nullable Object, Object[]> operands) {
      this.dataContext = dataContext;
      this.ahead = ahead;
      this.left = left;
      this.operands = operands;
    }

    @Override
    public @Nullable Object current() {
      return block.get(position);
    }

    @Override
    public boolean moveNext() {
      position++;
      return position < block.size() || fill();
    }

    private boolean fill() {
      ReadContext context = dataContext.readContext();
      context.cancellation().throwIfCancelled();
      block.clear();
      position = 0;
      while (block.size() < size && left.moveNext()) {
        block.add(left.current());
      }
      size = Math.min(LARGEST_BLOCK, size * 4);
      Answers answers = dataContext.searchesAhead();
      List<Object[]> values = new ArrayList<>();
      block.forEach(row -> values.add(operands.apply(row)));
      for (int i = 0; i < ahead.plans.size(); i++) {
        int plan = i;
        List<@Nullable Object[]> ofPlan =
            values.stream().<@Nullable Object[]>map(row -> (Object[]) row[plan]).toList();
        answers.pages.put(
            ahead.plans.get(plan), ahead.answer(ahead.plans.get(plan), ofPlan, context));
      }
      return !block.isEmpty();
    }

    @Override
    public void reset() {
      throw new UnsupportedOperationException("Rows are read once");
    }

    @Override
    public void close() {
      ahead.plans.forEach(dataContext.searchesAhead().pages::remove);
      left.close();
    }
  }
}
