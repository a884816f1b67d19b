package io.github.chromajdbc.calcite.exec.row;

import io.github.chromajdbc.calcite.exec.context.ReadContext;
import io.github.chromajdbc.calcite.exec.page.IdPages;
import io.github.chromajdbc.calcite.exec.page.NoPages;
import io.github.chromajdbc.calcite.exec.page.PageSource;
import io.github.chromajdbc.calcite.exec.page.ScanPages;
import io.github.chromajdbc.calcite.exec.read.ReadPlan;
import io.github.chromajdbc.calcite.exec.read.RowLimits;
import io.github.chromajdbc.calcite.exec.search.SearchPages;
import io.github.chromajdbc.calcite.pushdown.BoundSelection;
import io.github.chromajdbc.calcite.search.SearchPlan;
import io.github.chromajdbc.client.CollectionInfo;
import io.github.chromajdbc.client.RecordFields;
import io.github.chromajdbc.client.RecordPage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Starts reads of one collection. */
public final class CollectionReads {
  private CollectionReads() {}

  /** The rows of one collection. */
  public static RowSource open(
      ReadPlan plan, @Nullable Object[] operands, ReadContext context, long offset, long limit) {
    BoundSelection selection = context.bind(plan.conditions(), operands);
    RowReader reader = reader(plan, context);
    SearchPlan search = plan.search();
    if (search != null) {
      return new RowSource(
          SearchPages.open(plan, search, selection, operands, context), reader, offset, limit);
    }
    if (selection.nothing() || limit == 0) {
      return none(plan, context);
    }
    List<String> ids = selection.ids();
    if (ids != null) {
      PageSource pages = new IdPages(context, plan.collection(), selection, ids, plan.fields());
      return new RowSource(pages, reader, offset, limit);
    }
    PageSource pages =
        new ScanPages(context, plan.collection(), selection, plan.fields(), offset, limit);
    return new RowSource(pages, reader, 0, limit);
  }

  /** The rows of a search whose answer is known. */
  public static RowSource answered(
      ReadPlan plan, @Nullable Object[] operands, List<RecordPage> answers, ReadContext context) {
    return new RowSource(
        SearchPages.of(answers),
        reader(plan, context),
        RowLimits.rows("OFFSET", plan.offset(), operands, 0, 0),
        RowLimits.rows("LIMIT", plan.fetch(), operands, Long.MAX_VALUE, 0));
  }

  /** No rows of a collection, and no request. */
  public static RowSource none(ReadPlan plan, ReadContext context) {
    return new RowSource(new NoPages(), reader(plan, context), 0, 0);
  }

  private static RowReader reader(ReadPlan plan, ReadContext context) {
    return new RowReader(plan.collection(), plan.columns(), new StoredTimes(context));
  }

  /** The number of records of a plan that counts. */
  public static long count(ReadPlan plan, @Nullable Object[] operands, ReadContext context) {
    BoundSelection selection = context.bind(plan.conditions(), operands);
    return selection.nothing() ? 0 : count(plan.collection(), selection, context);
  }

  private static long count(
      CollectionInfo collection, BoundSelection selection, ReadContext context) {
    if (selection.everything()) {
      return context.store().count(collection, context.cancellation());
    }
    long count = 0;
    List<String> ids = selection.ids();
    try (PageSource pages =
        ids == null
            ? new ScanPages(context, collection, selection, RecordFields.ID_ONLY, 0, Long.MAX_VALUE)
            : new IdPages(context, collection, selection, ids, RecordFields.ID_ONLY)) {
      for (PageSource.Page page = pages.next(); page != null; page = pages.next()) {
        count += page.records().size();
      }
    }
    return count;
  }
}
