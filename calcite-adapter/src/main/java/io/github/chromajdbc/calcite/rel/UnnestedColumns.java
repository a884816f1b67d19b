package io.github.chromajdbc.calcite.rel;

import io.github.chromajdbc.calcite.exec.generated.UnnestedRows;
import io.github.chromajdbc.error.ChromaError;
import java.util.List;
import org.apache.calcite.adapter.enumerable.EnumerableRel;
import org.apache.calcite.adapter.enumerable.EnumerableRelImplementor;
import org.apache.calcite.adapter.enumerable.EnumerableUncollect;
import org.apache.calcite.adapter.enumerable.JavaRowFormat;
import org.apache.calcite.adapter.enumerable.PhysTypeImpl;
import org.apache.calcite.linq4j.tree.BlockBuilder;
import org.apache.calcite.linq4j.tree.Expression;
import org.apache.calcite.linq4j.tree.Expressions;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelWriter;
import org.apache.calcite.rel.SingleRel;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.jspecify.annotations.Nullable;

/**
 * UNNEST of several arrays, or with positions. Calcite (1.42) has each element of one beside each
 * of the others, and fails where an array is NULL.
 */
public final class UnnestedColumns extends SingleRel implements EnumerableRel {
  private final boolean numbered;

  private UnnestedColumns(
      RelNode input, RelTraitSet traits, RelDataType rowType, boolean numbered) {
    super(input.getCluster(), traits, input);
    this.rowType = rowType;
    this.numbered = numbered;
  }

  public static RelNode in(RelNode rel) {
    RelNode rewritten = RelInputs.rewritten(rel, UnnestedColumns::in);
    if (!(rewritten instanceof EnumerableUncollect uncollect)) {
      return rewritten;
    }
    List<RelDataTypeField> columns = uncollect.getInput().getRowType().getFieldList();
    if (columns.stream().allMatch(column -> isOfValues(column.getType().getComponentType()))) {
      return columns.size() > 1 || uncollect.withOrdinality
          ? new UnnestedColumns(
              uncollect.getInput(),
              uncollect.getTraitSet(),
              uncollect.getRowType(),
              uncollect.withOrdinality)
          : uncollect;
    }
    if (columns.size() > 1) {
      throw ChromaError.NOT_SUPPORTED.exception(
          "UNNEST of several takes arrays of plain values. Write one UNNEST WITH ORDINALITY for each, and a FULL JOIN on their positions");
    }
    return uncollect; // elements that are rows become several columns: those are Calcite's
  }

  private static boolean isOfValues(@Nullable RelDataType element) {
    return element != null && !element.isStruct();
  }

  @Override
  public RelNode copy(RelTraitSet traitSet, List<RelNode> inputs) {
    return new UnnestedColumns(sole(inputs), traitSet, getRowType(), numbered);
  }

  @Override
  public RelWriter explainTerms(RelWriter writer) {
    return super.explainTerms(writer).itemIf("withOrdinality", true, numbered);
  }

  @Override
  public Result implement(EnumerableRelImplementor implementor, Prefer preferred) {
    BlockBuilder builder = new BlockBuilder();
    Result rows = implementor.visitChild(this, 0, (EnumerableRel) getInput(), Prefer.ARRAY);
    Expression enumerable = builder.append("rows", rows.block);
    builder.add(
        Expressions.return_(
            null,
            Expressions.call(
                UnnestedRows.OF,
                rows.physType.convertTo(enumerable, JavaRowFormat.ARRAY),
                Expressions.constant(numbered))));
    return implementor.result(
        PhysTypeImpl.of(implementor.getTypeFactory(), getRowType(), JavaRowFormat.ARRAY, false),
        builder.toBlock());
  }
}
