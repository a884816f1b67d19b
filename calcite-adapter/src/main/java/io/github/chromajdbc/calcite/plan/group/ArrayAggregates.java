package io.github.chromajdbc.calcite.plan.group;

import io.github.chromajdbc.calcite.function.ArrayAggregate;
import io.github.chromajdbc.calcite.function.DistinctTexts;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.sql.SqlAggFunction;
import org.jspecify.annotations.Nullable;

/**
 * ARRAY_AGG, unless it is to ignore NULLs, as the one that keeps them. Where it is of distinct
 * values in order it tells them apart itself, and so does LISTAGG: Calcite (1.42) forgets which
 * column the order is of when it makes an aggregate of distinct rows.
 */
public final class ArrayAggregates extends RelHomogeneousShuttle {
  private ArrayAggregates() {}

  public static RelNode rewrite(RelNode rel) {
    return rel.accept(new ArrayAggregates());
  }

  @Override
  public RelNode visit(RelNode other) {
    RelNode visited = super.visit(other);
    return visited instanceof Aggregate aggregate
            && aggregate.getAggCallList().stream().anyMatch(call -> function(call) != null)
        ? rewritten(aggregate)
        : visited;
  }

  /** What stands for the call's function; null for none. */
  private static @Nullable SqlAggFunction function(AggregateCall call) {
    boolean tellsApart = tellsApart(call);
    return switch (call.getAggregation().getKind()) {
      case ARRAY_AGG ->
          call.ignoreNulls()
              ? tellsApart ? ArrayAggregate.DISTINCT_NOT_NULL : null
              : tellsApart ? ArrayAggregate.DISTINCT : ArrayAggregate.INSTANCE;
      case LISTAGG, STRING_AGG ->
          tellsApart ? DistinctTexts.function(call.getArgList().size()) : null;
      default -> null;
    };
  }

  private static boolean tellsApart(AggregateCall call) {
    return call.isDistinct() && !call.getCollation().getKeys().isEmpty();
  }

  private static RelNode rewritten(Aggregate aggregate) {
    List<AggregateCall> calls = new ArrayList<>();
    for (AggregateCall call : aggregate.getAggCallList()) {
      SqlAggFunction function = function(call);
      calls.add(function == null ? call : of(function, call));
    }
    return aggregate.copy(
        aggregate.getTraitSet(),
        aggregate.getInput(),
        aggregate.getGroupSet(),
        aggregate.getGroupSets(),
        calls);
  }

  private static AggregateCall of(SqlAggFunction function, AggregateCall call) {
    return AggregateCall.create(
        call.getParserPosition(),
        function,
        call.isDistinct() && !tellsApart(call),
        call.isApproximate(),
        false,
        call.rexList,
        call.getArgList(),
        call.filterArg,
        call.distinctKeys,
        call.getCollation(),
        call.getType(),
        call.getName());
  }
}
