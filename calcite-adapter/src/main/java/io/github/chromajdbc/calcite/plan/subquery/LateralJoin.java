package io.github.chromajdbc.calcite.plan.subquery;

import com.google.common.collect.ImmutableSet;
import io.github.chromajdbc.calcite.plan.walk.SubqueryShuttle;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.logical.LogicalCorrelate;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCorrelVariable;
import org.apache.calcite.rex.RexFieldAccess;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.tools.RelBuilder;
import org.apache.calcite.util.ImmutableBitSet;

/**
 * An outer join as the rows of the side that is kept, each with those rows of the other that its
 * condition keeps: {@code kept LEFT JOIN LATERAL (SELECT * FROM other WHERE condition) ON TRUE}.
 */
final class LateralJoin {
  private final Join join;
  private final RelBuilder relBuilder;
  private final RexBuilder rexBuilder;
  private final RelNode kept;
  private final RelNode matched;

  /** Where the kept side's columns begin in a row of the join. */
  private final int keptFrom;

  private final int matchedFrom;
  private final CorrelationId keptRow;
  private final CorrelationId matchedRow;
  private final ImmutableBitSet.Builder keptColumns = ImmutableBitSet.builder();

  /**
   * @param join a left or a right join
   */
  LateralJoin(Join join, RelBuilder relBuilder) {
    this.join = join;
    this.relBuilder = relBuilder;
    rexBuilder = join.getCluster().getRexBuilder();
    int left = join.getLeft().getRowType().getFieldCount();
    boolean isLeft = join.getJoinType() == JoinRelType.LEFT;
    kept = isLeft ? join.getLeft() : join.getRight();
    matched = isLeft ? join.getRight() : join.getLeft();
    keptFrom = isLeft ? 0 : left;
    matchedFrom = isLeft ? left : 0;
    keptRow = join.getCluster().createCorrel();
    matchedRow = join.getCluster().createCorrel();
  }

  RelNode rel() {
    RexNode condition = join.getCondition().accept(new OfOneSide());
    RelNode filter = LogicalFilter.create(matched, condition, ImmutableSet.of(matchedRow));
    RelNode correlate =
        LogicalCorrelate.create(
            kept, filter, List.of(), keptRow, keptColumns.build(), JoinRelType.LEFT);
    if (keptFrom == 0) {
      return correlate;
    }
    relBuilder.push(correlate);
    int count = kept.getRowType().getFieldCount();
    List<RexNode> columns = new ArrayList<>();
    for (int i = 0; i < join.getRowType().getFieldCount(); i++) {
      columns.add(relBuilder.field(i < keptFrom ? count + i : i - keptFrom));
    }
    return relBuilder.project(columns, join.getRowType().getFieldNames(), true).build();
  }

  /** A column of the join's row as a column of the kept row around or of the filter's row. */
  private final class OfOneSide extends RexShuttle {
    @Override
    public RexNode visitInputRef(RexInputRef ref) {
      return isKept(ref.getIndex())
          ? keptField(ref.getIndex(), ref.getType())
          : rexBuilder.makeInputRef(matched, ref.getIndex() - matchedFrom);
    }

    @Override
    public RexNode visitSubQuery(RexSubQuery subQuery) {
      RexSubQuery visited = (RexSubQuery) super.visitSubQuery(subQuery);
      return visited.clone(visited.rel.accept(new InsideSubquery(join.getVariablesSet())));
    }
  }

  private boolean isKept(int column) {
    return column >= keptFrom && column < keptFrom + kept.getRowType().getFieldCount();
  }

  private RexNode keptField(int column, RelDataType type) {
    keptColumns.set(column - keptFrom);
    return cast(
        type,
        rexBuilder.makeFieldAccess(
            rexBuilder.makeCorrel(kept.getRowType(), keptRow), column - keptFrom));
  }

  private RexNode matchedField(int column, RelDataType type) {
    return cast(
        type,
        rexBuilder.makeFieldAccess(
            rexBuilder.makeCorrel(matched.getRowType(), matchedRow), column - matchedFrom));
  }

  /** The row of an outer join may have NULL where a side has none. */
  private RexNode cast(RelDataType type, RexNode field) {
    return field.getType().equals(type) ? field : rexBuilder.makeAbstractCast(type, field, false);
  }

  /** Subqueries name the join's row by a variable. */
  private final class InsideSubquery extends SubqueryShuttle {
    private final Set<CorrelationId> joinRow;

    InsideSubquery(Set<CorrelationId> joinRow) {
      this.joinRow = joinRow;
    }

    @Override
    public RelNode visit(RelNode other) {
      return super.visit(other).accept(new Fields());
    }

    private final class Fields extends Expressions {
      @Override
      public RexNode visitFieldAccess(RexFieldAccess access) {
        if (access.getReferenceExpr() instanceof RexCorrelVariable variable
            && joinRow.contains(variable.id)) {
          int column = access.getField().getIndex();
          return isKept(column)
              ? keptField(column, access.getType())
              : matchedField(column, access.getType());
        }
        return super.visitFieldAccess(access);
      }
    }
  }
}
