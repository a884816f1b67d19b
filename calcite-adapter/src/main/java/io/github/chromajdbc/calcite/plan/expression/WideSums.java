package io.github.chromajdbc.calcite.plan.expression;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.core.RelFactories;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.tools.RelBuilder;

/**
 * Sums of whole numbers are DECIMAL, so that they do not wrap. Calcite's generated code adds values
 * of the sum's own type only, so what is summed is cast first.
 */
public final class WideSums extends RelHomogeneousShuttle {
  private WideSums() {}

  public static RelNode rewrite(RelNode rel) {
    return rel.accept(new WideSums());
  }

  @Override
  public RelNode visit(RelNode other) {
    RelNode visited = super.visit(other);
    if (visited instanceof Aggregate aggregate) {
      return widened(aggregate);
    }
    return visited.accept(new Windows(visited.getCluster().getRexBuilder()));
  }

  private static RelNode widened(Aggregate aggregate) {
    RelNode input = aggregate.getInput();
    RexBuilder rexBuilder = aggregate.getCluster().getRexBuilder();
    RelBuilder builder =
        RelFactories.LOGICAL_BUILDER.create(aggregate.getCluster(), null).push(input);
    List<RexNode> fields = new ArrayList<>(builder.fields());
    List<AggregateCall> calls = new ArrayList<>();
    boolean changed = false;
    for (AggregateCall call : aggregate.getAggCallList()) {
      if (needsCast(call, input)) {
        int argument = call.getArgList().get(0);
        RelDataType argumentType = input.getRowType().getFieldList().get(argument).getType();
        fields.add(
            rexBuilder.makeCast(
                decimal(rexBuilder, call.getType(), argumentType.isNullable()),
                rexBuilder.makeInputRef(input, argument)));
        calls.add(call.withArgList(List.of(fields.size() - 1)));
        changed = true;
      } else {
        calls.add(call);
      }
    }
    if (!changed) {
      return aggregate;
    }
    RelNode project = builder.project(fields, List.of(), true).build();
    return aggregate.copy(
        aggregate.getTraitSet(), project, aggregate.getGroupSet(), aggregate.getGroupSets(), calls);
  }

  private static boolean needsCast(AggregateCall call, RelNode input) {
    return isSum(call.getAggregation().getKind())
        && call.getType().getSqlTypeName() == SqlTypeName.DECIMAL
        && input
                .getRowType()
                .getFieldList()
                .get(call.getArgList().get(0))
                .getType()
                .getSqlTypeName()
            != SqlTypeName.DECIMAL;
  }

  private static boolean isSum(SqlKind kind) {
    return kind == SqlKind.SUM || kind == SqlKind.SUM0;
  }

  private static RelDataType decimal(RexBuilder builder, RelDataType sum, boolean nullable) {
    return builder.getTypeFactory().createTypeWithNullability(sum, nullable);
  }

  private static final class Windows extends RexShuttle {
    private final RexBuilder rexBuilder;

    Windows(RexBuilder rexBuilder) {
      this.rexBuilder = rexBuilder;
    }

    @Override
    public RexNode visitOver(RexOver over) {
      if (isSum(over.getAggOperator().getKind())
          && over.getType().getSqlTypeName() == SqlTypeName.DECIMAL
          && over.getOperands().get(0).getType().getSqlTypeName() != SqlTypeName.DECIMAL) {
        RexNode argument = over.getOperands().get(0);
        RexNode cast =
            rexBuilder.makeCast(
                decimal(rexBuilder, over.getType(), argument.getType().isNullable()), argument);
        return rexBuilder.makeOver(
            over.getType(),
            over.getAggOperator(),
            List.of(cast),
            over.getWindow().partitionKeys,
            over.getWindow().orderKeys,
            over.getWindow().getLowerBound(),
            over.getWindow().getUpperBound(),
            over.getWindow().getExclude(),
            over.getWindow().isRows(),
            true,
            false,
            over.isDistinct(),
            over.ignoreNulls());
      }
      return super.visitOver(over);
    }
  }
}
