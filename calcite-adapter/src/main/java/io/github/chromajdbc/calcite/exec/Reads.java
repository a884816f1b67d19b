package io.github.chromajdbc.calcite.exec;

import io.github.chromajdbc.calcite.pushdown.BoundSelection;
import io.github.chromajdbc.calcite.search.SearchPlan;
import io.github.chromajdbc.client.CollectionInfo;
import io.github.chromajdbc.client.RecordFields;
import io.github.chromajdbc.client.RecordPage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Starts reads. */
final class Reads {
  private Reads() {}

  /** The rows of a plan that does not count. */
  static Rows open(ReadPlan plan, @Nullable Object[] operands, ReadContext context, long maxRows) {
    long offset = RowLimits.rows("OFFSET", plan.offset(), operands, 0, 0);
    long limit =
        Math.min(maxRows, RowLimits.rows("LIMIT", plan.fetch(), operands, Long.MAX_VALUE, 0));
    RoutedRead routed = plan.routed();
    if (routed != null) {
      return RoutedReads.open(plan, routed, operands, context, offset, limit);
    }
    return ofCollection(plan, operands, context, offset, limit);
  }

  /** The rows of one collection. */
  static RowSource ofCollection(
      ReadPlan plan, @Nullable Object[] operands, ReadContext context, long offset, long limit) {
    BoundSelection selection = context.bind(plan.conditions(), operands);
    RowReader reader = new RowReader(plan.collection(), plan.columns(), new StoredTimes(context));
    SearchPlan search = plan.search();
    if (search != null) {
      return new RowSource(
          SearchPages.open(plan, search, selection, operands, context), reader, offset, limit);
    }
    if (selection.nothing() || limit == 0) {
      return new RowSource(new NoPages(), reader, 0, 0);
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
  static RowSource answered(
      ReadPlan plan, @Nullable Object[] operands, List<RecordPage> answers, ReadContext context) {
    return new RowSource(
        SearchPages.of(answers),
        new RowReader(plan.collection(), plan.columns(), new StoredTimes(context)),
        RowLimits.rows("OFFSET", plan.offset(), operands, 0, 0),
        RowLimits.rows("LIMIT", plan.fetch(), operands, Long.MAX_VALUE, 0));
  }

  /** The number of records of a plan that counts. */
  static long count(ReadPlan plan, @Nullable Object[] operands, ReadContext context) {
    RoutedRead routed = plan.routed();
    if (routed != null) {
      return RoutedReads.count(plan, routed, operands, context);
    }
    BoundSelection selection = context.bind(plan.conditions(), operands);
    if (selection.nothing()) {
      return 0;
    }
    return count(plan.collection(), selection, context);
  }

  static long count(CollectionInfo collection, BoundSelection selection, ReadContext context) {
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
