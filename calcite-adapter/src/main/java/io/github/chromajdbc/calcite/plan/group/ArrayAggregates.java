package io.github.chromajdbc.calcite.plan.group;

import io.github.chromajdbc.calcite.function.ArrayAggregate;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.sql.SqlKind;

/** ARRAY_AGG, unless it is to ignore NULLs, as the one that keeps them. */
public final class ArrayAggregates extends RelHomogeneousShuttle {
  private ArrayAggregates() {}

  public static RelNode rewrite(RelNode rel) {
    return rel.accept(new ArrayAggregates());
  }

  @Override
  public RelNode visit(RelNode other) {
    RelNode visited = super.visit(other);
    return visited instanceof Aggregate aggregate
            && aggregate.getAggCallList().stream().anyMatch(ArrayAggregates::keepsNulls)
        ? rewritten(aggregate)
        : visited;
  }

  private static boolean keepsNulls(AggregateCall call) {
    return call.getAggregation().getKind() == SqlKind.ARRAY_AGG && !call.ignoreNulls();
  }

  private static RelNode rewritten(Aggregate aggregate) {
    List<AggregateCall> calls = new ArrayList<>();
    for (AggregateCall call : aggregate.getAggCallList()) {
      calls.add(keepsNulls(call) ? withNulls(call) : call);
    }
    return aggregate.copy(
        aggregate.getTraitSet(),
        aggregate.getInput(),
        aggregate.getGroupSet(),
        aggregate.getGroupSets(),
        calls);
  }

  private static AggregateCall withNulls(AggregateCall call) {
    return AggregateCall.create(
        call.getParserPosition(),
        ArrayAggregate.INSTANCE,
        call.isDistinct(),
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
