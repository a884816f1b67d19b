package io.github.chromajdbc.calcite.plan;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Correlate;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCorrelVariable;
import org.apache.calcite.rex.RexFieldAccess;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.util.ImmutableBitSet;

/**
 * A lateral join whose right side takes values of rows farther around from its left side, which
 * gets a column for each:
 *
 * <pre>
 * l LEFT JOIN LATERAL (... WHERE around.a = l.b) ON TRUE
 * (SELECT l.*, around.a AS a0 FROM l) AS l LEFT JOIN LATERAL (... WHERE l.a0 = l.b) ON TRUE
 * </pre>
 *
 * <p>Calcite's decorrelator (1.42, {@code decorrelateRel(Correlate)}) gives the values of those
 * rows as columns of the right side, which an outer join makes NULL where nothing matches, and does
 * not compare them with those that the left side has of the same rows.
 */
final class PassedVariables {
  private final Correlate correlate;
  private final Set<CorrelationId> farther;
  private final RexBuilder rexBuilder;
  private final int leftCount;
  private final Map<RexNode, Integer> columns = new LinkedHashMap<>();
  private final List<RexNode> expressions = new ArrayList<>();
  private final List<String> names = new ArrayList<>();

  private PassedVariables(Correlate correlate, Set<CorrelationId> farther) {
    this.correlate = correlate;
    this.farther = farther;
    rexBuilder = correlate.getCluster().getRexBuilder();
    List<RelDataTypeField> fields = correlate.getLeft().getRowType().getFieldList();
    leftCount = fields.size();
    for (RelDataTypeField field : fields) {
      expressions.add(RexInputRef.of(field.getIndex(), fields));
      names.add(field.getName());
    }
  }

  /**
   * Rows equal to those of {@code correlate}.
   *
   * @param farther the variables that its right side names beside its own
   */
  static RelNode of(Correlate correlate, Set<CorrelationId> farther) {
    return new PassedVariables(correlate, farther).rewritten();
  }

  private RelNode rewritten() {
    EachExpression.rewritten(correlate.getRight(), over(this::note));
    RelNode left =
        LogicalProject.create(correlate.getLeft(), List.of(), expressions, names, Set.of());
    RelDataType row = left.getRowType();
    RelNode right =
        EachExpression.rewritten(correlate.getRight(), over(access -> ofLeft(access, row)));
    RelNode passed =
        correlate.copy(
            correlate.getTraitSet(),
            left,
            right,
            correlate.getCorrelationId(),
            correlate
                .getRequiredColumns()
                .union(ImmutableBitSet.range(leftCount, row.getFieldCount())),
            correlate.getJoinType());
    List<RelDataTypeField> fields = passed.getRowType().getFieldList();
    List<RexNode> kept = new ArrayList<>();
    for (int i = 0; i < fields.size(); i++) {
      if (i < leftCount || i >= row.getFieldCount()) {
        kept.add(RexInputRef.of(i, fields));
      }
    }
    return LogicalProject.create(
        passed, List.of(), kept, correlate.getRowType().getFieldNames(), Set.of());
  }

  private RexNode note(RexFieldAccess access) {
    if (farther.contains(variable(access))) {
      columns.computeIfAbsent(
          access,
          added -> {
            expressions.add(added);
            names.add(added.toString());
            return expressions.size() - 1;
          });
    }
    return access;
  }

  private RexNode ofLeft(RexFieldAccess access, RelDataType row) {
    CorrelationId variable = variable(access);
    boolean isFarther = farther.contains(variable);
    if (!isFarther && !variable.equals(correlate.getCorrelationId())) {
      return access;
    }
    int column =
        isFarther ? Objects.requireNonNull(columns.get(access)) : access.getField().getIndex();
    return rexBuilder.makeFieldAccess(
        rexBuilder.makeCorrel(row, correlate.getCorrelationId()), column);
  }

  private static CorrelationId variable(RexFieldAccess access) {
    return ((RexCorrelVariable) access.getReferenceExpr()).id;
  }

  private static RexShuttle over(Function<RexFieldAccess, RexNode> accesses) {
    return new RexShuttle() {
      @Override
      public RexNode visitFieldAccess(RexFieldAccess access) {
        return access.getReferenceExpr() instanceof RexCorrelVariable
            ? accesses.apply(access)
            : super.visitFieldAccess(access);
      }
    };
  }
}
