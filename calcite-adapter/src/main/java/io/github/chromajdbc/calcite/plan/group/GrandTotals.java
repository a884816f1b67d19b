package io.github.chromajdbc.calcite.plan.group;

import io.github.chromajdbc.calcite.rel.RowsOrElse;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.logical.LogicalAggregate;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.logical.LogicalValues;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.util.ImmutableBitSet;

/**
 * The total of ROLLUP, CUBE and GROUPING SETS over no rows: as SQL has it, one row, as a query
 * without GROUP BY has. Calcite's runtime groups the rows that there are.
 */
public final class GrandTotals extends RelHomogeneousShuttle {
  private GrandTotals() {}

  public static RelNode in(RelNode rel) {
    return rel.accept(new GrandTotals());
  }

  @Override
  public RelNode visit(RelNode other) {
    RelNode visited = super.visit(other);
    return visited instanceof Aggregate aggregate
            && aggregate.getGroupCount() > 0
            && aggregate.getGroupSets().contains(ImmutableBitSet.of())
        ? RowsOrElse.of(aggregate, overNothing(aggregate))
        : visited;
  }

  private static RelNode overNothing(Aggregate aggregate) {
    RexBuilder rexBuilder = aggregate.getCluster().getRexBuilder();
    List<AggregateCall> calls =
        aggregate.getAggCallList().stream().filter(call -> !isOfGrouping(call)).toList();
    RelNode total =
        LogicalAggregate.create(
            LogicalValues.createEmpty(aggregate.getCluster(), aggregate.getInput().getRowType()),
            List.of(),
            ImmutableBitSet.of(),
            List.of(ImmutableBitSet.of()),
            calls);
    List<RexNode> row = new ArrayList<>();
    List<RelDataTypeField> fields = aggregate.getRowType().getFieldList();
    for (int key = 0; key < aggregate.getGroupCount(); key++) {
      row.add(rexBuilder.makeNullLiteral(fields.get(key).getType()));
    }
    int next = 0;
    for (AggregateCall call : aggregate.getAggCallList()) {
      RelDataType type = fields.get(row.size()).getType();
      RexNode value =
          isOfGrouping(call)
              ? grouping(call, rexBuilder)
              : RexInputRef.of(next++, total.getRowType());
      row.add(rexBuilder.ensureType(type, value, true));
    }
    return LogicalProject.create(total, List.of(), row, aggregate.getRowType(), Set.of());
  }

  private static boolean isOfGrouping(AggregateCall call) {
    return switch (call.getAggregation().getKind()) {
      case GROUPING, GROUPING_ID, GROUP_ID -> true;
      default -> false;
    };
  }

  /** A bit for each key that the total is not grouped by, which is every key. */
  private static RexNode grouping(AggregateCall call, RexBuilder rexBuilder) {
    long bits = (1L << call.getArgList().size()) - 1; // GROUP_ID has none
    return rexBuilder.makeExactLiteral(BigDecimal.valueOf(bits), call.getType());
  }
}
