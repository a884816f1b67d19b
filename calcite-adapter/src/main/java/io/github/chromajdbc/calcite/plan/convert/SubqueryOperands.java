package io.github.chromajdbc.calcite.plan.convert;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.core.RelFactories;
import org.apache.calcite.rel.logical.LogicalCorrelate;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.tools.RelBuilder;
import org.apache.calcite.util.ImmutableBitSet;

/**
 * Scalar subqueries among the operands of a search. Their values are needed before the search
 * starts, and Calcite's rules look for subqueries in filters, projections and joins only: so they
 * become the one row of an outer side, {@code (subquery) CROSS JOIN LATERAL (search)}.
 */
final class SubqueryOperands {
  private SubqueryOperands() {}

  /**
   * @param search makes the search of operands that hold no subquery
   */
  static RelNode around(
      RelOptCluster cluster, List<RexNode> operands, Function<List<RexNode>, RelNode> search) {
    List<RexSubQuery> subqueries =
        operands.stream()
            .filter(SubqueryOperands::isScalarSubquery)
            .map(RexSubQuery.class::cast)
            .toList();
    if (subqueries.isEmpty()) {
      return search.apply(operands);
    }
    RelBuilder builder = RelFactories.LOGICAL_BUILDER.create(cluster, null);
    for (int i = 0; i < subqueries.size(); i++) {
      builder.push(subqueries.get(i).rel);
      builder.aggregate(
          builder.groupKey(),
          builder.aggregateCall(SqlStdOperatorTable.SINGLE_VALUE, builder.field(0)));
      if (i > 0) {
        builder.join(JoinRelType.INNER);
      }
    }
    RelNode values = builder.build();
    CorrelationId row = cluster.createCorrel();
    RelNode found = search.apply(fields(cluster.getRexBuilder(), operands, values, row));
    RelNode correlate =
        LogicalCorrelate.create(
            values,
            found,
            List.of(),
            row,
            ImmutableBitSet.range(subqueries.size()),
            JoinRelType.INNER);
    builder.push(correlate);
    int first = subqueries.size();
    return builder
        .project(
            builder.fields(
                ImmutableBitSet.range(first, first + found.getRowType().getFieldCount()).asList()),
            found.getRowType().getFieldNames(),
            true)
        .build();
  }

  private static boolean isScalarSubquery(RexNode node) {
    return node instanceof RexSubQuery && node.isA(SqlKind.SCALAR_QUERY);
  }

  private static List<RexNode> fields(
      RexBuilder rexBuilder, List<RexNode> operands, RelNode values, CorrelationId row) {
    List<RexNode> plain = new ArrayList<>();
    int next = 0;
    for (RexNode operand : operands) {
      plain.add(
          isScalarSubquery(operand)
              ? rexBuilder.makeFieldAccess(rexBuilder.makeCorrel(values.getRowType(), row), next++)
              : operand);
    }
    return plain;
  }
}
