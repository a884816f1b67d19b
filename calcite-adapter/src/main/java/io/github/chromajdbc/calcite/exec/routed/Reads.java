package io.github.chromajdbc.calcite.exec.routed;

import io.github.chromajdbc.calcite.exec.context.ReadContext;
import io.github.chromajdbc.calcite.exec.read.ReadPlan;
import io.github.chromajdbc.calcite.exec.read.RoutedRead;
import io.github.chromajdbc.calcite.exec.read.RowLimits;
import io.github.chromajdbc.calcite.exec.row.CollectionReads;
import io.github.chromajdbc.calcite.exec.row.Rows;
import org.jspecify.annotations.Nullable;

/** Starts reads, of one collection or of a routed table. */
public final class Reads {
  private Reads() {}

  /** The rows of a plan that does not count. */
  public static Rows open(
      ReadPlan plan, @Nullable Object[] operands, ReadContext context, long maxRows) {
    long offset = RowLimits.rows("OFFSET", plan.offset(), operands, 0, 0);
    long limit =
        Math.min(maxRows, RowLimits.rows("LIMIT", plan.fetch(), operands, Long.MAX_VALUE, 0));
    RoutedRead routed = plan.routed();
    return routed == null
        ? CollectionReads.open(plan, operands, context, offset, limit)
        : RoutedReads.open(plan, routed, operands, context, offset, limit);
  }

  /** The number of records of a plan that counts. */
  public static long count(ReadPlan plan, @Nullable Object[] operands, ReadContext context) {
    RoutedRead routed = plan.routed();
    return routed == null
        ? CollectionReads.count(plan, operands, context)
        : RoutedReads.count(plan, routed, operands, context);
  }
}
